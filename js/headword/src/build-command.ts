// `headword build`: reads what the settings name, and writes one index. `crates/cli/src/build.rs` does the same.

import type { Build } from './args.js';
import type { Built } from './builder.js';
import { Failure } from './failure.js';
import type { BuilderModule, Config } from './glue.js';
import { type Round, live } from './live.js';
import { print, writeFile } from './output.js';
import { say } from './progress.js';
import { grouped, json, jsonLine, plural, printable, renderReport } from './render.js';
import type { Style } from './style.js';
import { Session, type Update } from './session.js';
import { readSettings } from './settings.js';
import type { BuildReport } from './types.js';

/** Does what the command line asks. */
export async function build(line: Build, module: BuilderModule, style: Style): Promise<void> {
  const started = performance.now();
  const session = await Session.start(module, await readSettings(module, line.flags));
  if (line.watch) return watch(line, module, session, style);
  const update = await read(session);
  noteLinks(update.links);
  const report = await write(session);
  print(line.json ? json(report) : renderReport(report, update.files, session.config.out, since(started), style));
}

/** Builds anew after each change, for as long as nobody stops it. A mistake is told, and the index before it stays. */
function watch({ flags, json }: Build, module: BuilderModule, session: Session, style: Style): Promise<never> {
  const done = async (session: Session, { update, isFirst, started }: Round): Promise<void> => {
    const report = await write(session);
    const { out } = session.config;
    if (json) print(jsonLine(report));
    else if (isFirst) print(renderReport(report, update.files, out, since(started), style));
    else print(news(update, report, out, since(started)));
  };
  const said = () => 'Watching for changes; stop with Ctrl-C.';
  return live(module, flags, session, { undone, said, done, told: () => {} });
}

function read(session: Session): Promise<Update> {
  return session.update(undone(session.config));
}

function undone({ out }: Config): string {
  return `${out} was not written`;
}

async function write(session: Session): Promise<BuildReport> {
  const { docs, out } = session.config;
  const { bytes, report } = refusedIn(docs, (): Built => session.builder.finish());
  await writeFile(out, bytes);
  await session.save();
  return report;
}

/** What is wrong with all files together says which folder they are in. */
export function refusedIn<T>(docs: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw Failure.of(error, docs);
  }
}

/** What a rebuild has to say: one line. */
function news({ changed }: Update, report: BuildReport, out: string, milliseconds: number): string {
  const [changes, pages] = [plural(changed, 'change', 'changes'), grouped(report.pages)];
  return `${changes}: wrote ${printable(out)} (${pages} pages) in ${(milliseconds / 1000).toFixed(2)} s\n`;
}

function since(started: number): number {
  return Math.floor(performance.now() - started);
}

/** Links are not followed, and whoever relies on one should know. */
export function noteLinks(links: readonly string[]): void {
  const SHOWN = 5;
  if (links.length === 0) return;
  const names = links.slice(0, SHOWN).map(printable).join(', ');
  const more = links.length > SHOWN ? ', …' : '';
  say(`note: ${plural(links.length, 'symbolic link was', 'symbolic links were')} not followed: ${names}${more}`);
}
