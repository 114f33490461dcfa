// Joins a further module of the app to the one that runs: they share memory and table. The app calls this once for each; the
// loader fetches and compiles. It stands where the splitter expects its own script, which knows no weak signal and no worker.
import { initSync } from "./loket-app.js";

export function __wasm_split_load_form(callback, data) {
  join("form", callback, data);
}

export function __wasm_split_load_handoff_page(callback, data) {
  join("handoffPage", callback, data);
}

function join(name, callback, data) {
  // What runs already, as its exports.
  const shared = initSync(undefined);
  const joined = window.loket
    .module(name)
    .then((module) => WebAssembly.instantiate(module, { __wasm_split: shared, app: shared }));
  const told = joined.then(
    () => true,
    () => false
  );
  told.then((came) => shared.__indirect_function_table.get(callback)(data, came));
}
