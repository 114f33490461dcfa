// The keyboard on the screen: digits where the app asks for digits, letters as on Indonesian keyboards elsewhere. It types as a
// person does, so that the app cannot tell, and stands at the foot; the page above it scrolls until the box is seen.
import { follow, make, press, root } from "./dom.js";
import { words } from "./words.js";

// Keys by their text; names of one's own in braces.
const LETTERS = ["1234567890", "qwertyuiop", "asdfghjkl'{erase}", "{shift}zxcvbnm,.", "{marks}{before}{after}{space}-/{line}{close}"];
const MAIL = ["1234567890", "qwertyuiop", "asdfghjkl{erase}", "{shift}zxcvbnm_-", "{marks}{before}{after}@.{space}{close}"];
// What few words need, in place of the letters.
const MARKS = ["1234567890", "()&+:;?!\"@", "#%=*_$'{erase}", "{letters}{before}{after}{space}-/{line}{close}"];
const DIGITS = ["123", "456", "789", "{before}0{after}", "{extra}{erase}{close}"];
// RT and RW are written 3/5.
const EXTRA = { numeric: "/", decimal: ",", tel: "+" };
const LAYOUTS = { text: LETTERS, email: MAIL };
const SIGNS = { erase: "⌫", shift: "⇧", before: "◀", after: "▶", line: "⏎", marks: "(&?", letters: "abc" };
// Held down for so long these go on, so often, in milliseconds.
const HELD = ["erase", "before", "after"];
const HOLD = 500;
const AGAIN = 80;
// What stands around a box that has the focus, in pixels.
const RING = 12;

let board;
let box = null;
let capital = false;
let marks = false;

export function keyboard() {
  board = make("section", "kiosk-keys");
  board.hidden = true;
  document.body.append(board);
  // What is no box closes it, too: at once when the box has gone with its page, else not before the finger is off (`leave`).
  window.addEventListener("focusin", ({ target }) => {
    if (typed(target)) show(target);
    else if (box && !box.isConnected) show(null);
  });
  window.addEventListener("focusout", leave);
  // A box that had the focus already and whose keyboard was closed.
  window.addEventListener("click", (event) => show(typed(event.target) || (document.activeElement === box ? box : null)));
  follow(["lang"], () => box && draw());
  follow(["data-text", "data-low"], () => box && reveal());
}

// The element, if text is typed into it.
function typed(element) {
  const text = element && element.matches && element.matches("textarea, input:not([type]), [type=text], [type=search], [type=password]");
  return text && !element.readOnly ? element : null;
}

// A touch that leaves a box is still on its way to what it wants: the page must not move under the finger.
function leave() {
  const close = () => {
    clearTimeout(waiting);
    window.removeEventListener("click", later);
    if (!typed(document.activeElement)) show(null);
  };
  const later = () => setTimeout(close);
  const waiting = setTimeout(close, 400);
  window.addEventListener("click", later);
}

function show(next) {
  const same = next === box && next && !board.hidden;
  box = next;
  board.hidden = !box;
  if (box) root.dataset.keyboard = "";
  else delete root.dataset.keyboard;
  if (!box || same) return;
  capital = marks = false;
  draw();
  reveal();
}

function reveal() {
  // The whole question, as far as there is room.
  const field = box.closest(".field") || box;
  field.scrollIntoView({ block: "start" });
  const free = board.getBoundingClientRect().top - box.getBoundingClientRect().bottom - RING;
  if (free < 0) window.scrollBy(0, -free);
  // A search without room for what it finds does without its label.
  else if (box.type === "search" && free < box.offsetHeight) box.scrollIntoView({ block: "start" });
}

function draw() {
  const mode = box.inputMode || "text";
  const digits = mode in EXTRA;
  board.className = digits ? "kiosk-keys kiosk-keys--digits" : "kiosk-keys";
  board.setAttribute("aria-label", words().keys);
  board.textContent = "";
  for (const row of digits ? DIGITS : marks ? MARKS : LAYOUTS[mode] || LETTERS) {
    const line = make("div", "kiosk-keys__row");
    for (const key of row.match(/\{\w+\}|./g)) line.append(draw_key(key, mode));
    board.append(line);
  }
}

function draw_key(key, mode) {
  const name = key.length > 1 ? key.slice(1, -1) : "";
  const text = name === "extra" ? EXTRA[mode] : name ? SIGNS[name] || words()[name] : capital ? key.toUpperCase() : key;
  if (!text) return make("span", "kiosk-key kiosk-key--none");
  const button = press(name ? `kiosk-key kiosk-key--${name}` : "kiosk-key", text, () => strike(name, text));
  // Who goes through a page by keys has keys.
  button.tabIndex = -1;
  if (HELD.includes(name)) hold(button, () => strike(name));
  if (SIGNS[name]) button.setAttribute("aria-label", words()[name]);
  if (name === "shift") button.setAttribute("aria-pressed", String(capital));
  return button;
}

function hold(button, run) {
  let next;
  const go = () => {
    if (!box || !button.isConnected) return;
    run();
    next = setTimeout(go, AGAIN);
  };
  button.addEventListener("pointerdown", () => {
    clearTimeout(next);
    next = setTimeout(go, HOLD);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) button.addEventListener(name, () => clearTimeout(next));
}

function strike(name, text) {
  if (!box) return;
  box.focus();
  if (name === "close") return show(null);
  if (name === "shift") {
    capital = !capital;
    return draw();
  }
  if (name === "marks" || name === "letters") {
    marks = !marks;
    return draw();
  }
  if (name === "erase") return edit("delete", "deleteContentBackward");
  if (name === "before" || name === "after") return move(name === "before" ? -1 : 1);
  if (name === "line" && !box.matches("textarea")) return next();
  edit("insertText", "insertText", name === "space" ? " " : name === "line" ? "\n" : text);
  if (capital) {
    capital = false;
    draw();
  }
}

// As a person's own edit, but for what the browser leaves out when a script asks for it: the word before it.
function edit(command, inputType, data) {
  const before = new InputEvent("beforeinput", { inputType, data, bubbles: true, cancelable: true });
  if (box.dispatchEvent(before)) document.execCommand(command, false, data);
}

// A box of one line knows no new line: the next box, or none.
function next() {
  const boxes = [...document.querySelectorAll("#main input, #main textarea")].filter(typed);
  const following = boxes[boxes.indexOf(box) + 1];
  if (following) following.focus();
  else show(null);
}

// The caret by one letter; what is marked falls together at its side.
function move(step) {
  const { selectionStart, selectionEnd, value } = box;
  const from = step < 0 ? selectionStart : selectionEnd;
  const at = selectionStart === selectionEnd ? Math.min(Math.max(from + step, 0), value.length) : from;
  box.setSelectionRange(at, at);
}
