// The browser's own list opens rows that are too small for a finger and may reach anywhere: on a kiosk its alternatives fill the
// lower part of the screen instead. The list itself stays, so that the app hears of a choice as ever.
import { make, press, ring, root } from "./dom.js";
import { words } from "./words.js";

export function picker() {
  for (const name of ["mousedown", "touchend"]) {
    window.addEventListener(
      name,
      (event) => {
        const list = event.target.closest && event.target.closest("select");
        // A finger that has scrolled has not chosen.
        if (!list || !event.cancelable) return;
        event.preventDefault();
        if (!list.disabled && list.getAttribute("aria-disabled") !== "true") open(list);
      },
      { capture: true, passive: false }
    );
  }
}

function open(list) {
  if (document.querySelector(".kiosk-picker")) return;
  list.focus();
  const dialog = make("div", "kiosk-picker");
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.setAttribute("aria-label", list.labels && list.labels[0] ? list.labels[0].textContent : "");
  const rows = make("div", "kiosk-picker__rows");
  const close = () => {
    dialog.remove();
    list.focus();
  };
  for (const option of list.options) {
    if (!option.value || option.hidden) continue;
    const row = press("kiosk-picker__row", option.textContent, () => {
      list.value = option.value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
      close();
    });
    row.setAttribute("aria-pressed", String(option.selected));
    rows.append(row);
  }
  dialog.append(rows, press("button button--quiet", words().back, close));
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.body.append(dialog);
  ring(dialog);
  (rows.querySelector("[aria-pressed=true]") || rows.firstElementChild || dialog).focus();
  root.removeAttribute("data-keyboard");
}
