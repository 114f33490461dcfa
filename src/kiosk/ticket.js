// The ticket: paper as the settings say, and whether it has come out. What stands on the screen stays there.
import { entitle, make, press, ring, root } from "./dom.js";
import { words } from "./words.js";

export function ticket(paper) {
  root.dataset.paper = paper;
  window.addEventListener("afterprint", ask);
}

function ask() {
  // A slip is no ticket.
  if (document.querySelector("#kiosk-ticket, .kiosk-slip")) return;
  const { out, yes, no, photo } = words();
  const dialog = make("div", "kiosk-dialog kiosk-dialog--low");
  const box = make("div", "kiosk-dialog__box");
  const title = make("h2", "", out);
  entitle(box, "alertdialog", title, "kiosk-ticket");
  const close = () => dialog.remove();
  const lost = () => {
    title.textContent = photo;
    refuse.remove();
    fine.textContent = words().back;
    fine.focus();
  };
  const fine = press("button", yes, close);
  const refuse = press("button button--quiet", no, lost);
  box.append(title, fine, refuse);
  dialog.append(box);
  document.body.append(dialog);
  ring(dialog);
  fine.focus();
}
