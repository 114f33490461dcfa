// The minute in the title of the window: a watchdog outside the browser starts it anew when the minute stands still. It does so on a page
// that could not begin, too.
import { root } from "./dom.js";

const MINUTE = 60000;

export function pulse() {
  const title = document.querySelector("title");
  const stamp = () => {
    if (root.hasAttribute("data-failed")) return;
    const name = title.textContent.replace(/ \[\d+\]$/, "");
    const next = `${name} [${Math.floor(Date.now() / MINUTE) % 1000}]`;
    if (title.textContent !== next) title.textContent = next;
  };
  new MutationObserver(stamp).observe(title, { childList: true });
  setInterval(stamp, MINUTE / 12);
  stamp();
}
