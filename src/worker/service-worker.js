// Opens the app without network, and keeps a new build waiting until somebody asks for it. `cargo xtask build` writes three lines
// above it: BUILD, a name that no other build has, FILES, the addresses of hashed files, and LATER, those of files that few need.
// It keeps nothing of a person: it answers GET alone, and only for files of the app, its settings, service definitions and the
// public lists that those name. POST (sending, look-ups, status) and /petugas pass by it. What a page has left unsent it sends when the
// browser says that there is a network again.
// What it keeps it has looked at (`sound`): a sign-in page of a hotspot, half a file or "maintenance" reaches the page that asked, and no other.

const KEPT_BUILDS = "loket-build-";
const KEPT_BUILD = KEPT_BUILDS + BUILD;
const KEPT_DATA = "loket-data";
// When a copy was stored, in milliseconds since 1970: a header of the copy.
const STORED = "loket-stored";
// How long the network may be silent before a stored copy stands in, in milliseconds: usually; for the page of a kiosk, before which somebody
// stands; and where it has just been silent for so long.
const PATIENCE = 3000;
const KIOSK_PATIENCE = 1000;
const NO_PATIENCE = 200;
// How long "just" is.
const SILENCE = 60000;
// So many definitions are fetched before somebody opens them; each weighs about 4 KB.
const AHEAD = 12;
// No more copies than these; the oldest goes.
const MOST_COPIES = 100;

const HASHED = /-([0-9a-f]{16})\.[a-z0-9]+$/;
// What the index may say of a definition: SHA-256 of the file in hexadecimal digits, or the first of them.
const DIGEST = /^[0-9a-f]{16,64}$/;
const SETTINGS = "/config.json";
// Where the services stand, unless the settings say that the backend gives them.
const CATALOGUE = "/services";
// Not pages of the app: the backend's, the officers', and files.
const NO_PAGE = /^\/(api|petugas)(\/|$)|\.[^/]*$/;
// The address of a list may hold answers that it hangs on. Long numbers (NIK, KK, phone) are not kept.
const PERSONAL = /\d{11}/;
// A list that the backend searches: its address holds what was typed, and is not kept.
const SEARCHED = /\{[^}]*\bquery\b/;

// What a window is shown from the store: its id, and the age of the oldest list.
const told = new Map();
// Until when nobody waits for the network, in milliseconds since 1970; an answer or a refusal ends it.
let silent = 0;
// Where services and lists stand, as the settings and the stored definitions say: read when first needed.
let places = null;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  const { ask } = event.data;
  if (ask === "skip") skipWaiting();
  if (ask === "fits") event.waitUntil(fits(event.data.files, event.ports[0]));
  if (ask === "keep") event.waitUntil(keep(event.data, event.source));
});
addEventListener("sync", (event) => event.waitUntil(deliver(event.tag)));
addEventListener("fetch", (event) => {
  const { request } = event;
  // What is asked for with a token may be for one person alone.
  if (request.method !== "GET" || request.headers.has("Authorization")) return;
  const url = new URL(request.url);
  const own = url.origin === location.origin;
  if (request.mode === "navigate") {
    if (own && !NO_PAGE.test(url.pathname)) event.respondWith(page(event));
  } else if (own && HASHED.test(url.pathname)) event.respondWith(file(event));
  else if (own && url.pathname === SETTINGS) event.respondWith(data(event));
  // Only the settings tell whether it is a service or a list, and reading them takes a moment; what is neither goes to the network as it is.
  else if (request.destination === "" && !url.pathname.startsWith("/petugas")) event.respondWith(asked(event));
});

// Sends a frozen draft, unless a page is at it: the same bytes under the same key, so that nothing comes twice. What came of it a page
// learns, which sends them once more and is answered from memory. Told to wait, the browser asks again later.
async function deliver(name) {
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    const frozen = lock && (await frozenDraft(name));
    if (!frozen) return;
    const { method, url, headers, body } = frozen;
    const { status } = await fetch(url, { method, headers, body });
    if (status >= 500 || [408, 425, 429].includes(status)) throw new Error("later");
  });
}

// What src/device/vault.js keeps under this name, while it is on its way. One with a PIN has no `sending` that could be read.
async function frozenDraft(name) {
  const base = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("loket");
    // There is nothing yet, and it is not for us to make it.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const [record, key] = await new Promise((resolve, reject) => {
    const work = base.transaction(["texts", "keys"]);
    const asked = [work.objectStore("texts").get(name), work.objectStore("keys").get("texts")];
    work.oncomplete = () => resolve(asked.map(({ result }) => result));
    work.onabort = () => reject(work.error);
  });
  base.close();
  if (!record || !record.bytes) return null;
  const how = { name: "AES-GCM", iv: record.iv, additionalData: new TextEncoder().encode(name) };
  const text = new TextDecoder().decode(await crypto.subtle.decrypt(how, key, record.bytes));
  return JSON.parse(text).sending;
}

// All or nothing: a build of which a part is missing is tried again at the next visit. Whoever saves data gets no byte for it: what a page
// begins with must be there already, since an open page has loaded it, and the rest is stored when it is used.
async function install() {
  const cache = await caches.open(KEPT_BUILD);
  const response = await fetch("/", { cache: "no-cache", headers: { Accept: "text/html" } });
  const text = await response.clone().text();
  const named = FILES.filter((address) => /\.(css|js|wasm)$/.test(address));
  // The server may have got another build since this worker was fetched: its page would ask for files that are not here.
  const complete = text.endsWith("</html>") && named.every((address) => text.includes(address));
  if (!response.ok || response.redirected || !complete) throw new Error("page");
  const thrifty = !!navigator.connection && navigator.connection.saveData;
  const first = named.filter((address) => text.includes(`href="${address}"`) || text.includes(`src="${address}"`));
  const how = thrifty ? { cache: "only-if-cached", mode: "same-origin" } : {};
  await Promise.all((thrifty ? first : FILES).map((address) => take(cache, address, how)));
  await cache.put("/", response);
}

// A file that an older build has, too, is not fetched again; one that the page has loaded comes from the browser's own cache. Where either is
// not what its name says, the server is asked.
async function take(cache, address, how) {
  const sources = [() => stored(address), () => fetch(address, how), () => !how.cache && fetch(address, { cache: "reload" })];
  for (const source of sources) {
    const response = await source();
    if (response && (await sound(address, response))) return cache.put(address, response);
  }
  throw new Error(address);
}

async function activate() {
  // The page is asked for while the worker wakes.
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
  await tidy();
}

// Older builds go as soon as no window can be one of theirs. While a newer one comes or waits, its files are here, too.
async function tidy() {
  if (registration.installing || registration.waiting) return;
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length > 1) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(KEPT_BUILDS) && name !== KEPT_BUILD);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// Tells a page whether it is of this build. If so and if it is the only window, nobody has to be asked.
async function fits(files, port) {
  const fit = files.every((address) => [...FILES, ...LATER].includes(address));
  port.postMessage(fit);
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (fit && windows.length < 2) await skipWaiting();
}

// Stores what a page has loaded before this worker could answer, what of the build is missing, and the definitions that the index names.
// `more`: what only a kiosk has; `thrifty`: nothing that the page has not loaded.
async function keep({ addresses, more, thrifty }, source) {
  await tidy();
  if (source) source.postMessage({ stored: told.get(source.id) || 0 });
  const cache = await caches.open(KEPT_BUILD);
  const files = FILES.filter((address) => !thrifty || addresses.includes(whole(address)));
  await Promise.all([...more, ...files].map((address) => take(cache, address, {}).catch(() => {})));
  // In this order: the settings and definitions tell which of the rest are lists.
  await fetchMissing(SETTINGS);
  const { catalogue, index, definition } = await known();
  await fetchMissing(index);
  const services = ((await read(index)) || {}).services || [];
  const ahead = services.slice(0, thrifty ? 0 : AHEAD).map(({ id, version }) => `${catalogue}/${id}/${version}.json`);
  const loaded = addresses.filter((address) => definition.test(address));
  for (const address of new Set([...loaded, ...ahead])) await fetchMissing(address);
  for (const address of addresses) if (await isList(address)) await fetchMissing(address);
}

async function fetchMissing(address) {
  const cache = await caches.open(KEPT_DATA);
  if (await cache.match(address, { ignoreVary: true })) return;
  const response = await fetch(address).catch(() => null);
  if (response) await store(new Request(address), response);
}

// A page of the app: the network's, else the stored one, whose files are all stored with it.
async function page(event) {
  const network = Promise.resolve(event.preloadResponse).then((response) => response || fetch(event.request));
  const first = await hurry(event, network, isKiosk(event.request.url) ? KIOSK_PATIENCE : PATIENCE);
  return first || (await (await caches.open(KEPT_BUILD)).match("/", { ignoreVary: true })) || settle(network);
}

// A hashed file never changes, whichever build it belongs to. One of this build that is not stored yet, on a phone that saves data, is
// stored now; so is what few need.
async function file(event) {
  const { pathname } = new URL(event.request.url);
  const kept = await stored(pathname);
  if (kept) return kept;
  const response = await settle(fetch(event.request));
  if (response.ok && [...FILES, ...LATER].includes(pathname)) {
    event.waitUntil(keepFile(pathname, response.clone()));
  }
  return response;
}

async function keepFile(pathname, response) {
  if (await sound(pathname, response)) await (await caches.open(KEPT_BUILD)).put(pathname, response);
}

// What a page asks for by itself: a service, the index of them, a list, or something else.
async function asked(event) {
  const { url } = event.request;
  const { index, definition } = await known();
  if (definition.test(url)) return defined(event);
  if (url === index) return data(event);
  const page = await clients.get(event.clientId);
  // What a list hangs on is an answer, which a kiosk keeps no trace of.
  return !(page && isKiosk(page.url)) && (await isList(url)) ? data(event) : settle(fetch(event.request));
}

// A definition never changes once it is published, unless the server says that this one may (an author at work). A copy that the index
// names another digest for by now goes, and so does one that the app has found broken: it asks past every copy then (`file` in src/api.rs).
async function defined(event) {
  const { request } = event;
  const kept = await copy(request);
  if (kept && (request.cache === "reload" || !(await sound(request.url, kept)))) await forget(request);
  else if (kept && !/no-cache|no-store/.test(kept.headers.get("cache-control"))) return kept;
  return data(event);
}

// The network's, else the stored copy.
async function data(event) {
  const { request } = event;
  const network = fetch(request).then(async (response) => {
    await store(request, response.clone()).catch(() => {});
    return response;
  });
  const kept = await copy(request);
  if (!kept) return settle(network);
  const first = await hurry(event, network);
  // Settings are no list: their age says nothing to a citizen.
  if (new URL(request.url).pathname !== SETTINGS) await tell(event.clientId, first ? 0 : Number(kept.headers.get(STORED)));
  return first || kept;
}

// What the network says in time, if it is well; what comes too late is stored all the same.
function hurry(event, network, patience = PATIENCE) {
  const heard = network.then(
    (response) => (response.status < 500 ? response : null),
    () => null
  );
  event.waitUntil(heard);
  return new Promise((resolve) => {
    const late = () => {
      silent = Date.now() + SILENCE;
      resolve(null);
    };
    const waiting = setTimeout(late, Date.now() < silent ? NO_PATIENCE : patience);
    heard.then((response) => {
      clearTimeout(waiting);
      silent = 0;
      resolve(response);
    });
  });
}

function isKiosk(address) {
  return /[?&]kiosk=/.test(address);
}

// A failure as the network itself would give it.
function settle(network) {
  return network.catch(() => Response.error());
}

async function tell(id, moment) {
  const before = told.get(id);
  const oldest = moment && before ? Math.min(moment, before) : moment;
  if (oldest === (before || 0)) return;
  told.set(id, oldest);
  const page = await clients.get(id);
  if (page) page.postMessage({ stored: oldest });
}

async function store(request, response) {
  const headers = new Headers(response.headers);
  const json = /json/.test(headers.get("content-type"));
  if (!json || /no-store/.test(headers.get("cache-control")) || !(await sound(request.url, response))) return;
  headers.set(STORED, String(Date.now()));
  const cache = await caches.open(KEPT_DATA);
  // Deleted first, so that the newest stands last.
  await forget(request);
  await cache.put(request, new Response(await response.blob(), { headers }));
  const copies = await cache.keys();
  if (copies.length > MOST_COPIES) await cache.delete(copies[0], { ignoreVary: true });
  if (request.url === whole(SETTINGS) || (await known()).definition.test(request.url)) places = null;
}

// Whether a response is what was asked for: a file of the build has the digest of its name, a definition the one that the index says. Where the
// index says none (a backend's catalogue, an older version), a definition must at least bear its own name; what else there is must be JSON of
// its kind.
async function sound(address, response) {
  if (!response.ok) return false;
  const body = await response.clone().arrayBuffer();
  const named = HASHED.exec(address);
  if (named) return hasDigest(body, named[1]);
  const { definition, index } = await known();
  const url = whole(address);
  const [, id, version] = definition.exec(url) || [];
  const digest = id && (await digestOf(id, version));
  if (DIGEST.test(digest)) return hasDigest(body, digest);
  try {
    const json = JSON.parse(new TextDecoder().decode(body));
    if (id) return json.id === id && json.version === version;
    if (url === index) return Array.isArray(json.services);
    return url !== whole(SETTINGS) || !!(json.backend && json.city);
  } catch (error) {
    return false;
  }
}

// What the stored index says of this version.
async function digestOf(id, version) {
  const { services } = (await read((await known()).index)) || {};
  const found = (services || []).find((service) => service.id === id && service.version === version);
  return found && found.digest;
}

async function hasDigest(body, digits) {
  const bytes = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(digits);
}

async function copy(request) {
  return (await caches.open(KEPT_DATA)).match(request, { ignoreVary: true });
}

async function forget(request) {
  return (await caches.open(KEPT_DATA)).delete(request, { ignoreVary: true });
}

// This build's own first: it was looked at when it was kept.
async function stored(address) {
  const own = await (await caches.open(KEPT_BUILD)).match(address, { ignoreVary: true });
  return own || caches.match(address, { ignoreVary: true });
}

async function read(address) {
  const response = await copy(address);
  return response ? response.json().catch(() => null) : null;
}

async function isList(address) {
  if (PERSONAL.test(address)) return false;
  return (await known()).lists.some((pattern) => pattern.test(address));
}

function known() {
  places = places || findPlaces();
  return places;
}

// The catalogue, and the addresses of the lists in the settings and in every stored definition.
async function findPlaces() {
  const settings = (await read(SETTINGS)) || {};
  const defaults = settings.backend || {};
  const catalogue = whole(settings.catalogue || CATALOGUE).replace(/\/$/, "");
  const definition = new RegExp(`^${literal(catalogue)}/([^/?#]+)/([^/?#]+)\\.json$`);
  const copies = await (await caches.open(KEPT_DATA)).keys();
  const definitions = copies.map(({ url }) => url).filter((url) => definition.test(url));
  const services = await Promise.all(definitions.map(read));
  const sections = [{}, ...services.map((service) => (service && service.backend) || {})];
  const lists = sections.flatMap(({ base, options }) => {
    const named = Object.values({ ...defaults.options, ...options }).map(({ url }) => url);
    return named.filter((url) => !SEARCHED.test(url)).map((url) => pattern(base || defaults.base || "/api", url));
  });
  return { catalogue, index: catalogue + "/index.json", definition, lists };
}

function whole(address) {
  return new URL(address, location.href).href;
}

function literal(text) {
  return text.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&");
}

// A URI template as a pattern of whole addresses: what stands in braces may be anything of its kind.
function pattern(base, template) {
  const start = whole(base.replace(/\/$/, "") + "/");
  const parts = template.split(/(\{[^}]*\})/).map((part) => {
    if (!part.startsWith("{")) return literal(part);
    return /^\{[?&]/.test(part) ? "([?&][^#]*)?" : "[^?#]*";
  });
  return new RegExp(`^${literal(start)}${parts.join("")}$`);
}
