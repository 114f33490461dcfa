// The minute in the title of the window: a watchdog outside the browser starts it anew when the minute stands still. It does so on a page
// that could not begin, too, and when the page asks for it.
import { root } from "./dom.js";
import { MINUTE } from "./moment.js";
import { told } from "./tally.js";

// Whether the browser is to be started anew.
let old = () => false;

export function pulse() {
  const title = document.querySelector("title");
  const stamp = () => {
    if (root.hasAttribute("data-failed")) return;
    const name = title.textContent.replace(/ \(\S+\) \[\w+\]$/, "");
    const next = `${name} (${told()}) [${old() ? "anew" : Math.floor(Date.now() / MINUTE) % 1000}]`;
    if (title.textContent !== next) title.textContent = next;
  };
  // After what src/kiosk/idle.js notes: whoever touches the page keeps it.
  window.addEventListener("pointerdown", () => old() || stamp());
  new MutationObserver(stamp).observe(title, { childList: true });
  setInterval(stamp, MINUTE / 12);
  stamp();
}

// Asks the watchdog to start the browser anew, as long as this holds.
export function anew(holds) {
  old = holds;
}
