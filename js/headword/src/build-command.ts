// `headword build`: reads what the settings name, and writes one index. `crates/cli/src/build.rs` does the same.

import type { Build } from './args.js';
import type { Built } from './builder.js';
import { Failure } from './failure.js';
import type { BuilderModule } from './glue.js';
import { print, writeFile } from './output.js';
import { say } from './progress.js';
import { grouped, json, jsonLine, plural, printable, renderReport } from './render.js';
import type { Style } from './style.js';
import { Session, type Update } from './session.js';
import { folderOf, readSettings, settingsFile } from './settings.js';
import type { BuildReport } from './types.js';
import { Watcher } from './watch.js';

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
async function watch({ flags, json }: Build, module: BuilderModule, first: Session, style: Style): Promise<never> {
  let session = first;
  const settings = settingsFile(flags);
  const watcher = new Watcher(settings);
  const attempt = teller();
  const readAndWrite = async (isFirst: boolean): Promise<void> => {
    const started = performance.now();
    const update = await read(session).finally(() => {
      // Also after a mistake: what mends it is a change as well.
      watcher.follow([...session.folders, folderOf(settings) || '.']);
    });
    if (isFirst) noteLinks(update.links);
    else if (update.changed === 0) return;
    const report = await write(session);
    const { out } = session.config;
    if (json) print(jsonLine(report));
    else if (isFirst) print(renderReport(report, update.files, out, since(started), style));
    else print(news(update, report, out, since(started)));
  };
  await attempt(() => readAndWrite(true));
  say('Watching for changes; stop with Ctrl-C.');
  for (;;) {
    if (await watcher.wait()) {
      await attempt(async () => {
        const next = await Session.start(module, await readSettings(module, flags));
        session.close();
        session = next;
      });
    }
    await attempt(() => readAndWrite(false));
  }
}

/**
 * Does work and tells why it failed, but not twice in a row: whoever keeps standard error in a watched folder would be
 * told for ever.
 */
function teller(): (work: () => Promise<void>) => Promise<void> {
  let said = '';
  return async (work) => {
    try {
      await work();
      said = '';
    } catch (error) {
      const { text } = Failure.of(error);
      if (text !== said) say(text.trimEnd());
      said = text;
    }
  };
}

function read(session: Session): Promise<Update> {
  return session.update(`${session.config.out} was not written`);
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
