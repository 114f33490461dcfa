// Nobody there: asks, counts down, wipes. Wiping ends in a new page: nothing of the old one is left in its memory.
import { entitle, follow, make, press, ring, root } from "./dom.js";
import { prints, slip } from "./slip.js";
import { fill, words } from "./words.js";

const SIGNS = ["pointerdown", "keydown", "input", "touchmove", "wheel"];
const SECOND = 1000;
// A dialog is on the screen after so many milliseconds.
const PAINTED = 100;

let seen = performance.now();
// Whether somebody has touched this page at all.
let used = false;
let dialog = null;
// What somebody may do before all is wiped: buttons.
let offer = () => [];
// The number that is on paper already.
let printed = "";

// Watches from now on; `more` gives further buttons for a question, whose dialog each of them closes first.
export function watch({ idleSeconds, askSeconds }, more) {
  offer = more;
  for (const name of SIGNS) window.addEventListener(name, sign, { capture: true, passive: true });
  let before = root.dataset.fate;
  follow(["data-fate"], () => {
    // What somebody has read is no longer true.
    if (root.dataset.fate !== before) stir();
    before = root.dataset.fate;
  });
  // Settings that cannot be read fail before anybody has typed: of them index.html says the right thing.
  follow(["data-failed"], () => /trap|missing/.test(root.dataset.failed) && apologise());
  window.addEventListener("pagehide", blank);
  setInterval(() => {
    const idle = (performance.now() - seen) / SECOND - idleSeconds;
    // An officer who has unlocked the page and gone leaves it to nobody.
    if (!(used || root.dataset.assisted) || idle < 0) return;
    // On the first page nothing has been typed but a search, unless somebody looks for their phone.
    const empty = root.dataset.page === "home" && !filled() && !doubtful() && !document.getElementById("kiosk-handoff");
    if (empty || idle >= askSeconds) return wipe();
    ask(Math.ceil(askSeconds - idle));
  }, SECOND / 4);
}

// Whether nobody has touched this page since it came.
export function unused() {
  return !used;
}

// Whether there is a form that somebody has opened, on whatever page.
export function filled() {
  return !!window.loket.draft;
}

// Something has come that somebody waits for: they have all their time for it, and no question stands before it.
export function stir() {
  seen = performance.now();
  if (dialog) dialog.remove();
  dialog = null;
}

// Everything that somebody has typed goes, at once.
export function wipe() {
  document.body.textContent = "";
  location.replace(location.pathname + location.search);
}

// Somebody wants to go: at once, but not before it is known what became of a submission.
export function leave() {
  if (doubtful()) return open(words().sure, fate(), words().notYet);
  wipe();
}

function sign() {
  used = true;
  seen = performance.now();
}

function ask(n) {
  const left = fill(words().left, n);
  const told = dialog && dialog.querySelector(".kiosk-left");
  if (told) told.textContent = left;
  else open(words().idle, [make("p", "kiosk-left", left), ...fate()], words().stay);
}

// Whether there is a submission that has not been answered, and that no phone has taken over.
export function doubtful() {
  return !!root.dataset.fate && root.dataset.fate !== "sent" && root.dataset.moved === undefined;
}

// What is known of a submission that has not been answered.
function fate() {
  if (!doubtful()) return [];
  const { unsent, unknown, printing } = words();
  if (root.dataset.fate === "unsent") return [make("p", "", unsent)];
  return [make("p", "", unknown), code(), ...(prints() ? [make("p", "", printing)] : [])];
}

// What stands for it at a counter.
function code() {
  return make("p", "kiosk-code", root.dataset.reference);
}

function open(question, lines, stay) {
  if (dialog) dialog.remove();
  const before = document.activeElement;
  dialog = make("div", "kiosk-dialog");
  const box = make("div", "kiosk-dialog__box");
  const title = make("h2", "", question);
  entitle(box, "alertdialog", title, "kiosk-idle");
  const close = () => {
    dialog.remove();
    dialog = null;
    if (before) before.focus();
  };
  const go = press("button", stay, close);
  box.append(title, ...lines, go, ...offer(close), press("button button--quiet", words().leave, wipe));
  dialog.append(box);
  document.body.append(dialog);
  ring(dialog);
  go.focus();
  print(dialog);
}

// What nobody knows the end of is asked about at a counter: its number comes on paper by itself, once, since whoever has gone cannot write it down.
function print(place) {
  const { fate, reference } = root.dataset;
  if (!prints() || !doubtful() || fate === "unsent" || reference === printed) return;
  printed = reference;
  const { doubt, doubtHow } = words();
  place.append(slip(doubt, code(), make("p", "", doubtHow)));
  // Once it is seen: a printer holds the page up.
  setTimeout(() => place.isConnected && window.print(), PAINTED);
}

// The app is broken. On a phone all would be safe; here nothing can be gone on with.
function apologise() {
  const place = document.getElementById("failure");
  for (const told of place.querySelectorAll("div:not([hidden])")) {
    told.textContent = "";
    told.append(make("p", "", words().broken), ...fate());
  }
  print(place);
}

// The page goes: what the app has in its memory is overwritten before the memory is given back. Nothing of the app may run after this.
function blank() {
  window.addEventListener("visibilitychange", (event) => event.stopImmediatePropagation(), { capture: true });
  const memory = window.loket.memory;
  if (memory) new Uint8Array(memory.buffer).fill(0);
}
