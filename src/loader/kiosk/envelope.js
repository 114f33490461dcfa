// What both ends of a hand-off share: how answers are sealed, and the backend's small store for what is sealed. The backend has no key.
//
// To a phone the QR code carries a random key of 256 bits. To a kiosk it carries a public key (P-256) that lives as long as that code: the phone
// makes a pair of its own for one sealing, and both ends come to the same key by ECDH and HKDF-SHA-256 (RFC 5869). Either key is used by
// AES-256-GCM. Bound to what is sealed (associated data) are this format, the direction and the id; to the answers service and version, too,
// which are sealed by themselves, so that a reader knows them before it opens the rest.

const { subtle } = crypto;
const encoder = new TextEncoder();

const FORMAT = "loket-handoff-1";
// The two directions, as they stand in the fragment of an address.
export const TO_PHONE = "HP";
export const TO_KIOSK = "KIOSK";
// The answers are padded to a multiple of this, and the names to their place: how long they are tells something of them.
const BLOCK = 1024;
const NAMES = 160;
const IV = 12;
const TRIES = 4;
const PAUSE = 1500;
const TAG = 16;
// A point on P-256, uncompressed (SEC 1, section 2.3.3).
const POINT = 65;
const P256 = { name: "ECDH", namedCurve: "P-256" };
// RFC 4648, section 6: digits and capitals, which any code and any keyboard layout carries.
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// So many random bytes.
export function fresh(n) {
  return crypto.getRandomValues(new Uint8Array(n));
}

export function base32(bytes) {
  let [text, rest, n] = ["", 0, 0];
  for (const byte of bytes) {
    rest = ((rest << 8) | byte) & 0xfff;
    for (n += 8; n >= 5; n -= 5) text += LETTERS[(rest >> (n - 5)) & 31];
  }
  return n ? text + LETTERS[(rest << (5 - n)) & 31] : text;
}

export function unbase32(text) {
  const bytes = [];
  let [rest, n] = [0, 0];
  for (const letter of text) {
    rest = ((rest << 5) | LETTERS.indexOf(letter)) & 0xfff;
    n += 5;
    if (n >= 8) bytes.push((rest >> (n -= 8)) & 255);
  }
  return new Uint8Array(bytes);
}

// The key that a code to a phone carries.
export function shared(bytes, uses) {
  return subtle.importKey("raw", bytes, "AES-GCM", false, uses);
}

// A pair for one sealing; its private key never leaves the browser.
export async function pair() {
  const { privateKey, publicKey } = await subtle.generateKey(P256, false, ["deriveBits"]);
  return { privateKey, point: new Uint8Array(await subtle.exportKey("raw", publicKey)) };
}

// Four digits of a public key, for two screens to be compared: what somebody has stuck over the code of a kiosk has others.
export async function digits(point) {
  const [high, low] = new Uint8Array(await subtle.digest("SHA-256", point));
  return String((high * 256 + low) % 10000).padStart(4, "0");
}

// The key that two pairs have in common. Both points are bound to it, the phone's first.
async function agree(privateKey, theirs, points, use) {
  const theirKey = await subtle.importKey("raw", theirs, P256, false, []);
  const secret = await subtle.deriveBits({ name: "ECDH", public: theirKey }, privateKey, 256);
  const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = join([encoder.encode(FORMAT), ...points]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info };
  return subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

// Seals a text under a key that both ends know.
export async function seal(key, direction, id, names, text) {
  const bound = [FORMAT, direction, id];
  const named = JSON.stringify(names);
  const head = await encrypt(key, bound, padded(named, NAMES));
  return join([head, await encrypt(key, [...bound, ...names], padded(text, BLOCK))]);
}

// Opens what `seal` has made: [[service, version], text]. Fails when a bit of it, the key, the direction or the id is another one.
export async function unseal(key, direction, id, bytes) {
  const bound = [FORMAT, direction, id];
  const end = IV + NAMES + TAG;
  const names = JSON.parse(await decrypt(key, bound, bytes.subarray(0, end)));
  return [names, (await decrypt(key, [...bound, ...names], bytes.subarray(end))).trimEnd()];
}

// Seals a text for whoever has the private key of this point.
export async function sealFor(point, id, names, text) {
  const own = await pair();
  const key = await agree(own.privateKey, point, [own.point, point], "encrypt");
  return join([own.point, await seal(key, TO_KIOSK, id, names, text)]);
}

// Opens what `sealFor` has made for this pair.
export async function unsealWith({ privateKey, point }, id, bytes) {
  const theirs = bytes.subarray(0, POINT);
  const key = await agree(privateKey, theirs, [theirs, point], "decrypt");
  return unseal(key, TO_KIOSK, id, bytes.subarray(POINT));
}

// The backend's store at this address. Everything fails with "down" when there is no line, and with its status when it refuses.
export function store(address) {
  const ask = async (method, id, body) => {
    const how = { method, body, cache: "no-store", credentials: "omit", redirect: "error" };
    if (body) how.headers = { "Content-Type": "application/octet-stream" };
    const response = await fetch(`${address}/${id}`, how).catch(() => Promise.reject("down"));
    if (response.ok || (method === "DELETE" && response.status === 404)) return response;
    throw response.status >= 500 ? "down" : response.status;
  };
  return {
    // Fails with 409 when somebody has written there before.
    put: (id, bytes) => ask("PUT", id, bytes),
    // The bytes, or null while there are none.
    get: async (id) => {
      const response = await ask("GET", id);
      return response.status === 204 ? null : new Uint8Array(await response.arrayBuffer());
    },
    has: async (id) => (await ask("HEAD", id)).status !== 204,
    // Whether it was there; only one of reader and writer is told so, who then goes on with it. When an answer was lost on the way, it counts as
    // ours: that both go on is less bad than that neither does.
    take: async (id) => {
      for (let n = 1; ; n++) {
        try {
          return (await ask("DELETE", id)).status !== 404 || n > 1;
        } catch (why) {
          if (n === TRIES || why !== "down") throw why;
          await pause(PAUSE);
        }
      }
    },
    // The same while this page goes.
    drop: (id) => {
      fetch(`${address}/${id}`, { method: "DELETE", credentials: "omit", keepalive: true }).catch(() => {});
    }
  };
}

// Where the backend is, without a slash at the end; settings that could not be read say nothing of it.
export function base({ backend }) {
  return ((backend && backend.base) || "/api").replace(/\/$/, "");
}

// Where the store is; null where the backend has none or the browser cannot seal.
export function place(settings) {
  const { handoff } = settings;
  return handoff && crypto.subtle ? `${base(settings)}/${handoff}` : null;
}

// The definition of a service: always our own, whatever was handed over. Fails with "down", or with the status.
export async function definition({ catalogue = "/services" }, service, version) {
  const address = `${catalogue.replace(/\/$/, "")}/${service}/${version}.json`;
  const response = await fetch(address).catch(() => Promise.reject("down"));
  if (!response.ok) throw response.status >= 500 ? "down" : response.status;
  return response.text();
}

// How a draft begins as the app writes it (src/session/draft.rs). Only this much of it is touched, so that no digit of an answer changes.
const HEAD = /^\{"id":"(\w+)","service":"(\w[\w.-]{0,79})","version":"(\w[\w.-]{0,39})","step":"([^"\\/?#%\s]*)","saved":\d+,"answers":/;

// What is to be known of a draft's text; null when it cannot be handed over: it has been sent, or is closed with a PIN. `sending` is its frozen
// submission, which may go on elsewhere only under a key: then two ends that send it send it once (docs/backend.md).
export function about(text) {
  const head = HEAD.exec(text);
  const draft = head && JSON.parse(text);
  if (!draft || draft.sent) return null;
  const [, id, service, version, step] = head;
  const { sending, saved } = draft;
  const same = draft.id === id && draft.service === service && draft.version === version;
  const safe = !sending || headers(sending).includes("idempotency-key");
  return same && safe ? { id, service, version, step, saved, sending } : null;
}

// Whether a frozen submission that was handed over is one that this app could have made: to the backend of this service, for nobody whom
// the backend would know by this device.
export function isOwn(sending, settings, form) {
  const { base = "/api", auth = {} } = { ...settings.backend, ...JSON.parse(form).backend };
  const below = new URL(base.replace(/\/$/, "") + "/", location.href).href;
  const known = ["accept", "content-type", "idempotency-key", "loket-assisted", String(auth.header).toLowerCase()];
  const fits = /^(POST|PUT|PATCH)$/.test(sending.method) && new URL(sending.url, location.href).href.startsWith(below);
  return fits && headers(sending).every((name) => known.includes(name)) && !/cookie|oidc/.test(auth.kind);
}

function headers(sending) {
  return Object.keys(sending.headers || {}).map((name) => name.toLowerCase());
}

// A draft's text as it is kept at the end that takes it: under a name that nobody has chosen, since today.
export function renamed(text, { service, version, step }) {
  const id = Array.from(fresh(4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const rest = text.slice(HEAD.exec(text)[0].length);
  const head = { id, service, version, step, saved: Date.now() };
  return [id, `${JSON.stringify(head).slice(0, -1)},"answers":${rest}`];
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function padded(text, block) {
  const bytes = encoder.encode(text);
  const whole = new Uint8Array(Math.ceil(bytes.length / block) * block).fill(32);
  whole.set(bytes);
  return whole;
}

async function encrypt(key, bound, bytes) {
  const iv = fresh(IV);
  return join([iv, new Uint8Array(await subtle.encrypt(how(iv, bound), key, bytes))]);
}

async function decrypt(key, bound, bytes) {
  const plain = await subtle.decrypt(how(bytes.slice(0, IV), bound), key, bytes.slice(IV));
  return new TextDecoder().decode(plain);
}

function how(iv, bound) {
  return { name: "AES-GCM", iv, additionalData: encoder.encode(JSON.stringify(bound)) };
}

function join(parts) {
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}
