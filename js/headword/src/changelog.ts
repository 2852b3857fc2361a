// Releases of one package, from a version or a day on.

import { options as checked, limit, text } from './check.js';
import { HeadwordError } from './error.js';
import type { Release } from './types.js';

/** Which releases to answer with. */
export interface ChangelogOptions {
  /** One package: whole, without its scope, or in other capitals. All unless given. */
  readonly package?: string;
  /** Only this version, with or without `v`. */
  readonly version?: string;
  /** Only what came after this version, or from this day on: `2026-01-31`, `2026-01`, `2026`. */
  readonly since?: string;
  /** The most releases: all unless given. */
  readonly limit?: number;
}

/**
 * What `changelog` answers, once the options are known to be right: of several packages the newest first, of one in the
 * order of its changelog.
 */
export function choosing(options: ChangelogOptions | undefined): (all: readonly Release[]) => readonly Release[] {
  const given = checked('changelog', options, ['package', 'version', 'since', 'limit']);
  for (const name of ['package', 'version', 'since'] as const) {
    if (given[name] !== undefined) text('changelog', name, given[name]);
  }
  const most = given.limit === undefined ? Infinity : limit('changelog', 'limit', given.limit);
  return (all) => {
    const packages = packagesOf(all);
    const wanted = given.package === undefined ? undefined : packageNamed(packages, given.package);
    if (given.package !== undefined && wanted === undefined) {
      throw notFound(`no package "${given.package}"; there are ${packages.join(', ') || 'none'}`);
    }
    const chosen = chosenOf(ofPackage(all, wanted), given.since, given.version);
    if (chosen === undefined) throw notFound(`no version "${given.since}"; give one of the changelog, or a day as 2026-01-31`);
    return chosen.slice(0, most);
  };
}

/** Those of a package in the order of its changelog; without one all, the newest first, and those without a day last. */
export function ofPackage(all: readonly Release[], name: string | undefined): readonly Release[] {
  return name === undefined ? byDate(all) : all.filter((release) => release.package === name);
}

/** Those after a version or a day, and of one version; undefined where there is no version to come after. */
export function chosenOf(
  all: readonly Release[],
  since: string | undefined,
  version: string | undefined,
): readonly Release[] | undefined {
  const newer = since === undefined ? all : newerThan(all, since);
  return version === undefined ? newer : newer?.filter((release) => isVersion(release, version));
}

/** The packages that have releases. */
export function packagesOf(all: readonly Release[]): string[] {
  return [...new Set(all.map((release) => release.package))];
}

/** The package that is called so: whole, without its scope, or in other capitals. */
export function packageNamed(packages: readonly string[], name: string): string | undefined {
  const asked = name.trim().toLowerCase();
  return packages.find((known) => known.toLowerCase() === asked) ?? packages.find((known) => bare(known) === bare(asked));
}

/** The name of a package without its scope. */
export function bare(name: string): string {
  return name.toLowerCase().replace(/^@[^/]*\//, '');
}

/** The newest first, whatever the package; those without a day last, in their order. */
function byDate(all: readonly Release[]): readonly Release[] {
  return [...all].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

/** Those from a day on, or those that stand before a version in its package's list; undefined where there is none such. */
function newerThan(all: readonly Release[], since: string): readonly Release[] | undefined {
  if (/^\d{4}(-\d{2}){0,2}$/.test(since)) return all.filter((release) => release.date >= since);
  const mark = all.find((release) => isVersion(release, since));
  if (mark === undefined) return undefined;
  const own = all.filter((release) => release.package === mark.package);
  return own.slice(0, own.indexOf(mark));
}

/** Whether a release is this version: `v1.2.0` and `1.2.0` are one. */
function isVersion(release: Release, version: string): boolean {
  return plain(release.version) === plain(version);
}

function plain(version: string): string {
  return version
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
}

function notFound(what: string): HeadwordError {
  return new HeadwordError('NOT_FOUND', `changelog: there is ${what}`);
}
