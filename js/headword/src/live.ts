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
  // What is wrong with the settings, so that those before are used, and with all files together. Either stays so while
  // nothing that was read changes.
  let [unset, unbuilt] = ['', ''];
  // Whether something was read that no index has yet: at first, and where a file beside it could not be read.
  let isDue = true;
  // Whoever keeps standard error in a watched folder would be told the same for ever.
  let last = '';
  const tell = (text: string): void => {
    if (text !== '' && text !== last) say(text.trimEnd());
    doing.told(text);
    last = text;
  };
  for (let isFirst = true; ; isFirst = false) {
    const started = performance.now();
    const unread = await mistake(async () => {
      const update = await session.update(doing.undone(session.config)).finally(() => {
        // Also after a mistake: what mends it is a change as well.
        watcher.follow([...session.folders, folderOf(settings) || '.']);
      });
      if (isFirst) noteLinks(update.links);
      if (isDue || update.changed > 0) unbuilt = await mistake(() => doing.done(session, { update, isFirst, started }));
    });
    isDue = unread !== '';
    tell(unset + (unread || unbuilt));
    if (isFirst) say(doing.said());
    if (await watcher.wait()) {
      unset = await mistake(async () => {
        const next = await Session.start(module, await readSettings(module, flags));
        session.close();
        session = next;
      });
    }
  }
}

/** Does work, and answers what there is to say of it: nothing where all is well. */
async function mistake(work: () => Promise<void>): Promise<string> {
  try {
    await work();
    return '';
  } catch (error) {
    return Failure.of(error).text;
  }
}
