// The backend's store for what kiosk and phone hand over (docs/backend.md, "Between kiosk and phone"), as both ends ask it. Everything fails with
// "down" when there is no line, and with its status when the store refuses.

const TRIES = 4;
const PAUSE = 1500;

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// The store at this address. `kiosk` is the header by which the office knows a kiosk; a phone has none.
export function store(address, kiosk) {
  const ask = async (method, path, { body, token, lives } = {}) => {
    const headers = {};
    if (kiosk) headers["Loket-Kiosk"] = kiosk;
    if (token) headers["Loket-Token"] = token;
    if (body) headers["Content-Type"] = typeof body === "string" ? "application/json" : "application/octet-stream";
    const how = { method, body, headers, cache: "no-store", credentials: "omit", redirect: "error", keepalive: !!lives };
    const response = await fetch(`${address}/${path}`, how).catch(() => Promise.reject("down"));
    if (response.status >= 500) throw "down";
    return response;
  };
  const put = async (path, body, token) => {
    const response = await ask("PUT", path, { body, token });
    if (!response.ok) throw response.status;
  };
  const get = async (path) => {
    const response = await ask("GET", path);
    if (!response.ok) throw response.status;
    return response.status === 204 ? null : new Uint8Array(await response.arrayBuffer());
  };
  return {
    // One of the things that stand at a place, each written once: "kiosk", "hello", "reveal". Fails with 409 when it was written before.
    put: (id, part, body) => put(`${id}/${part}`, body),
    // The bytes, or null while there are none.
    get: (id, part) => get(`${id}/${part}`),
    // What is handed over itself; `token` is the digest of what takes it away.
    give: (id, sealed, token) => put(id, sealed, token),
    read: (id) => get(id),
    // Says that this end has it. `false`: the writer has taken it back, or its time is over. Said again until it is heard.
    acknowledge: (id, ack, token) =>
      patiently(async () => {
        const { ok, status } = await ask("PUT", `${id}/ack`, { body: ack, token });
        if (ok || status === 410) return ok;
        throw status;
      }),
    // Takes it back. `false`: the reader has it. A store that knows nothing of it may have forgotten that somebody has it.
    takeBack: (id, token) =>
      patiently(async () => {
        const { ok, status } = await ask("DELETE", id, { token });
        if (ok || status === 409) return ok;
        throw status;
      })
  };
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
