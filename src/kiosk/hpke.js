// Hybrid public key encryption (RFC 9180), base mode, on the browser's own cryptography: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. One
// message a context, and secrets exported from it. The library @hpke/core does the same in 7.5 KB (brotli); the tests have the two of them open
// each other's messages (tests/data/envelope.mjs).

const { subtle } = crypto;
const encoder = new TextEncoder();

const P256 = { name: "ECDH", namedCurve: "P-256" };
// A point on P-256, uncompressed (SEC 1, section 2.3.3).
export const POINT = 65;
// Of a hash, a key and a secret, in bytes.
const N = 32;
const NONCE = 12;
// The names of the parts (RFC 9180, section 7), as they stand in what is hashed.
const KEM = join([encoder.encode("KEM"), [0, 0x10]]);
const SUITE = join([encoder.encode("HPKE"), [0, 0x10, 0, 1, 0, 2]]);
const NOTHING = new Uint8Array();

export function join(parts) {
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

// A pair; its private key never leaves the browser.
export async function pair() {
  const { privateKey, publicKey } = await subtle.generateKey(P256, false, ["deriveBits"]);
  return { privateKey, point: new Uint8Array(await subtle.exportKey("raw", publicKey)) };
}

// The secret that a pair has in common with the other end's point (section 4.1); `sender` and `receiver` are the two points.
export async function agree(privateKey, theirs, sender, receiver) {
  const publicKey = await subtle.importKey("raw", theirs, P256, false, []);
  const dh = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 8 * N));
  const prk = await extract(NOTHING, KEM, "eae_prk", dh);
  return expand(prk, KEM, "shared_secret", join([sender, receiver]), N);
}

// The context of a shared secret (section 5.1): seals or opens one message, and exports secrets that both ends have.
export async function context(shared, info) {
  const named = join([[0], await extract(NOTHING, SUITE, "psk_id_hash", NOTHING), await extract(NOTHING, SUITE, "info_hash", info)]);
  const secret = await extract(shared, SUITE, "secret", NOTHING);
  const iv = await expand(secret, SUITE, "base_nonce", named, NONCE);
  const bytes = await expand(secret, SUITE, "key", named, N);
  const key = await subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const exporter = await expand(secret, SUITE, "exp", named, N);
  const how = { name: "AES-GCM", iv };
  let sealed = false;
  return {
    seal: async (plain) => {
      // A second one under the same nonce would tell what they have in common.
      if (sealed) throw new Error("One message a context.");
      sealed = true;
      return new Uint8Array(await subtle.encrypt(how, key, plain));
    },
    open: async (sealed) => new Uint8Array(await subtle.decrypt(how, key, sealed)),
    secret: (name) => expand(exporter, SUITE, "sec", encoder.encode(name), N)
  };
}

function extract(salt, suite, label, ikm) {
  return hmac(salt, join([encoder.encode("HPKE-v1"), suite, encoder.encode(label), ikm]));
}

// At most as many bytes as the hash has.
async function expand(prk, suite, label, info, n) {
  const labeled = join([[0, n], encoder.encode("HPKE-v1"), suite, encoder.encode(label), info, [1]]);
  return (await hmac(prk, labeled)).subarray(0, n);
}

// A salt of no bytes is one of zeros (RFC 5869, section 2.2); browsers take no empty key.
async function hmac(bytes, message) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", bytes.length ? bytes : new Uint8Array(N), how, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", key, message));
}
