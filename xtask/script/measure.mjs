// Measures engines of one shape, { compile(schemaText) -> handle, validate(handle, dataText) -> number, free(handle) }, in Node and in
// browsers. Gives lines "<fixture> <what> <engine> <how often a second>".

/** The best of many short spells: the one that nothing else on the machine has disturbed. */
function rate(work, milliseconds) {
  const until = performance.now() + milliseconds;
  let best = 0;
  let n = 1;
  while (performance.now() < until) {
    const begun = performance.now();
    for (let i = 0; i < n; i++) work();
    const spell = performance.now() - begun;
    // Browsers' clocks are coarse: a shorter spell says nothing.
    if (spell < 20) n *= 2;
    else best = Math.max(best, (n * 1000) / spell);
  }
  return best;
}

export function measure(fixtures, engines) {
  const lines = [];
  for (const [name, { schema, data }] of Object.entries(fixtures)) {
    for (const kind of Object.keys(data)) {
      const counts = {};
      for (const [engine, { compile, validate, free }] of Object.entries(engines)) {
        const handle = compile(schema);
        counts[engine] = validate(handle, data[kind]);
        lines.push(`${name} validate-${kind} ${engine} ${rate(() => validate(handle, data[kind]), 1500).toFixed(0)}`);
        free(handle);
      }
      const found = Object.values(counts);
      if (new Set(found).size > 1) throw new Error(`${name}, ${kind}: the engines disagree: ${JSON.stringify(counts)}`);
    }
    for (const [engine, { compile, validate, free }] of Object.entries(engines)) {
      const both = () => {
        const handle = compile(schema);
        validate(handle, data.valid);
        free(handle);
      };
      lines.push(`${name} compile+validate ${engine} ${rate(both, 1500).toFixed(0)}`);
    }
  }
  return lines.join("\n");
}
