// Assisted mode: an officer helps one person. It begins with a new page, so that nothing of whoever was there before can be opened, and
// ends with the submission or the wipe. The app reads `data-assisted` when a submission is frozen (src/device/kiosk.rs).
import { follow, make, root } from "./dom.js";
import { wipe } from "./idle.js";
import { fill, words } from "./words.js";

// From this page to the next, and no further.
const NEXT = "loket-assisted";

// Begins, at this counter, with a new page.
export function begin(counter) {
  sessionStorage.setItem(NEXT, counter);
  wipe();
}

// Says all the time who helps, if somebody does.
export function assist() {
  const counter = sessionStorage.getItem(NEXT);
  sessionStorage.removeItem(NEXT);
  if (!counter) return;
  root.dataset.assisted = counter;
  const band = make("p", "kiosk-assisted");
  band.setAttribute("role", "status");
  document.querySelector(".kiosk-cover").append(band);
  follow(["lang", "data-fate"], () => {
    if (root.dataset.fate === "sent") delete root.dataset.assisted;
    band.textContent = root.dataset.assisted ? fill(words().assisted, counter) : "";
  });
}
