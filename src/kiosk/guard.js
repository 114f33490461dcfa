// What is not done on a kiosk: menus, dragging, copying, pinching, marking, links that leave the app, and what the browser would remember
// or correct of a person's words. What is marked, in a box, too, X11 keeps for the middle button of a mouse, and no page can take it back
// (kiosk/loket-watchdog does, for what keys have marked).

import { root } from "./dom.js";

const NEVER = ["contextmenu", "dragstart", "drop", "copy", "cut", "selectstart", "gesturestart"];

export function guard() {
  for (const name of NEVER) listen(name, (event) => event.preventDefault());
  // Two fingers zoom; so does the wheel with Ctrl.
  listen("touchmove", (event) => event.touches.length > 1 && event.preventDefault());
  listen("wheel", (event) => event.ctrlKey && event.preventDefault());
  // The second touch of two marks a word.
  listen("mousedown", (event) => event.detail > 1 && event.preventDefault());
  for (const name of ["click", "auxclick"]) listen(name, stay);
  listen("focusin", (event) => forgetful(event.target));
}

function listen(name, run) {
  window.addEventListener(name, run, { capture: true, passive: false });
}

// Every other address ends at a page that nobody can leave. So does one of our own before the app is there, which would leave the kiosk.
function stay(event) {
  const link = event.target.closest && event.target.closest("a[href]");
  const inside = link && /^[/#](?!\/)/.test(link.getAttribute("href")) && !link.target;
  // With a key or another button a link opens a window of its own.
  const plain = event.type === "click" && !(event.ctrlKey || event.shiftKey || event.altKey || event.metaKey);
  if (link && !(inside && plain && root.hasAttribute("data-ready"))) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function forgetful(box) {
  if (!("value" in box)) return;
  box.autocomplete = "off";
  box.spellcheck = false;
  box.setAttribute("autocorrect", "off");
  box.setAttribute("autocapitalize", "off");
  // What the browser would suggest is what somebody else has typed.
  if (box.type === "search") box.name = "";
}
