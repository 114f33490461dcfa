// The examples of JSON Forms as one JSON text: each as a service of ours with its answers, and the places at which Ajv 8 with JSON
// Forms' settings finds errors. Argument: the folder of npm's modules. One that holds functions is named with the reason instead.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "none.js"));
const { getExamples } = require("@jsonforms/examples");
const { Generate } = require("@jsonforms/core");
const Ajv = require("ajv");
const addFormats = require("ajv-formats");

// What makes a form; `actions` are buttons of a demonstration that set other data.
const PARTS = ["schema", "uischema", "data", "config", "i18n"];

// The place of the first function in a value.
function functionIn(value, at) {
  if (typeof value === "function") return at;
  if (value === null || typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = functionIn(inner, `${at}.${key}`);
    if (found) return found;
  }
  return null;
}

// Where JSON Forms shows an error: what is missing or not allowed counts as a place of its own.
function placeOf({ instancePath, params, keyword }) {
  const named = { required: "missingProperty", dependencies: "missingProperty", additionalProperties: "additionalProperty" };
  const name = named[keyword] && params[named[keyword]];
  return name === undefined ? instancePath : `${instancePath}/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`;
}

function errors(schema, data) {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, addUsedSchema: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return validate(data) ? [] : validate.errors;
}

// The places of errors, as sets of which one must be found: where `oneOf` or `anyOf` fails, JSON Forms shows the errors of the branch
// that is chosen, and without a choice that there is none; which is chosen, each renderer decides. `if` only repeats what its branch says.
function places(schema, data) {
  const found = errors(schema, data).filter(({ keyword }) => keyword !== "if");
  let sets = [new Set(found.map(placeOf))];
  for (const failed of found.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf")) {
    const { definitions, $defs } = schema;
    const of = (branch) => errors({ ...branch, definitions, $defs }, failed.data).map((error) => failed.instancePath + placeOf(error));
    const choices = [...failed.schema.map(of), [failed.instancePath]];
    const all = new Set(choices.flat());
    const rest = (set) => [...set].filter((place) => !all.has(place));
    sets = sets.flatMap((set) => choices.map((choice) => new Set([...rest(set), ...choice])));
  }
  const texts = new Set(sets.map((set) => JSON.stringify([...set].sort())));
  return [...texts].map((text) => JSON.parse(text));
}

function service(name, schema, example) {
  const words = (id) => ({ id, en: id });
  const uischema = example.uischema && {
    ...example.uischema,
    options: { ...example.uischema.options, keepHidden: true }
  };
  const { config } = example;
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return { id, version: "1", title: words(example.label), config, schema, uischema, notice: [], minutes: 1 };
}

const examples = [];
const left = [];
for (const example of getExamples()) {
  const { name } = example;
  const found = PARTS.map((part) => functionIn(example[part], part)).find(Boolean);
  if (found) {
    left.push({ name, reason: `a function at ${found}` });
    continue;
  }
  const schema = example.schema ?? Generate.jsonSchema(example.data);
  const data = example.data ?? {};
  examples.push({ name, service: service(name, schema, example), data, places: places(schema, data) });
}
console.log(JSON.stringify({ examples, left }));
