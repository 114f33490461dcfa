// What both ends of a hand-over share: how answers are sealed, and what the code on the kiosk's screen holds. The backend has no key.
//
// To a phone the code carries a random secret of 256 bits; the key schedule of HPKE (hpke.js) makes of it the key for one message. To a kiosk it
// carries the digest of what the office knows of this code: the kiosk's public key, which lives as long as the code, and the digest of a
// number that the kiosk tells only after the phone has named its own public key. From all of that both ends derive eight digits, which the
// kiosk shows and the citizen types at the phone: whoever stands between the two would have to choose keys before knowing the number.
import { POINT, agree, context, join, pair } from "./hpke.js";

const encoder = new TextEncoder();

const FORMAT = "loket-handoff-3";
// The two directions, as they stand in the fragment of an address.
export const TO_PHONE = "HP";
export const TO_KIOSK = "KIOSK";
// Answers are padded to a multiple of this: how long they are tells something of them.
const BLOCK = 1024;
const DIGITS = 8;
// So many random bytes are an acknowledgement.
const ACK = 32;
// RFC 4648, section 6: digits and capitals, which any code and any keyboard layout carries.
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export { pair };

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

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function unhex(text) {
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
}

export async function digest(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

// What the code to a kiosk carries: what the office says of it must have this digest.
export function codeDigest(point, commitment) {
  return digest(join([point, commitment]));
}

// The exchange under a code to a phone.
export function byCode(secret, id) {
  return exchange(secret, TO_PHONE, id, []);
}

// The exchange between a pair at one end and the point of the other; `number` is what the kiosk has told after that.
export async function byPair({ privateKey, point }, theirs, isKiosk, id, number) {
  if (theirs.length !== POINT) throw new RangeError("A point has 65 bytes.");
  const [phone, kiosk] = isKiosk ? [theirs, point] : [point, theirs];
  return exchange(await agree(privateKey, theirs, phone, kiosk), TO_KIOSK, id, [number]);
}

// One text is sealed in an exchange, and beside it `ack`, which proves that somebody has opened it: whoever has the secret alone cannot make it. `digits`
// both ends derive: they are the same when it is the same exchange.
async function exchange(shared, direction, id, more) {
  const { open, seal, secret } = await context(shared, join([encoder.encode(`${FORMAT} ${direction} ${id} `), ...more]));
  const number = await secret("digits");
  const ack = fresh(ACK);
  const digits = number.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) % 10 ** DIGITS;
  return {
    ack: hex(ack),
    ackDigest: hex(await digest(ack)),
    digits: String(digits).padStart(DIGITS, "0"),
    seal: (text) => seal(join([ack, padded(text)])),
    open: async (sealed) => {
      const plain = await open(sealed);
      const text = new TextDecoder("utf-8", { fatal: true }).decode(plain.subarray(ACK)).trimEnd();
      return { text, ack: hex(plain.subarray(0, ACK)) };
    }
  };
}

// What lets one end alone take back what it writes, or names it as the reader who has it: 32 random bytes, of which the office learns the digest first.
export async function token() {
  const bytes = fresh(32);
  return { token: hex(bytes), tokenDigest: hex(await digest(bytes)) };
}

function padded(text) {
  const bytes = encoder.encode(text);
  const whole = new Uint8Array(Math.ceil((bytes.length + 1) / BLOCK) * BLOCK).fill(32);
  whole.set(bytes);
  return whole;
}
