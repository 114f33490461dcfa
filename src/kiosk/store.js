// The backend's store for what kiosk and phone hand over (docs/backend.md, "Between kiosk and phone"), as both ends ask it. Everything fails with
// "down" when there is no line to it, and with its status when the store refuses.

import { unhex } from "./envelope.js";

const TRIES = 4;
const PAUSE = 1500;

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// The store at this address. `kiosk` is the header by which the office knows a kiosk; a phone has none.
export function store(address, kiosk) {
  const ask = async (method, path, { body, token, ack } = {}) => {
    const headers = {};
    if (kiosk) headers["Loket-Kiosk"] = kiosk;
    if (token) headers["Loket-Token"] = token;
    if (ack) headers["Loket-Ack"] = ack;
    if (body) headers["Content-Type"] = typeof body === "string" ? "application/json" : "application/octet-stream";
    const how = { method, body, headers, cache: "no-store", credentials: "omit", redirect: "error" };
    const response = await fetch(`${address}/${path}`, how).catch(() => Promise.reject("down"));
    if (response.status >= 500) throw "down";
    return response;
  };
  const put = async (path, how) => {
    const { status } = await ask("PUT", path, how);
    if (status !== 201) throw status;
  };
  const get = async (path) => {
    const response = await ask("GET", path);
    const { status, headers } = response;
    if (status === 204) return null;
    // A page is somebody else's.
    if (status === 200 && /html/.test(headers.get("content-type"))) throw "down";
    if (status !== 200) throw status;
    return new Uint8Array(await response.arrayBuffer());
  };
  return {
    // One of the things that stand at a place, each written once: "kiosk", "hello", "reveal". Fails with 409 when another was written before. The
    // digest of a token says with "hello" who alone writes there.
    put: (id, part, body, token) => put(`${id}/${part}`, { body, token }),
    // The bytes, or null while there are none.
    get: (id, part) => get(`${id}/${part}`),
    // What is handed over itself, with the digests of what takes it back and of what acknowledges it.
    give: (id, body, token, ack) => put(id, { body, token, ack }),
    read: (id) => get(id),
    // Says that this end has it, and names it by a number of its own. `false`: the writer has taken it back. Fails with 409 when another end has it. Said
    // again until it is heard.
    acknowledge: (id, ack, reader) =>
      patiently(async () => {
        const status = word(await ask("PUT", `${id}/ack`, { body: unhex(ack + reader) }), 201);
        if (status === 201 || status === 410) return status === 201;
        throw status;
      }),
    // Takes it back. `false`: the reader has it. A store that knows nothing of what it once took (`given`) may have forgotten that somebody has it.
    takeBack: (id, token, given) =>
      patiently(async () => {
        const status = word(await ask("DELETE", id, { token }), 204, 201);
        if (status === 201 && given) throw 404;
        if (status === 409 || status < 300) return status !== 409;
        throw status;
      })
  };
}

// What the store itself says of who has it: one of these, or a refusal in JSON. A guard on the way answers with a page of its own, and knows nothing of
// what lies there.
function word({ status, headers }, ...good) {
  if (good.includes(status) || (status >= 400 && /json/.test(headers.get("content-type")))) return status;
  throw "down";
}

// What may be asked again is, while there is no line.
async function patiently(run) {
  for (let n = 1; ; n++) {
    try {
      return await run();
    } catch (why) {
      if (n === TRIES || why !== "down") throw why;
      await pause(PAUSE);
    }
  }
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
