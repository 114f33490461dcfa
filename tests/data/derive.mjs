// All that somebody can make of the code that a kiosk shows for a phone: the folder of the scripts, the address, and in hex what lies in the store, if they
// have fetched that. Prints place, secret, acknowledgement ("" without what lies there) and the secrets that both ends can derive, in hex, as JSON.
import { pathToFileURL } from "node:url";

const [, , scripts, address, sealed] = process.argv;
const envelope = await import(pathToFileURL(`${scripts}/envelope.js`));
const { context, join } = await import(pathToFileURL(`${scripts}/hpke.js`));
const [direction, id, code] = address.split("#")[1].split(".");
const secret = envelope.unbase32(code);
const exchange = await envelope.byCode(secret, id);
const { ack } = sealed ? await exchange.open(envelope.unhex(sealed)) : { ack: "" };
const own = await context(secret, join([new TextEncoder().encode(`loket-handoff-3 ${direction} ${id} `)]));
const derived = await Promise.all(["token", "ack", "digits"].map(async (name) => envelope.hex(await own.secret(name))));
// The same context, or nothing of it would prove anything.
const digits = String(parseInt(derived[2].slice(0, 12), 16) % 10 ** 8).padStart(8, "0");
console.log(JSON.stringify({ id, secret: envelope.hex(secret), ack, derived: digits === exchange.digits ? derived : [] }));
