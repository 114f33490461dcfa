// What a kiosk has and a phone has not: the watch that wipes, the keyboard, the bar at the foot, what is forbidden, the way to a phone. It
// knows no form and keeps nothing; the app below it is the same as on a phone. Comes only where the address says `?kiosk=<id>`
// and this tab has the secret of a unit (unit.js), and the app begins when it is ready. `cargo xtask build` writes a line above it: STYLE, the address of style/kiosk.css.
import { root } from "./dom.js";
import { guard } from "./guard.js";
import { watch } from "./idle.js";
import { keyboard } from "./keyboard.js";
import { picker } from "./picker.js";
import { bar } from "./bar.js";
import { handoff, offer } from "./handoff.js";
import { pulse } from "./pulse.js";
import { renew } from "./renew.js";
import { base } from "./store.js";
import { ticket } from "./ticket.js";
import { tiles } from "./tiles.js";
import { speak } from "./speak.js";
import { assist } from "./assist.js";
import { count } from "./tally.js";
import { officer } from "./officer.js";
import { disown, proved } from "./unit.js";

const settings = { idleSeconds: 60, askSeconds: 20, renewSeconds: 600, restartPages: 500, keyboard: true, paper: "A4" };
// How long the settings are waited for, in milliseconds.
const PATIENCE = 10000;
// How often they are asked for when they could not be had.
const AGAIN = 5000;

guard();
pulse();
// What src/worker/offline.js keeps for a start without a network.
window.loket.parts = [document.querySelector("script[data-kiosk]").dataset.kiosk, STYLE];
Promise.all([configured(), dress()]).then(async ([config]) => {
  if (!config) prove();
  else if (!(await proved(config))) return disown();
  begin({ ...settings, ...(config || {}).kiosk, base: base(config || {}) }, config || {});
  root.hidden = false;
  window.loket.kiosk();
}, () => window.loket.fail("missing"));

function begin(chosen, config) {
  watch(chosen, offer);
  bar();
  handoff(config);
  picker();
  ticket(chosen.paper);
  tiles();
  renew(chosen);
  if (chosen.keyboard) keyboard();
  speak();
  assist();
  count();
  officer({ ...chosen, kiosk: root.dataset.kiosk });
}

// Without its settings nothing can be filled in here; as soon as they are there they must know this kiosk.
async function prove() {
  await new Promise((resolve) => setTimeout(resolve, AGAIN));
  const config = await configured();
  if (!config) return prove();
  if (!(await proved(config))) disown();
}

// Without its settings a kiosk goes on with the usual ones: it must wipe in any case.
function configured() {
  const given = fetch("/config.json").then((response) => response.json());
  const late = new Promise((resolve, reject) => setTimeout(reject, PATIENCE));
  return Promise.race([given, late]).catch(() => null);
}

// Puts its style on.
function dress() {
  return new Promise((resolve, reject) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = STYLE;
    style.onload = resolve;
    style.onerror = reject;
    document.head.append(style);
  });
}
