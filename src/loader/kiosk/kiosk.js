// What a kiosk has and a phone has not: the watch that wipes, the keyboard, the bar at the foot, what is forbidden, the way to a phone. It knows no form
// and keeps nothing; the app below it is the same as on a phone. Comes only where the address says `?kiosk=<id>`.
import { guard } from "./guard.js";
import { watch } from "./idle.js";
import { keyboard } from "./keyboard.js";
import { picker } from "./picker.js";
import { bar } from "./bar.js";
import { handoff, offer } from "./handoff.js";
import { pulse } from "./pulse.js";
import { ticket } from "./ticket.js";

const settings = { idleSeconds: 60, askSeconds: 20, keyboard: true, paper: "A4" };

guard();
pulse();
// Without its settings a kiosk goes on with the usual ones: it must wipe in any case.
fetch("/config.json")
  .then((response) => response.json())
  .then(
    (config) => begin({ ...settings, ...config.kiosk }, config),
    () => begin(settings, {})
  );

function begin(chosen, config) {
  watch(chosen, offer);
  bar();
  handoff(config);
  picker();
  ticket(chosen.paper);
  if (chosen.keyboard) keyboard();
}
