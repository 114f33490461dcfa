// Seals a text as a kiosk does for a phone: the folder of the scripts, the text on stdin. Prints place, fragment of the address (its service is the
// first in the text), sealed bytes and the digests of token and acknowledgement in hex, as JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const envelope = await import(pathToFileURL(`${process.argv[2]}/envelope.js`));
const text = readFileSync(0, "utf8");
const [id, secret] = [envelope.base32(envelope.fresh(16)), envelope.fresh(32)];
const exchange = await envelope.byCode(secret, id);
const service = /"service":"([^"]*)"/.exec(text)[1];
const fragment = ["HP", id, envelope.base32(secret), "t0", service].join(".");
const { tokenDigest: token } = await envelope.token();
console.log(JSON.stringify({ id, fragment, sealed: envelope.hex(await exchange.seal(text)), token, ack: exchange.ackDigest }));
