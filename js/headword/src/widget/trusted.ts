// Scripts, where a page demands that their addresses are vouched for (Trusted Types).

interface Policy {
  createScriptURL(url: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

let policy: Policy | undefined;

/**
 * The address of a script of this package, as the page wants it. The policy is called `headword`; a
 * page that names its policies lists it, or the engine runs in the page and not in a worker.
 *
 * @throws Where the page allows no such policy.
 */
export function scriptUrl(url: URL): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  if (trustedTypes === undefined) return url;
  policy ??= trustedTypes.createPolicy('headword', { createScriptURL: (address) => address });
  return policy.createScriptURL(url.href);
}
