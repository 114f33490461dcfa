// What is filled in here goes on at a phone, and what is filled in at a phone goes on here, sealed on the way (envelope.js): the phone scans
// a code. A key is in this page's memory alone: once it is wiped, nothing that comes later can be opened here.
import { picture, entitle, follow, make, press, ring, root } from "./dom.js";
import * as envelope from "./envelope.js";
import { stir, wipe } from "./idle.js";
import { words } from "./words.js";

const { TO_KIOSK, TO_PHONE, base32, fresh, pause } = envelope;
// How often it is looked whether the other end has done its part, in milliseconds.
const LOOK = 2000;
// A little less than the backend keeps what was handed over.
const LONGEST = 14 * 60 * 1000;

let settings;
let store = null;
// What is under way: `over` once its dialog is closed or shows something else.
let turn = { over: true };
let dialog = null;

// The button at the foot, where the backend offers a store.
export function handoff(config) {
  const address = envelope.place(config);
  if (!address) return;
  settings = config;
  store = envelope.store(address);
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

// The text of the draft that is open, if it can go to a phone.
function draft() {
  const text = window.loket.draft;
  return text && root.dataset.page !== "home" && envelope.about(text) ? text : null;
}

async function send() {
  const mine = begin();
  // The dialog takes the focus from the box that is being filled in: only then the app keeps its last letters.
  show(words().preparing, [], back(close));
  const text = draft();
  if (!text) return close();
  const [id, bytes] = [base32(fresh(16)), fresh(32)];
  const { service, version } = envelope.about(text);
  const until = Date.now() + LONGEST;
  try {
    const sealed = await envelope.seal(await envelope.shared(bytes, ["encrypt"]), TO_PHONE, id, [service, version], text);
    const code = await draw([TO_PHONE, id, base32(bytes)]);
    if (mine.over) return;
    await store.put(id, sealed);
    if (mine.over) return store.drop(id);
    const { scan, toPhoneHow, toPhoneSafe } = words();
    show(scan, [code, toPhoneHow, toPhoneSafe], back(() => undo(mine, id, text, close)));
  } catch (why) {
    return mine.over || told(reason(why), press("button", words().again, send), back(close));
  }
  while (!mine.over && Date.now() < until) {
    await pause(LOOK);
    if (mine.over) return;
    // Sent after all, while the code stood there: the receipt is what is to be seen.
    if (!draft()) return undo(mine, id, text, close);
    if ((await store.has(id).catch(() => true)) === false && !mine.over) return moved(text);
  }
  if (!mine.over) undo(mine, id, text, () => told(words().handLate, back(close)));
}

// Takes back what was handed over, unless the phone has it already.
async function undo(mine, id, text, then) {
  // Once at a time: of two the second would be told that the phone has it.
  if (mine.undoes) return;
  mine.over = mine.undoes = true;
  try {
    if (await store.take(id)) then();
    else moved(text);
  } catch (why) {
    mine.undoes = false;
    // The phone may have it, or come to have it: nobody goes on with it here until that is known.
    told(words().handStuck, press("button", words().again, () => undo(mine, id, text, then)));
  }
}

// It is the phone's now. What stands here below is not gone on with; but it may come back, unless it is on its way already.
function moved(text) {
  root.dataset.moved = "";
  const { done, moved, movedHow, return: way } = words();
  const exit = press("button", done, wipe);
  if (!envelope.about(text).sending) return receive(moved, [movedHow, way], exit);
  begin();
  show(moved, [movedHow], exit);
}

async function receive(title = words().scan, lines = [words().fromPhoneHow], exit = back(close)) {
  const mine = begin();
  const retry = press("button", words().newCode, () => receive(title, lines, exit));
  show(title, lines, exit);
  try {
    const [own, id] = [await envelope.pair(), base32(fresh(16))];
    const code = await draw([TO_KIOSK, id, base32(own.point)]);
    const number = make("p", "kiosk-code", await envelope.digits(own.point));
    if (mine.over) return;
    show(title, [code, ...lines, words().number, number], exit);
    while (!mine.over) {
      await pause(LOOK);
      const bytes = mine.over ? null : await store.get(id).catch(() => null);
      if (bytes && !mine.over && (await take(own, id, bytes, mine))) return;
    }
  } catch (why) {
    if (!mine.over) told(reason(why), retry, exit);
  }
}

// Opens what a phone has handed over; whether it is settled what became of it.
async function take(own, id, bytes, mine) {
  const opened = await envelope.unsealWith(own, id, bytes).catch(() => null);
  const [names, text] = opened || [];
  const known = opened && envelope.about(text);
  // Left where it is: the phone must not believe that it has arrived.
  if (!known || known.sending || known.service !== names[0] || known.version !== names[1]) throw "unread";
  let form;
  try {
    form = await envelope.definition(settings, ...names);
  } catch (why) {
    if (why === "down") return false;
    throw "form";
  }
  if (mine.over) return true;
  // Whoever waits for it here need not touch anything.
  stir();
  // The phone may have taken it back meanwhile.
  if (!(await store.take(id))) throw "unread";
  const [name, renamed] = envelope.renamed(text, known);
  window.loket.given = [`service.${names.join("@")}`, form, `draft.${name}`, renamed];
  stir();
  close();
  delete root.dataset.moved;
  // The app follows its own links.
  const link = make("a");
  link.href = `/isi/${name}/${known.step}`;
  document.body.append(link);
  link.click();
  link.remove();
  return true;
}

function reason(why) {
  const { handBroken, handBusy, handDown, handForm, handLarge, handUnread } = words();
  const known = { 413: handLarge, 429: handBusy, down: handDown, form: handForm, unread: handUnread };
  return known[why] || handBroken;
}

// A code for a phone's camera: an address of this app whose fragment no server sees.
async function draw(parts) {
  // The library may not have come before the network went.
  const { encode } = await window.loket.load(window.loket.qr).catch(() => Promise.reject("down"));
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
  buttons[0].focus();
}
