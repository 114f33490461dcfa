// Whether a PIN is an officer's: asked of the backend where the settings name its address, else compared with the hashes in the settings,
// which everybody can read (docs/kiosk.md). There, after some wrong ones in a row, is a pause, as for drafts (src/device/seal.js).
import { hex, unhex } from "./envelope.js";
import { unit } from "./unit.js";

const KEPT = "loket-wrong-pins";
const FREE = 5;
const FIRST = 60000;
const LONGEST = 900000;
// How long a silent backend is waited for, in milliseconds.
const PATIENCE = 10000;
// What goes into a header: no letter that a header cannot carry.
const COUNTER = /^\w[\w .-]{0,39}$/;

// Tries a PIN. Gives the counter that it belongs to (`{ counter }`), how long to wait before the next try (`{ wait }`, in milliseconds),
// or why there is no answer (`{ fault }`: "wrong", "offline", "strange").
export async function check(pin, { unlock, officers, base, kiosk }) {
  // The backend counts by itself, and a right PIN always passes there.
  if (unlock) return ask(`${base}/${unlock}`, { kiosk, pin }).catch(() => ({ fault: "strange" }));
  const before = wrong();
  if (before.until > Date.now()) return { wait: before.until - Date.now() };
  // Counted before it is judged: who reloads the page meanwhile gains nothing.
  const n = before.n + 1;
  const pause = n < FREE ? 0 : Math.min(FIRST * 2 ** (n - FREE), LONGEST);
  keep({ n, until: Date.now() + pause });
  const tried = await compare(officers, pin).catch(() => ({ fault: "strange" }));
  if (tried.fault === "wrong") return pause ? { wait: pause } : tried;
  keep(tried.counter ? { n: 0, until: 0 } : before);
  return tried;
}

async function ask(address, question) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), PATIENCE);
  const headers = { "Content-Type": "application/json", "Loket-Kiosk": unit() };
  const how = { method: "POST", headers, body: JSON.stringify(question), cache: "no-store", signal: patience.signal };
  const response = await fetch(address, how).catch(() => null);
  if (!response) return { fault: "offline" };
  if (response.status === 403) return { fault: "wrong" };
  if (response.status === 429) return { wait: Number(response.headers.get("Retry-After")) * 1000 || FIRST };
  return named(response.ok && (await response.json()).counter);
}

async function compare(officers, pin) {
  const digits = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  for (const { counter, iterations, salt, hash } of officers) {
    const how = { name: "PBKDF2", hash: "SHA-256", salt: unhex(salt), iterations };
    const bits = await crypto.subtle.deriveBits(how, digits, 256);
    if (hex(new Uint8Array(bits)) === hash) return named(counter);
  }
  return { fault: "wrong" };
}

function named(counter) {
  const name = typeof counter === "number" ? String(counter) : counter;
  return typeof name === "string" && COUNTER.test(name) ? { counter: name } : { fault: "strange" };
}

function wrong() {
  return JSON.parse(sessionStorage.getItem(KEPT)) || { n: 0, until: 0 };
}

function keep(record) {
  sessionStorage.setItem(KEPT, JSON.stringify(record));
}
