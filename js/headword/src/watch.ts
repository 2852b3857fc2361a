// Waits until a file changes. `crates/cli/src/watch.rs` waits alike.

import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long nothing must happen before a change counts as made, in milliseconds: editors write in several steps. */
const QUIET = 50;

/** Watches folders, each without those below it: what is not read (`node_modules`, `.git`) costs nothing. */
export class Watcher {
  /** A change of a file of this name is told apart. */
  readonly #settings: string;
  readonly #followed = new Map<string, FSWatcher>();
  #hasChanged = false;
  #hasNewSettings = false;
  #wake: () => void = () => {};

  /** @param settings - The file whose changes {@link wait} tells apart. */
  constructor(settings: string) {
    this.#settings = basename(settings);
  }

  /** Watches these folders too. Of one that is gone, it is the folder above where it may be made again. */
  follow(folders: Iterable<string>): void {
    for (const folder of folders) this.#follow(folder) || this.#follow(dirname(folder));
  }

  #follow(folder: string): boolean {
    if (this.#followed.has(folder)) return true;
    try {
      const watcher = watch(folder, (event, name) => {
        // A folder that is taken away and made anew is another one, which nobody watches yet.
        if (event === 'rename' && name === basename(folder)) this.#forget(folder);
        this.#changed(name);
      });
      watcher.on('error', () => {
        this.#forget(folder);
        this.#changed(null);
      });
      this.#followed.set(folder, watcher);
      return true;
    } catch {
      return false;
    }
  }

  /** Resolves after the next change; says whether one was of the settings. */
  async wait(): Promise<boolean> {
    while (!this.#hasChanged) await new Promise<void>((wake) => (this.#wake = wake));
    do {
      this.#hasChanged = false;
      await new Promise((done) => setTimeout(done, QUIET));
    } while (this.#hasChanged);
    const answer = this.#hasNewSettings;
    this.#hasNewSettings = false;
    return answer;
  }

  #changed(name: string | null): void {
    this.#hasChanged = true;
    if (name === this.#settings) this.#hasNewSettings = true;
    this.#wake();
  }

  #forget(folder: string): void {
    this.#followed.get(folder)?.close();
    this.#followed.delete(folder);
  }
}
