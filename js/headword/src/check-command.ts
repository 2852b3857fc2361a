// `headword check`: what an author should know of the docs before readers find it. `crates/cli/src/check.rs` does the
// same.

import type { Check } from './args.js';
import { noteLinks, refusedIn } from './build-command.js';
import { Failure } from './failure.js';
import type { BuilderModule } from './glue.js';
import { print } from './output.js';
import { json, plural, renderFindings } from './render.js';
import type { Style } from './style.js';
import { Session } from './session.js';
import { readSettings } from './settings.js';

/** Does what the command line asks. */
export async function check(line: Check, module: BuilderModule, style: Style): Promise<void> {
  const session = await Session.start(module, await readSettings(module, line.flags));
  const { files, links } = await session.update('nothing was checked');
  noteLinks(links);
  const findings = refusedIn(session.config.docs, () => session.builder.check());
  print(line.json ? json({ files, findings }) : renderFindings(findings, files, style));
  if (!line.strict || findings.length === 0) return;
  throw Failure.several([], `${plural(findings.length, 'finding', 'findings')}, none allowed with --strict`);
}
