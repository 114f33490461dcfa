// What was sealed opens as it was sealed, and in no other way (src/kiosk/envelope.js), and HPKE is that of others (@hpke/core, RFC 9180). Run by
// Node, whose WebCrypto is that of browsers: the folder of the scripts, the folder of npm's packages. Prints each case that is not as it should be;
// `CONTROL` in its environment puts in a fault that must be found.
import { pathToFileURL } from "node:url";

const [, , scripts, modules] = process.argv;
const envelope = await import(pathToFileURL(`${scripts}/envelope.js`));
const hpke = await import(pathToFileURL(`${scripts}/hpke.js`));
const { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } = await import(pathToFileURL(`${modules}/@hpke/core/esm/mod.js`));
const { base32, fresh, hex, unbase32 } = envelope;

const TEXT = '{"format":"loket-handoff-2","answers":{"data":{"modal":12345678901234567890.10,"nama":"Nu\'man 🙂"}}}';
const wrong = [];
const check = (name, is) => is || wrong.push(name);
const opens = (opening) => opening.then(
  ({ text }) => text === TEXT,
  () => false
);
const encode = (text) => new TextEncoder().encode(text);
const decode = (bytes) => new TextDecoder().decode(bytes);

for (let n = 1; n < 80; n++) {
  const bytes = fresh(n);
  const text = base32(bytes);
  check(`base32 of ${n} bytes`, /^[A-Z2-7]+$/.test(text) && String(unbase32(text)) === String(bytes));
}
check("a known text in base32", base32(encode("foobar")) === "MZXW6YTBOI");

// Each opens what the other has sealed, and both export the same secrets.
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
for (let n = 0; n < 20; n++) {
  const info = fresh(n * 7);
  const theirs = await suite.kem.generateKeyPair();
  const point = new Uint8Array(await suite.kem.serializePublicKey(theirs.publicKey));
  const own = await hpke.pair();
  const sender = await hpke.context(await hpke.agree(own.privateKey, point, own.point, point), info);
  const recipient = await suite.createRecipientContext({ recipientKey: theirs.privateKey, enc: own.point, info });
  check("the library opens ours", decode(await recipient.open(await sender.seal(encode(TEXT)))) === TEXT);
  check("it exports the same", hex(new Uint8Array(await recipient.export(encode("ack"), 32))) === hex(await sender.secret("ack")));
  const other = await suite.createSenderContext({ recipientPublicKey: await suite.kem.deserializePublicKey(own.point), info });
  const enc = new Uint8Array(other.enc);
  const reader = await hpke.context(await hpke.agree(own.privateKey, enc, enc, own.point), info);
  check("ours opens the library's", decode(await reader.open(await other.seal(encode(TEXT)))) === TEXT);
}
check("no private key can be taken out", await crypto.subtle.exportKey("pkcs8", (await hpke.pair()).privateKey).then(() => false, () => true));

const [id, strange] = [base32(fresh(16)), base32(fresh(16))];
const secret = fresh(32);
const toPhone = await envelope.byCode(secret, id);
const sealed = await toPhone.seal(TEXT);
check("opens", await opens((await envelope.byCode(secret, id)).open(sealed)));
check("another secret", !(await opens((await envelope.byCode(fresh(32), id)).open(sealed))));
check("another id", !(await opens((await envelope.byCode(secret, strange)).open(sealed))));

const [phone, kiosk, another] = [await envelope.pair(), await envelope.pair(), await envelope.pair()];
const number = fresh(32);
const given = await envelope.byPair(phone, kiosk.point, false, id, number);
const taken = await envelope.byPair(kiosk, phone.point, true, id, number);
const given2 = await given.seal(TEXT);
check("opens with the pair", await opens(taken.open(given2)));
check("both ends derive the same", given.digits === taken.digits);
check("what proves it travels inside", (await taken.open(given2)).ack === given.ack && given.ack !== taken.ack);
check("one message an exchange", await given.seal(TEXT).then(() => false, () => true));
check("eight digits", /^\d{8}$/.test(given.digits));
check("nothing lets both ends take it back", !("token" in given));
check("the digest of what proves", given.ackDigest === hex(await envelope.digest(envelope.unhex(given.ack))) && given.ack.length === 64);
const [own, other] = [await envelope.token(), await envelope.token()];
check("a token is of one end alone", own.token !== other.token && own.token.length === 64);
check("the token's digest", own.tokenDigest === hex(await envelope.digest(envelope.unhex(own.token))));
for (const [name, exchange] of [
  ["another pair", envelope.byPair(another, phone.point, true, id, number)],
  ["the point of somebody else", envelope.byPair(kiosk, another.point, true, id, number)],
  ["another id for the pair", envelope.byPair(kiosk, phone.point, true, strange, number)],
  ["another number", envelope.byPair(kiosk, phone.point, true, id, fresh(32))],
  ["the ends changed about", envelope.byPair(kiosk, phone.point, false, id, number)],
  ["the other direction", envelope.byCode(secret, id)]
]) {
  const { digits, open } = await exchange;
  check(name, !(await opens(open(given2))));
  check(`${name}: its digits`, digits !== given.digits);
}
for (const bad of [new Uint8Array(64), new Uint8Array(66), new Uint8Array(65).fill(4)]) {
  check("no point", await envelope.byPair(kiosk, bad, true, id, number).then(() => false, () => true));
}

for (const [name, whole, exchange] of [["to a phone", sealed, toPhone], ["to a kiosk", given2, taken]]) {
  for (let at = 0; at < whole.length; at += 13) {
    const changed = whole.slice();
    if (!process.env.CONTROL) changed[at] ^= 1 << at % 8;
    check(`${name}, a bit of byte ${at}`, !(await opens(exchange.open(changed))));
  }
  for (const n of [0, 15, 16, whole.length - 1]) check(`${name}, ${n} bytes`, !(await opens(exchange.open(whole.slice(0, n)))));
}
const short = await (await envelope.byCode(secret, id)).seal(TEXT.replace("1234567890", ""));
check("a length that tells", short.length === sealed.length);

console.log(wrong.join("\n"));
process.exit(wrong.length ? 1 : 0);
