// What is filled in here goes on at a phone, and what is filled in at a phone goes on here, sealed on the way (envelope.js): the phone scans
// a code. A key is in this page's memory alone: once it is wiped, nothing that comes later can be opened here.
import { picture, entitle, follow, make, press, ring, root } from "./dom.js";
import * as envelope from "./envelope.js";
import { stir, wipe } from "./idle.js";
import { pause, place, store as open } from "./store.js";
import { unit } from "./unit.js";
import { words } from "./words.js";

const { TO_KIOSK, TO_PHONE, base32, fresh } = envelope;
// How often it is looked whether the other end has done its part, in milliseconds: for a phone that may come, and for one that has.
const LOOK = 2000;
const SOON = 1000;
// When it is said again that a phone's form is here, while nobody answers.
const AGAIN = 5000;
// A little less than the backend keeps what was handed over.
const LONGEST = 14 * 60 * 1000;

let store = null;
// What is under way: `over` once its dialog is closed or shows something else.
let turn = { over: true };
let dialog = null;

// The button at the foot, where the backend offers a store.
export function handoff(config) {
  const address = place(config);
  if (!address) return;
  store = open(address, unit());
  const button = press("button button--quiet", "", () => (draft() ? send() : receive()));
  const bar = document.querySelector(".kiosk-bar");
  bar.insertBefore(button, bar.lastElementChild);
  follow(["lang", "data-page", "data-fate"], () => {
    button.hidden = !draft() && root.dataset.page !== "home";
    button.textContent = words()[draft() ? "toPhone" : "fromPhone"];
    // What could not be sent from here may be sent from there.
    button.classList.toggle("button--quiet", !root.dataset.fate);
  });
}

// For a question whether somebody is still there: the way to the phone.
export function offer(close) {
  if (dialog || !store || !draft()) return [];
  const go = () => {
    close();
    send();
  };
  return [press("button button--quiet", words().toPhoneInstead, go)];
}

// The text of the draft that is open, if it can go to a phone: the app writes it (src/session/transport.rs).
function draft() {
  return root.dataset.page !== "home" && window.loket.draft;
}

async function send() {
  const mine = begin();
  // The dialog takes the focus from the box that is being filled in: only then the app keeps its last letters.
  show(words().preparing, [], back(close));
  const text = draft();
  if (!text) return close();
  const [id, secret] = [base32(fresh(16)), fresh(32)];
  const until = Date.now() + LONGEST;
  let exchange;
  let given = false;
  // Takes back what was handed over, and goes on with `then`.
  const revoke = (then) => undo({ mine, id, exchange, text, given }, then);
  try {
    exchange = { ...(await envelope.byCode(secret, id)), ...(await envelope.token()) };
    const sealed = await exchange.seal(text);
    // What the phone says before it asks anybody.
    const now = Math.floor(Date.now() / 1000).toString(36);
    const code = await draw([TO_PHONE, id, base32(secret), now, JSON.parse(text).service]);
    if (mine.over) return;
    await store.give(id, sealed, exchange.tokenDigest, exchange.ackDigest);
    given = true;
    if (mine.over) return await store.takeBack(id, exchange.token);
    const { scan, toPhoneHow, toPhoneSafe } = words();
    show(scan, [code, toPhoneHow, toPhoneSafe], back(() => revoke(close)));
  } catch (why) {
    return mine.over || told(reason(why), press("button", words().again, send), back(close));
  }
  while (!mine.over && Date.now() < until) {
    await pause(LOOK);
    if (mine.over) return;
    // Sent after all, while the code stood there: the receipt is what is to be seen.
    if (!draft()) return revoke(close);
    if ((await taken(id, exchange)) && !mine.over) return moved(text);
  }
  if (!mine.over) revoke(() => told(words().handLate, back(close)));
}

// Whether the phone has it, by its own word for it.
async function taken(id, { ack }) {
  const said = await store.get(id, "ack").catch(() => null);
  return !!said && envelope.hex(said) === ack;
}

// Takes back what was handed over, unless the phone has it already.
async function undo(move, then) {
  const { mine, id, exchange, text, given } = move;
  // Once at a time: of two the second would be told that the phone has it.
  if (mine.undoes) return;
  mine.over = mine.undoes = true;
  const back = await store.takeBack(id, exchange.token, given).catch((why) => why);
  if (back === true) return then();
  if (back === false && (await taken(id, exchange))) return moved(text);
  mine.undoes = false;
  const again = press("button", words().again, () => undo(move, then));
  // A store that has forgotten it never says what became of it: that is for the citizen to see.
  if (back === 403 || back === 404) return told(words().handForgotten, press("button", words().here, then), again);
  // The phone may have it, or come to have it: nobody goes on with it here until that is known.
  told(words().handStuck, again);
}

// It is the phone's now. What stands here below is not gone on with; but it may come back, unless it is on its way already.
function moved(text) {
  root.dataset.moved = "";
  const { done, moved, movedHow, notMine, return: way } = words();
  const exits = [press("button", done, wipe), press("button button--quiet", notMine, stolen)];
  if (!JSON.parse(text).frozen) return receive(moved, [movedHow, way], exits);
  begin();
  show(moved, [movedHow], ...exits);
}

// A phone has it that is not the citizen's: whoever has seen the code was quicker. Here it is still.
function stolen() {
  const here = () => {
    close();
    delete root.dataset.moved;
  };
  begin();
  told(words().handOther, press("button", words().here, here), press("button button--quiet", words().done, wipe));
}

async function receive(title = words().scan, lines = [words().fromPhoneHow], exits = [back(close)]) {
  const mine = begin();
  const retry = press("button", words().newCode, () => receive(title, lines, exits));
  show(title, lines, ...exits);
  try {
    const [own, id, number] = [await envelope.pair(), base32(fresh(16)), fresh(32)];
    const commitment = await envelope.digest(number);
    const code = await draw([TO_KIOSK, id, base32(await envelope.codeDigest(own.point, commitment))]);
    await store.put(id, "kiosk", JSON.stringify({ point: base32(own.point), commitment: base32(commitment) }));
    if (mine.over) return;
    show(title, [code, ...lines], ...exits);
    const theirs = await come(mine, () => store.get(id, "hello"), LOOK);
    if (!theirs) return;
    await store.put(id, "reveal", number);
    const exchange = await envelope.byPair(own, theirs, true, id, number);
    if (mine.over) return;
    stir();
    const digits = make("p", "kiosk-code", exchange.digits.replace(/(....)/, "$1 "));
    show(words().type, [digits, words().typeHow], ...exits);
    const sealed = await come(mine, () => store.read(id), SOON);
    if (sealed) await take({ exchange, id, sealed, mine }, [retry, ...exits]);
  } catch (why) {
    if (!mine.over) told(reason(why), retry, ...exits);
  }
}

// What comes from a phone, once it is there; null when nobody waits for it any more.
async function come(mine, look, every) {
  const until = Date.now() + LONGEST;
  while (!mine.over) {
    await pause(every);
    const bytes = mine.over ? null : await look().catch(() => null);
    if (bytes && !mine.over) return bytes;
    if (Date.now() > until) throw 410;
  }
  return null;
}

// Gives the app what a phone has sealed. The phone hears that it is here once the app has it, and only then it is shown.
async function take(came, ways) {
  const { exchange, id, sealed, mine } = came;
  const { text, ack } = await exchange.open(sealed).catch(() => Promise.reject("unread"));
  if (mine.over) return;
  show(words().preparing, []);
  const { token: reader } = await envelope.token();
  // The app says whether it can go on with it ("", "down", "unread" or "form"), and is told whether it may.
  const may = async (why) => {
    if (why === "down") await pause(LOOK);
    if (why) {
      if (!mine.over) told(reason(why), press("button", words().again, () => take(came, ways)), ...ways.slice(1));
      return false;
    }
    for (;;) {
      const has = await store.acknowledge(id, ack, reader).catch((why) => why);
      if (has === "down" || has === 429) {
        // The phone may have heard of it already: what comes from there is here alone, so it is asked again by itself, too.
        await new Promise((again) => {
          told(words().handWaits, press("button", words().again, again));
          setTimeout(again, AGAIN);
        });
        continue;
      }
      stir();
      if (has === true) {
        close();
        delete root.dataset.moved;
      } else told(has === false || has === 409 ? words().handBack : words().handUnread, ...ways);
      return has === true;
    }
  };
  window.loket.given = [text, may];
  // The app follows its own links.
  const link = make("a");
  link.href = "/lanjut";
  document.body.append(link);
  link.click();
  link.remove();
}

function reason(why) {
  const { handBroken, handBusy, handDown, handForm, handLarge, handLate, handUnread } = words();
  const known = { 410: handLate, 413: handLarge, 429: handBusy, down: handDown, form: handForm, unread: handUnread };
  return known[why] || handBroken;
}

// A code for a phone's camera: an address of this app whose fragment no server sees.
async function draw(parts) {
  // The library may not have come before the network went.
  const { encode } = await window.loket.load("qr").catch(() => Promise.reject("down"));
  const { data } = encode(`${location.origin}/lanjut#${parts.join(".")}`, { border: 4 });
  const dark = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : "")));
  const code = picture(`0 0 ${data.length} ${data.length}`, dark.join(""));
  code.removeAttribute("aria-hidden");
  for (const [name, value] of [["class", "qr__code"], ["role", "img"], ["aria-label", words().code]]) code.setAttribute(name, value);
  const frame = make("div", "qr");
  frame.append(code);
  return frame;
}

function begin() {
  turn.over = true;
  turn = { over: false };
  return turn;
}

function close() {
  turn.over = true;
  if (dialog) dialog.remove();
  dialog = null;
}

function back(run) {
  return press("button button--quiet", words().back, run);
}

function told(sentence, ...buttons) {
  show(sentence, [], ...buttons);
}

// What stands in the dialog now: its question, paragraphs and perhaps a code, buttons.
function show(title, parts, ...buttons) {
  if (dialog) dialog.remove();
  dialog = make("div", "kiosk-dialog kiosk-dialog--code");
  dialog.id = "kiosk-handoff";
  const box = make("div", "kiosk-dialog__box");
  const head = make("h2", "", title);
  entitle(box, "dialog", head, "kiosk-handoff-title");
  const inside = make("div", "kiosk-handoff");
  const said = make("div", "");
  const codes = parts.filter((part) => part.className === "qr");
  const others = parts.filter((part) => !codes.includes(part));
  said.append(head, ...others.map((part) => (part.tagName ? part : make("p", "", part))));
  inside.append(said, ...codes);
  box.append(inside, ...buttons);
  dialog.append(box);
  document.body.append(dialog);
  ring(dialog);
  if (buttons.length) buttons[0].focus();
}
