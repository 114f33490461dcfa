// The seal of a draft: a key of its own, wrapped by a key that comes from a secret: a PIN, or words. Fetched when one is first set or asked for
// (src/device/seal.rs). A sealed text is a text again, which src/device/vault.js encrypts under the key of this device like any other. That
// keeps nobody off who has copied the browser's files, where the key lies: then only the secret is in the way (docs/privacy.md).

const { seals, change, how } = window.loket.vault;
const { subtle } = crypto;

// So much work is every try (OWASP, Password Storage Cheat Sheet); written beside each seal, so that it may grow.
const ITERATIONS = 600000;
const AES = { name: "AES-GCM", length: 256 };
const USES = ["encrypt", "decrypt"];
// After so many wrong ones in a row there is a pause, twice as long after each further one, in milliseconds.
const FREE = 5;
const FIRST = 60000;
const LONGEST = 900000;

// A new seal under a PIN, or under words.
export async function make(secret, words) {
  // What is false is not written: so seals of PINs stay as they were before there were words.
  const head = { words: words || undefined, iterations: ITERATIONS, salt: random(16), iv: random(12) };
  const wrapping = await derive(secret, head);
  const made = await subtle.generateKey(AES, true, USES);
  head.key = new Uint8Array(await subtle.wrapKey("raw", made, wrapping, { name: "AES-GCM", iv: head.iv }));
  // The key that was wrapped can be taken out of the browser; the one that is used cannot.
  return asSeal(head, await unwrap(wrapping, head));
}

// Tries a secret on a sealed text: gives [the seal, the text]; else how long to wait before the next try, in milliseconds.
export async function open(name, text, secret) {
  const record = await count(name);
  if (record.rest) return record.rest;
  const { words, iterations, salt, iv, key: wrapped } = JSON.parse(text).seal;
  const head = { words, iterations, salt: unpack(salt), iv: unpack(iv), key: unpack(wrapped) };
  const wrapping = await derive(secret, head);
  // The tag of a wrapped key does not fit to another secret: that is all that is known of a wrong one.
  const key = await unwrap(wrapping, head).catch(() => null);
  if (!key) return rest(record);
  const plain = await decrypt(name, text, key);
  await change(name, null, (store, record) => {
    if (record) store.put({ ...record, tries: 0 }, name);
  }).catch(() => {});
  return [asSeal(head, key), plain];
}

// What writes and reads the texts of one draft.
function asSeal({ words, iterations, salt, iv, key: wrapped }, key) {
  const seal = { words, iterations, salt: pack(salt), iv: pack(iv), key: pack(wrapped) };
  return {
    words,
    // `seal` comes first: by that the app knows a sealed text (src/store/seal.rs). What stands beside it says of what service it is,
    // how long it is kept, how far it has been sent (`Draft::from_json`), and under which code an officer finds what was.
    async close(name, text) {
      const iv = random(12);
      const bytes = await subtle.encrypt(how(name, iv), key, new TextEncoder().encode(text));
      const { id, service, version, saved, sending, sent } = JSON.parse(text);
      const code = sending && sending.key.slice(0, 8);
      const stage = sent ? "sent" : sending ? "sending" : "open";
      const sealed = { iv: pack(iv), bytes: pack(new Uint8Array(bytes)) };
      return JSON.stringify({ seal, id, service, version, saved, stage, code, sealed });
    },
    // Another tab may have taken it away, or set another one: then this seal is over.
    async open(name, text) {
      const kept = JSON.parse(text).seal;
      if (kept && kept.key === seal.key) return decrypt(name, text, key);
      seals.delete(name);
      return text;
    }
  };
}

async function decrypt(name, text, key) {
  const { iv, bytes } = JSON.parse(text).sealed;
  return new TextDecoder().decode(await subtle.decrypt(how(name, unpack(iv)), key, unpack(bytes)));
}

// Words count however they are spelled and spaced: a keyboard may begin a sentence with a capital, and end a word with a space.
async function derive(secret, { words, iterations, salt }) {
  if (words) secret = secret.normalize("NFKC").toLowerCase().trim().split(/\s+/).join(" ");
  const typed = await subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, ["deriveKey"]);
  return subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, typed, AES, false, ["wrapKey", "unwrapKey"]);
}

function unwrap(wrapping, { iv, key }) {
  return subtle.unwrapKey("raw", key, wrapping, { name: "AES-GCM", iv }, AES, false, USES);
}

// Counts a try before it is made, so that closing the page does not undo it. The count is no secret; it stands in the record beside the
// bytes, and whoever writes the text begins it anew. A device that cannot write lets one try.
async function count(name) {
  let counted = {};
  await change(name, null, (store, record) => {
    if (!record) return;
    counted = { rest: rest(record) };
    if (counted.rest) return;
    counted = { ...record, tries: (record.tries || 0) + 1, tried: Date.now() };
    store.put(counted, name);
  }).catch(() => {});
  return counted;
}

function rest({ tries = 0, tried = 0 }) {
  if (tries < FREE) return 0;
  const whole = Math.min(LONGEST, FIRST * 2 ** (tries - FREE));
  // A clock that was set back does not make it longer.
  return Math.max(0, Math.min(whole, tried + whole - Date.now()));
}

function random(n) {
  return crypto.getRandomValues(new Uint8Array(n));
}

function pack(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function unpack(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
