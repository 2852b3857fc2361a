// What the page has loaded, as the browser counts it.

/** One line, such as "Loaded 988 KB index, 92 KB wasm, 14 KB script in 85 ms". */
export function loaded() {
  const entries = performance.getEntriesByType('resource');
  const bytes = (pattern) => entries.filter(({ name }) => pattern.test(name)).reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  const parts = [
    [/\.headword$/, 'index'],
    [/\.wasm$/, 'wasm'],
    [/\.js$/, 'script'],
  ].map(([pattern, name]) => `${Math.ceil(bytes(pattern) / 1000)} KB ${name}`);
  return `Loaded ${parts.join(', ')} in ${Math.round(performance.now())} ms`;
}
