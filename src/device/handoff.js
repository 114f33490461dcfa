// A phone's end of a hand-over: what the page at /lanjut (src/page/handoff.rs) asks of the browser's cryptography and of the office's store. It draws
// nothing, keeps nothing, and asks nothing before it is called. What fails is a word: "down", "gone", "other", "broken", "stranger", "busy", "large".
import * as envelope from "../kiosk/envelope.js";
import { pause, store } from "../kiosk/store.js";

// How often the kiosk's answer is looked for, and for how long, in milliseconds.
const LOOK = 1000;
const PATIENCE = 120000;
const WORDS = { 403: "gone", 404: "gone", 409: "gone", 410: "gone", 413: "large", 429: "busy" };

// What a kiosk has handed over under a code: [text, this reader's own number, acknowledgement].
export function read(address, id, secret) {
  return told(async () => {
    const sealed = await store(address).read(id);
    if (!sealed) throw "gone";
    const exchange = await envelope.byCode(envelope.unbase32(secret), id);
    const { text, ack } = await exchange.open(sealed).catch(() => Promise.reject("broken"));
    return [text, (await envelope.token()).token, ack];
  });
}

// Tells the kiosk that this phone has it; `false` when the kiosk has taken it back.
export function acknowledge(address, id, reader, ack) {
  return told(() => store(address).acknowledge(id, ack, reader).catch((why) => Promise.reject(why === 409 ? "other" : why)));
}

// Asks the office whose code this is: its reply, as text, if it vouches for just this code.
export function meet(address, id, digest) {
  return told(async () => {
    const said = await store(address).get(id, "kiosk");
    if (!said) throw "stranger";
    const text = new TextDecoder().decode(said);
    const { point, commitment } = vouched(text);
    const own = await envelope.codeDigest(envelope.unbase32(point), envelope.unbase32(commitment));
    if (envelope.base32(own) !== digest) throw "stranger";
    return text;
  });
}

// Names this phone's key to the kiosk that the office has vouched for, and waits for its number: the exchange, whose digits the kiosk now shows.
export function greet(address, id, said) {
  return told(async () => {
    const office = store(address);
    const { point, commitment } = vouched(said);
    const [own, token] = [await envelope.pair(), await envelope.token()];
    await office.put(id, "hello", own.point, token.tokenDigest);
    const number = await waitFor(() => office.get(id, "reveal"));
    if (!number) throw "gone";
    if (envelope.base32(await envelope.digest(number)) !== commitment) throw "stranger";
    return { ...(await envelope.byPair(own, envelope.unbase32(point), false, id, number)), ...token };
  });
}

// Whether these are the digits of an exchange.
export function fits(exchange, digits) {
  return exchange.digits === digits;
}

// [token, acknowledgement] of an exchange: kept by who gives before anything is given.
export function proofs({ token, ack }) {
  return [token, ack];
}

// Gives a text to the kiosk.
export function give(address, id, exchange, text) {
  const { tokenDigest, ackDigest } = exchange;
  return told(async () => store(address).give(id, await exchange.seal(text), tokenDigest, ackDigest));
}

// Whether the kiosk has it, by its own word for it.
export function isTaken(address, id, ack) {
  return told(async () => {
    const said = await store(address).get(id, "ack");
    return !!said && envelope.hex(said) === ack;
  });
}

// Takes it back; `false` when somebody has said that they have it.
export function takeBack(address, id, token) {
  return told(() => store(address).takeBack(id, token));
}

function vouched(text) {
  try {
    const { point, commitment } = JSON.parse(text);
    if (/^[A-Z2-7]{104}$/.test(point) && /^[A-Z2-7]{52}$/.test(commitment)) return { point, commitment };
  } catch (error) {
    // No word of an office.
  }
  throw "stranger";
}

async function waitFor(look) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const found = await look().catch((why) => (why === "down" ? null : Promise.reject(why)));
    if (found || Date.now() > until) return found;
    await pause(LOOK);
  }
}

async function told(run) {
  if (!crypto.subtle) throw "broken";
  try {
    return await run();
  } catch (why) {
    throw WORDS[why] || (typeof why === "string" ? why : "broken");
  }
}
