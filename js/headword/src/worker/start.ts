// How a bundler's script starts its worker. Bundlers see the file, bundle and ship it where it is written just so, which
// leaves no place to vouch for its address: a page with Trusted Types has the engine in the page itself.

/** Starts the worker. */
export function startWorker(): Worker {
  return new Worker(new URL('./worker-script.js', import.meta.url), { type: 'module' });
}
