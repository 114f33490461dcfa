// What was sealed opens as it was sealed, and in no other way (src/loader/kiosk/envelope.js). Run by Node, whose WebCrypto is that of
// browsers. Prints each case that is not as it should be; `CONTROL` in its environment puts in a fault that must be found.
import { pathToFileURL } from "node:url";

globalThis.location = new URL("https://loket.kota.example/lanjut");
const envelope = await import(pathToFileURL(process.argv[2]));
const { TO_KIOSK, TO_PHONE, base32, fresh, unbase32 } = envelope;

const NAMES = ["usaha-mikro-dari-sptu", "2026-11-24"];
const TEXT = '{"id":"0a1b2c3d","service":"usaha-mikro-dari-sptu","version":"2026-11-24","step":"sptu","saved":1795547161212,"answers":{"data":{"modal":12345678901234567890.10}}}';
const wrong = [];
const check = (name, is) => is || wrong.push(name);
const opens = (opening) => opening.then(
  ([names, text]) => String(names) === String(NAMES) && text === TEXT,
  () => false
);

for (let n = 1; n < 80; n++) {
  const bytes = fresh(n);
  const text = base32(bytes);
  check(`base32 of ${n} bytes`, /^[A-Z2-7]+$/.test(text) && String(unbase32(text)) === String(bytes));
}
check("a known text in base32", base32(new TextEncoder().encode("foobar")) === "MZXW6YTBOI");

const [id, other] = [base32(fresh(16)), base32(fresh(16))];
const bytes = fresh(32);
const key = await envelope.shared(bytes, ["encrypt", "decrypt"]);
const strange = await envelope.shared(fresh(32), ["decrypt"]);
const sealed = await envelope.seal(key, TO_PHONE, id, NAMES, TEXT);
check("opens", await opens(envelope.unseal(key, TO_PHONE, id, sealed)));
check("another key", !(await opens(envelope.unseal(strange, TO_PHONE, id, sealed))));
check("the other direction", !(await opens(envelope.unseal(key, TO_KIOSK, id, sealed))));
check("another id", !(await opens(envelope.unseal(key, TO_PHONE, other, sealed))));
const HEAD = 12 + 160 + 16;
const version = await envelope.seal(key, TO_PHONE, id, [NAMES[0], "2026-11-25"], TEXT);
const mixed = new Uint8Array([...version.slice(0, HEAD), ...sealed.slice(HEAD)]);
check("the names of another version", !(await opens(envelope.unseal(key, TO_PHONE, id, mixed))));

const [own, another] = [await envelope.pair(), await envelope.pair()];
const given = await envelope.sealFor(own.point, id, NAMES, TEXT);
check("opens with the pair", await opens(envelope.unsealWith(own, id, given)));
check("another pair", !(await opens(envelope.unsealWith(another, id, given))));
check("another id for the pair", !(await opens(envelope.unsealWith(own, other, given))));
const foreign = new Uint8Array([...another.point, ...given.slice(65)]);
check("the point of somebody else", !(await opens(envelope.unsealWith(own, id, foreign))));
check("four digits, for each key its own", /^\d{4}$/.test(await envelope.digits(own.point)) && (await envelope.digits(own.point)) === (await envelope.digits(own.point.slice())));
check("no private key can be taken out", await crypto.subtle.exportKey("pkcs8", own.privateKey).then(() => false, () => true));

for (const [name, whole, open] of [
  ["to a phone", sealed, (changed) => envelope.unseal(key, TO_PHONE, id, changed)],
  ["to a kiosk", given, (changed) => envelope.unsealWith(own, id, changed)]
]) {
  for (let at = 0; at < whole.length; at += 13) {
    const changed = whole.slice();
    if (!process.env.CONTROL) changed[at] ^= 1 << at % 8;
    check(`${name}, a bit of byte ${at}`, !(await opens(open(changed))));
  }
  for (const n of [0, 11, 12, HEAD, whole.length - 1]) check(`${name}, ${n} bytes`, !(await opens(open(whole.slice(0, n)))));
}
const text = String.fromCharCode(...sealed, ...given);
check("names in the clear", !text.includes("usaha") && !text.includes("2026"));
const short = await envelope.seal(key, TO_PHONE, id, NAMES, TEXT.replace("1234567890", ""));
check("a length that tells", short.length === sealed.length);

const about = envelope.about(TEXT);
const [name, renamed] = envelope.renamed(TEXT, about);
check("a new name", /^[0-9a-f]{8}$/.test(name) && renamed.startsWith(`{"id":"${name}","service"`));
check("no digit changes", renamed.endsWith('"answers":{"data":{"modal":12345678901234567890.10}}}'));
const frozen = (headers) => TEXT.replace(/\}$/, `,"sending":{"url":"/api/x","method":"POST","headers":${headers},"body":"{}","key":"k","fate":"unsent"}}`);
check("on its way without a key", !envelope.about(frozen('{"Accept":"a"}')));
check("on its way under a key", !!envelope.about(frozen('{"Idempotency-Key":"k"}')));
for (const bad of [
  "", "null", "{}", '{"seal":{}}', TEXT.replace(/\}$/, ',"sent":{"number":"1"}}'), TEXT.replace("usaha-mikro", "../usaha"), TEXT.replace(/\}$/, ',"id":"zz"}')
]) check(`not to be handed over: ${bad.slice(0, 60)}`, !envelope.about(bad));

const settings = { backend: { base: "/api/v1" } };
const sending = { url: "/api/v1/permits", method: "POST", headers: { Accept: "a", "Idempotency-Key": "k" } };
check("its own submission", envelope.isOwn(sending, settings, "{}"));
const assisted = { ...sending, headers: { ...sending.headers, "Loket-Assisted": "3" } };
check("its own, with an officer's help", envelope.isOwn(assisted, settings, "{}"));
for (const [name, change, form] of [
  ["another address", { url: "/petugas/keluar" }],
  ["an address that leads out", { url: "/api/v1/../../petugas" }],
  ["another origin", { url: "https://elsewhere.example/api/v1/x" }],
  ["a method of its own", { method: "DELETE" }],
  ["a header of its own", { headers: { "X-Admin": "1", "Idempotency-Key": "k" } }],
  ["a session", {}, '{"backend":{"auth":{"kind":"cookie"}}}']
]) check(`not its own: ${name}`, !envelope.isOwn({ ...sending, ...change }, settings, form || "{}"));

console.log(wrong.join("\n"));
process.exit(wrong.length ? 1 : 0);
