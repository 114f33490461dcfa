// Ajv in Node: the neighbour of the engine's native rows. Argument: the file of fixtures.
import { readFileSync } from "node:fs";
import { ajv } from "./ajv.mjs";
import { measure } from "./measure.mjs";

console.log(measure(JSON.parse(readFileSync(process.argv[2], "utf8")), { ajv }));
