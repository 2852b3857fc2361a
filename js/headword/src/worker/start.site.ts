// How the script of a site starts its worker, whose address it vouches for (Trusted Types).

interface Policy {
  createScriptURL(url: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

let policy: Policy | undefined;

/**
 * Starts `worker-script.js` beside this script. The policy is called `headword`; a page that names its policies lists it, or
 * the engine runs in the page and not in a worker.
 *
 * @throws Where the page allows no such policy, or no worker from there.
 */
export function startWorker(): Worker {
  const url = new URL('./worker-script.js', import.meta.url);
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  policy ??= trustedTypes?.createPolicy('headword', { createScriptURL: (address) => address });
  return new Worker((policy === undefined ? url : policy.createScriptURL(url.href)) as URL, { type: 'module' });
}
