// What this device keeps of a citizen's answers: IndexedDB, each text encrypted (AES-GCM) under a key that the browser does not
// give away. Browsers encrypt only in a secure context; elsewhere the text is kept as it is, which the page says.
// Every text has a revision. Who writes names the revision that it knows, so that two tabs cannot overwrite each other.

const TEXTS = "texts";
const KEYS = "keys";
// A browser may never answer (a known fault of some); then the device keeps nothing.
const PATIENCE = 3000;

// The seals of texts that a PIN has opened here (src/device/seal.js), by name: as long as one stands here its text is written sealed and read
// opened. Any other sealed text is read as it is.
export const seals = new Map();

let base;
let key;
// What one tab writes the others hear of at once, as if they had got the focus: one that has been overtaken is closed before anybody types
// into it (src/app/draft.rs).
const others = window.BroadcastChannel && new BroadcastChannel("loket");
if (others) others.onmessage = () => dispatchEvent(new Event("focus"));

// Opens the store; gives all texts as [name, text, revision, moment of writing in milliseconds since 1970, whether its seal is open, moment from
// which its time is counted]. Fails where nothing can be kept, with "full" when there is no room.
export function open() {
  return Promise.race([
    begin(),
    new Promise((_, reject) => {
      setTimeout(reject, PATIENCE, "silent");
    })
  ]);
}

async function begin() {
  base = await connect();
  key = await secret();
  const names = await ask(TEXTS, (store) => store.getAllKeys());
  const records = await ask(TEXTS, (store) => store.getAll());
  const texts = [];
  for (const [index, name] of names.entries()) {
    const record = records[index];
    // What cannot be read (its key is gone) has no text: the app says so, and deletes it after its time.
    texts.push(entry(name, await read(name, record).catch(() => ""), record));
  }
  return texts;
}

// Writes a text over the revision that the writer knows (0 for none, no number for any), and from when its time is counted (src/store/time.rs); gives the new one. Fails with "changed" when another tab
// has written or deleted it since, with "full" when there is no room, with something else when the device refuses. The bytes are on the disk when it resolves.
export async function put(name, text, known, since) {
  const record = await write(name, text);
  record.since = since;
  record.at = Date.now();
  const put = (store, before) => {
    record.revision = (before ? before.revision : 0) + 1;
    store.put(record, name);
  };
  await change(name, known, put);
  if (others) others.postMessage(name);
  return record.revision;
}

// From now on the time of a text is counted from this moment.
export function count(name, since) {
  return change(name, null, (store, record) => record && store.put({ ...record, since }, name));
}

// The revision on the device, 0 for none.
export function revision(name) {
  return ask(TEXTS, (store) => store.get(name)).then((record) => (record ? record.revision : 0));
}

// A text as `open` gives it; null when it is gone.
export async function get(name) {
  const record = await ask(TEXTS, (store) => store.get(name));
  return record ? entry(name, await read(name, record), record) : null;
}

// Takes a lock that all tabs share: gives a function that lets it go, or null while another tab has it. Nothing where there are none.
export function lock(name) {
  if (!navigator.locks) return Promise.resolve();
  return new Promise((given, fail) => {
    const hold = (held) => held && new Promise((release) => given(release));
    const asked = navigator.locks.request(name, { ifAvailable: true }, hold);
    asked.then(() => given(null), fail);
  });
}

// Deletes a text, if its revision is the one that is known (no number for any).
export function remove(name, known) {
  return change(name, known, (store) => store.delete(name));
}

// Asks the browser not to clear the store when space is short; whether it agrees.
export async function persist() {
  return !!navigator.storage && !!navigator.storage.persist && navigator.storage.persist();
}

// WebKit, and so every browser on an iPhone, deletes what a page keeps after seven days of use without this page.
export const fleeting = /^Apple/.test(navigator.vendor);

function connect() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("loket", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(TEXTS);
      opening.result.createObjectStore(KEYS);
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(why(opening.error));
  });
}

// The key of this device, made once; null where the browser encrypts nothing or cannot keep a key.
async function secret() {
  if (!crypto.subtle) return null;
  const known = () => ask(KEYS, (store) => store.get("texts"));
  const found = await known();
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Another tab may have been quicker: the first one counts.
  await ask(KEYS, (store) => store.add(made, "texts"), "readwrite").catch(() => {});
  return (await known()) || null;
}

function entry(name, text, { revision, at, since }) {
  return [name, text, revision, at, seals.has(name), since];
}

async function write(name, text) {
  const seal = seals.get(name);
  if (seal) text = await seal.close(name, text);
  if (!key) return { text };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt(how(name, iv), key, new TextEncoder().encode(text));
  return { iv, bytes };
}

async function read(name, record) {
  const { iv, bytes } = record;
  const text = bytes ? new TextDecoder().decode(await crypto.subtle.decrypt(how(name, iv), key, bytes)) : record.text;
  const seal = seals.get(name);
  return seal ? seal.open(name, text) : text;
}

// The name is bound to its text: no record can be passed off as another.
export function how(name, iv) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}

function ask(from, question, mode = "readonly") {
  return new Promise((resolve, reject) => {
    const work = base.transaction(from, mode, { durability: "strict" });
    const asked = question(work.objectStore(from));
    work.oncomplete = () => resolve(asked.result);
    work.onabort = () => reject(why(work.error));
  });
}

function why(error) {
  return error && error.name === "QuotaExceededError" ? "full" : error;
}

// Changes a record in one go, if its revision is the one that is known (no number for any): `make` gets the store and the record.
export function change(name, known, make) {
  return new Promise((resolve, reject) => {
    let changed = false;
    const work = base.transaction(TEXTS, "readwrite", { durability: "strict" });
    const store = work.objectStore(TEXTS);
    const asked = store.get(name);
    asked.onsuccess = () => {
      changed = known === +known && known !== (asked.result ? asked.result.revision : 0);
      if (changed) work.abort();
      else make(store, asked.result);
    };
    work.oncomplete = () => resolve();
    work.onabort = () => reject(changed ? "changed" : why(work.error));
  });
}
