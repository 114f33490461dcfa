// What makes this browser a kiosk: the secret of its unit, which the address brought once and the loader took out of it (src/loader/loader.js). It
// stays in this tab alone, since every wipe opens the page anew. The settings hold its digest, so that a link makes no kiosk of a phone.
import { root } from "./dom.js";

const KEPT = "loket-unit";

// The header by which the office knows this kiosk.
export function unit() {
  return `${root.dataset.kiosk} ${sessionStorage.getItem(KEPT)}`;
}

// Whether the settings know this kiosk and its secret.
export async function proved({ kiosk }) {
  const digest = ((kiosk && kiosk.units) || {})[root.dataset.kiosk];
  // Without a secure context nothing can be proved.
  if (!digest || !crypto.subtle) return false;
  const own = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sessionStorage.getItem(KEPT)));
  return Array.from(new Uint8Array(own), (byte) => byte.toString(16).padStart(2, "0")).join("") === digest;
}

// No kiosk: the page of a phone.
export function disown() {
  sessionStorage.removeItem(KEPT);
  location.replace("/");
}
