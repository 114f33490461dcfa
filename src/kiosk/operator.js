// The operator's page: how this kiosk is doing, a printer test, and the door to assisted mode. It says nothing of any person.
import { begin } from "./assist.js";
import { make, press } from "./dom.js";
import { doubtful, leave } from "./idle.js";
import { moment, time } from "./moment.js";
import { prints, slip } from "./slip.js";
import { tally } from "./tally.js";
import { fill, words } from "./words.js";

// How often the network is looked at while the page is open, and how long the backend is waited for, in milliseconds.
const LOOK = 10000;
const PATIENCE = 8000;

// Draws it in the officer's dialog. `counter` is whose PIN it was.
export function operator(panel, { counter, kiosk, base, paper, close }) {
  const said = words();
  const title = make("h2", "", fill(said.operator, counter));
  title.id = "kiosk-officer";
  const network = make("dd", "");
  const backend = make("dd", "");
  const facts = make("dl", "kiosk-officer__facts");
  for (const [name, value] of [
    [said.device, make("dd", "", kiosk)],
    [said.version, make("dd", "", version())],
    [said.sent, make("dd", "", arrived())],
    [said.network, network],
    [said.backend, backend]
  ]) {
    const line = make("div", "");
    line.append(make("dt", "", name), value);
    facts.append(line);
  }
  const told = make("p", "kiosk-officer__told", said.begins);
  told.setAttribute("role", "status");
  const test = () => {
    window.print();
    told.textContent = words().printed;
  };
  // Whoever was there before is asked first, where nobody knows what became of a submission.
  const help = () => {
    if (!doubtful()) return begin(counter);
    close();
    leave();
  };
  const acts = make("div", "kiosk-officer__acts");
  acts.append(
    press("button", said.assist, help),
    ...(prints() ? [press("button button--quiet", said.test, test)] : []),
    press("button button--quiet", said.close, close)
  );
  const [what, rule] = [make("p", "", `${paper}, ${version()}`), make("p", "kiosk-slip__rule", "0123456789 ABCDEFGHIJ abcdefghij")];
  panel.textContent = "";
  panel.append(title, facts, told, acts, slip(said.test, what, rule));
  acts.firstElementChild.focus();
  look();

  async function look() {
    if (!panel.isConnected) return;
    write(network, navigator.onLine ? words().there : words().missing);
    if (!backend.textContent) write(backend, words().checks);
    write(backend, (await answers(base)) ? words().there : words().missing);
    setTimeout(look, LOOK);
  }
}

// The digits in the name of the app's wasm: another build has others.
function version() {
  const [, digits] = /-([0-9a-f]+)\.wasm/.exec(document.querySelector("script[data-wasm]").dataset.wasm) || [];
  return digits || "?";
}

function arrived() {
  const { since, n, last } = tally();
  const from = `${n} ${fill(words().since, moment(since))}`;
  return last.length ? `${from}. ${fill(words().last, last.map(time).join(", "))}` : from;
}

// Whether anybody answers below the base: nothing need stand there.
async function answers(base) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), PATIENCE);
  const how = { cache: "no-store", signal: patience.signal };
  return fetch(`${base}/`, how).then(
    ({ status }) => status < 500,
    () => false
  );
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
