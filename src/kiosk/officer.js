// The officer's door: the corner of the cover, held for five seconds (or Ctrl+Alt+O), asks for a PIN; behind it stands the operator's
// page. The PIN is typed on keys of our own, so that the browser sees no password that it could keep.
import { entitle, make, press, ring } from "./dom.js";
import { MINUTE } from "./moment.js";
import { operator } from "./operator.js";
import { check } from "./pin.js";
import { fill, words } from "./words.js";

const HOLD = 5000;
const LENGTH = 6;
const KEYS = [..."123456789", "erase", "0"];
const SECOND = 1000;

let panel = null;

// Where the settings know no officer there is no door.
export function officer(settings) {
  if (!settings.unlock && !(settings.officers || []).length) return;
  const corner = make("div", "kiosk-corner");
  document.querySelector(".kiosk-cover").append(corner);
  let held;
  corner.addEventListener("pointerdown", () => (held = setTimeout(open, HOLD, settings)));
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) corner.addEventListener(name, () => clearTimeout(held));
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.altKey && event.code === "KeyO") open(settings);
  });
}

function open(settings) {
  if (panel) return;
  const before = document.activeElement;
  panel = make("section", "kiosk-officer");
  const close = () => {
    panel.remove();
    panel = null;
    if (before) before.focus();
  };
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.body.append(panel);
  ring(panel);
  ask(panel, settings, close);
}

function ask(panel, settings, close) {
  const title = make("h2", "", words().officer);
  entitle(panel, "dialog", title, "kiosk-officer");
  const told = make("p", "kiosk-officer__told");
  told.setAttribute("role", "status");
  const dots = make("p", "kiosk-officer__dots");
  dots.setAttribute("role", "img");
  const keys = make("div", "kiosk-officer__keys");
  let pin = "";
  let busy = false;

  const draw = () => {
    dots.textContent = "●".repeat(pin.length) + "○".repeat(LENGTH - pin.length);
    dots.setAttribute("aria-label", fill(words().typed, pin.length));
  };
  const say = (sentence) => (told.textContent = sentence);
  const strike = async (key) => {
    if (busy) return;
    pin = key === "erase" ? pin.slice(0, -1) : pin + key;
    draw();
    if (pin.length < LENGTH) return;
    busy = true;
    say(words().checks);
    const tried = await check(pin, settings);
    busy = false;
    pin = "";
    // Somebody may have closed it meanwhile.
    if (!panel.isConnected) return;
    if (tried.counter) return operator(panel, { ...settings, counter: tried.counter, close });
    draw();
    say(refusal(tried));
  };
  for (const key of KEYS) {
    const button = press("kiosk-key", key === "erase" ? "⌫" : key, () => strike(key));
    if (key === "erase") button.setAttribute("aria-label", words().erase);
    keys.append(button);
  }
  keys.append(press("kiosk-key kiosk-key--close", words().close, close));
  panel.addEventListener("keydown", ({ key }) => {
    if (!keys.isConnected) return;
    if (/^\d$/.test(key)) strike(key);
    if (key === "Backspace") strike("erase");
  });
  say(words().pin);
  draw();
  panel.append(title, told, dots, keys);
  keys.firstElementChild.focus();
}

function refusal({ wait, fault }) {
  if (fault) return words()[`pin_${fault}`];
  const { seconds, minutes } = words();
  return wait > MINUTE ? fill(minutes, Math.ceil(wait / MINUTE)) : fill(seconds, Math.ceil(wait / SECOND));
}
