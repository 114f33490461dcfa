// A new build comes while nobody is there: a first page that nobody has touched asks now and then whether the server has another page
// or other settings, and then comes anew. Whoever is there is not asked: the page after a wipe is of the new build anyway. After many pages
// the browser itself is started anew then: each page leaves it a little larger.
import { root } from "./dom.js";
import { unused, wipe } from "./idle.js";
import { anew } from "./pulse.js";
import { tally } from "./tally.js";

const SECOND = 1000;

export function renew({ renewSeconds, restartPages }) {
  const own = files(document.querySelector("script[data-kiosk]").outerHTML);
  let known = "";
  setInterval(async () => {
    if (!waiting()) return;
    // Without a network, and where somebody else answers (the sign-in of a hotspot), it stays as it is.
    const texts = await Promise.all(["/", "/config.json"].map(read)).catch(() => []);
    const other = files(texts[0] || "");
    if (!other) return;
    // Only with a network: a new browser has nothing yet.
    if (tally().pages > restartPages) return anew(waiting);
    const text = texts.join("");
    // One that came without a network may have come without its services.
    const bare = !document.querySelector("#app a.card");
    if ((other !== own || (known && known !== text) || bare) && waiting()) wipe();
    known = text;
  }, renewSeconds * SECOND);
}

function waiting() {
  return root.dataset.page === "home" && unused();
}

async function read(address) {
  const response = await fetch(address, { cache: "no-cache", headers: { Accept: "text/html, application/json" } });
  if (!response.ok || response.redirected) throw new Error(address);
  return response.text();
}

// The tag in which a page of Loket names its files; empty for any other page. Looked for in the text: nothing that a server sends is made
// into elements here, which Trusted Types would forbid, too.
function files(text) {
  const found = /<script [^>]*data-kiosk=[^>]*>/.exec(text);
  return found ? found[0] : "";
}
