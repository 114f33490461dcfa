// The engine (the app's flags, and once more built for speed) beside Ajv in a browser. `window.__bench` is the engine; everything in it is
// synchronous. With `#wait` in the address nothing is measured.
import { ajv } from "./ajv.mjs";
import { measure } from "./measure.mjs";

async function load(folder) {
  // Not written out, since the bundler would look for it.
  const address = [".", folder, "harness.js"].join("/");
  const { default: begin, compile, validate } = await import(address);
  await begin();
  return {
    compile(schema) {
      const handle = compile(schema);
      if (!handle) throw new Error("The schema cannot be compiled.");
      return handle;
    },
    validate,
    free: (handle) => handle.free(),
  };
}

const say = (text) => fetch("/said", { method: "POST", body: text });
try {
  const engine = await load("app");
  window.__bench = engine;
  if (location.hash !== "#wait") {
    const fixtures = await (await fetch("/fixtures.json")).json();
    await say(measure(fixtures, { engine, "engine-O3": await load("fast"), ajv }));
  }
} catch (error) {
  await say(String(error));
}
