// Joins the module of the form's pages to the one that runs: they share memory and table. The app calls this once; the
// loader fetches and compiles. It stands where the splitter expects its own script, which knows no weak signal and no worker.
import { initSync } from "./loket-app.js";

export function __wasm_split_load_form(callback, data) {
  // What runs already, as its exports.
  const shared = initSync(undefined);
  const joined = window.loket.form().then((module) => WebAssembly.instantiate(module, { __wasm_split: shared }));
  const told = joined.then(
    () => true,
    () => false
  );
  told.then((came) => shared.__indirect_function_table.get(callback)(data, came));
}
