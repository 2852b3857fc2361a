/** There are workers in Node, Deno and Bun, but each has others: the engine runs where it is asked. */
export function startWorker(): Worker {
  throw new Error('no workers here');
}
