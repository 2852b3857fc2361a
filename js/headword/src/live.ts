// A build that is kept in step with its files, for as long as nobody stops it. `crates/cli/src/live.rs` does the same.

import type { Flags } from './args.js';
import { noteLinks } from './build-command.js';
import { Failure } from './failure.js';
import type { BuilderModule, Config } from './glue.js';
import { say } from './progress.js';
import { Session, type Update } from './session.js';
import { folderOf, readSettings, settingsFile } from './settings.js';
import { Watcher } from './watch.js';

/** The files were read once more, and something was new. */
export interface Round {
  readonly update: Update;
  readonly isFirst: boolean;
  /** As `performance.now` has it. */
  readonly started: number;
}

/** What is done with such a build. */
export interface Doing {
  /** Ends the sentence that says how many files could not be read. */
  undone(config: Config): string;
  /** Told once, when it has begun. */
  said(): string;
  /** Makes an index of what is new. */
  done(session: Session, round: Round): Promise<void>;
  /** Told of a mistake, which ends nothing, and `''` when it is mended. Standard error is told too. */
  told(mistake: string): void;
}

/** Reads what changed, and asks for an index of it, after each change. */
export async function live(module: BuilderModule, flags: Flags, first: Session, doing: Doing): Promise<never> {
  let session = first;
  const settings = settingsFile(flags);
  const watcher = new Watcher(settings);
  const attempt = teller(doing);
  const round = async (isFirst: boolean): Promise<void> => {
    const started = performance.now();
    const update = await session.update(doing.undone(session.config)).finally(() => {
      // Also after a mistake: what mends it is a change as well.
      watcher.follow([...session.folders, folderOf(settings) || '.']);
    });
    if (isFirst) noteLinks(update.links);
    else if (update.changed === 0) return;
    await doing.done(session, { update, isFirst, started });
  };
  await attempt(() => round(true));
  say(doing.said());
  for (;;) {
    if (await watcher.wait()) {
      await attempt(async () => {
        const next = await Session.start(module, await readSettings(module, flags));
        session.close();
        session = next;
      });
    }
    await attempt(() => round(false));
  }
}

/**
 * Does work and tells why it failed, but not twice in a row: whoever keeps standard error in a watched folder would be
 * told for ever.
 */
function teller({ told }: Doing): (work: () => Promise<void>) => Promise<void> {
  let said = '';
  return async (work) => {
    let text = '';
    try {
      await work();
    } catch (error) {
      text = Failure.of(error).text;
    }
    if (text !== '' && text !== said) say(text.trimEnd());
    told(text);
    said = text;
  };
}
