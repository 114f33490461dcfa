// All that somebody can make of the code that a kiosk shows for a phone: the folder of the scripts, the address. Prints place, secret, the acknowledgement
// and what was the token once (the exported secret "token"), in hex, as JSON.
import { pathToFileURL } from "node:url";

const [, , scripts, address] = process.argv;
const envelope = await import(pathToFileURL(`${scripts}/envelope.js`));
const { context, join } = await import(pathToFileURL(`${scripts}/hpke.js`));
const [direction, id, code] = address.split("#")[1].split(".");
const secret = envelope.unbase32(code);
const { ack } = await envelope.byCode(secret, id);
const own = await context(secret, join([new TextEncoder().encode(`loket-handoff-2 ${direction} ${id} `)]));
const same = envelope.hex(await own.secret("ack")) === ack;
console.log(JSON.stringify({ id, secret: envelope.hex(secret), ack, token: same && envelope.hex(await own.secret("token")) }));
