// What a kiosk prints beside receipts: a slip, which stands in a dialog and is not seen. As long as it stands there it is what is
// printed, and nothing else of the page (style/kiosk.css).
import { make, root } from "./dom.js";
import { moment } from "./moment.js";

// A slip with this title and what stands below it. Where it was printed, and when, it says by itself.
export function slip(title, ...parts) {
  const slip = make("div", "kiosk-slip");
  slip.append(make("h2", "", title), ...parts, make("p", "", `${root.dataset.kiosk}, ${moment(Date.now())}`));
  return slip;
}

// Whether this kiosk has a printer.
export function prints() {
  return root.dataset.paper !== "none";
}
