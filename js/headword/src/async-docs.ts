// For `using`, whose types a consumer's own `lib` need not name.
/// <reference lib="esnext.disposable" preserve="true" />

import { type ChangelogOptions, choosing } from './changelog.js';
import { dispose } from './dispose.js';
import { type ExamplesOptions, examplesQuestion } from './examples.js';
import { llmsTxt } from './llms-txt.js';
import type { ListOptions, SuggestOptions } from './lookup.js';
import type { Answered, Arguments, Method } from './questions.js';
import type { ReadOptions, TokensOptions } from './read-options.js';
import type { SearchOptions } from './search-options.js';
import { untilAborted } from './signal.js';
import type { Answer, Info, NavigationEntry, PageContent, PageSummary, Release, Resolution, Suggestion } from './types.js';

/** Docs that answer with promises: {@link DocsInPieces} and {@link DocsInWorker}. */
export abstract class AsyncDocs {
  /** @internal */
  protected abstract answer<M extends Method>(method: M, args: Arguments<M>): Promise<Answered<M>>;

  /**
   * As {@link Docs.search}. Once `signal` is aborted, it rejects with its reason.
   *
   * @example
   * ```ts
   * const { hits } = await docs.search('verify webhook signature', { limit: 3 });
   * ```
   */
  async search(query: string, options?: SearchOptions): Promise<Answer> {
    if (options?.signal === undefined) return this.answer('search', [query, options]);
    const { signal, ...rest } = options;
    return untilAborted(signal, () => this.answer('search', [query, rest]));
  }

  /**
   * As {@link Docs.read}.
   *
   * @example
   * ```ts
   * console.log((await docs.read('guide/start')).markdown);
   * ```
   */
  read(path: string, options?: ReadOptions): Promise<PageContent>;
  read(paths: readonly string[], options?: ReadOptions): Promise<readonly PageContent[]>;
  async read(path: string | readonly string[], options?: ReadOptions): Promise<PageContent | readonly PageContent[]> {
    return this.answer('read', [path, options]);
  }

  /**
   * As {@link Docs.tokens}.
   *
   * @example
   * ```ts
   * console.log(await docs.tokens('guide/start'));
   * ```
   */
  async tokens(path: string, options?: TokensOptions): Promise<number> {
    return this.answer('tokens', [path, options]);
  }

  /**
   * As {@link Docs.resolve}. What no address is takes all paths, and what a search for its words does.
   *
   * @example
   * ```ts
   * console.log((await docs.resolve('/old/guide')).path);
   * ```
   */
  async resolve(address: string): Promise<Resolution> {
    return this.answer('resolve', [address]);
  }

  /**
   * As {@link Docs.suggest}.
   *
   * @example
   * ```ts
   * console.log((await docs.suggest('inst')).map((suggestion) => suggestion.text));
   * ```
   */
  async suggest(input: string, options?: SuggestOptions): Promise<readonly Suggestion[]> {
    return this.answer('suggest', [input, options]);
  }

  /**
   * As {@link Docs.list}. It takes all titles, and all words.
   *
   * @example
   * ```ts
   * for (const page of await docs.list()) console.log(page.path, page.title);
   * ```
   */
  async list(path?: string, options?: ListOptions): Promise<readonly PageSummary[]> {
    return this.answer('list', [path, options]);
  }

  /**
   * As {@link Docs.navigation}. It takes as much as {@link AsyncDocs.list}.
   *
   * @example
   * ```ts
   * console.log((await docs.navigation()).map(({ title }) => title));
   * ```
   */
  async navigation(): Promise<readonly NavigationEntry[]> {
    return this.answer('navigation', []);
  }

  /**
   * As {@link Docs.releases}. It takes all pages of changelogs.
   *
   * @example
   * ```ts
   * console.log((await docs.releases())[0]?.version);
   * ```
   */
  async releases(): Promise<readonly Release[]> {
    return this.answer('releases', []);
  }

  /**
   * As {@link Docs.changelog}.
   *
   * @example
   * ```ts
   * for (const { version, markdown } of await docs.changelog({ since: '1.0.0' })) console.log(version, markdown);
   * ```
   */
  async changelog(options?: ChangelogOptions): Promise<readonly Release[]> {
    const choose = choosing(options);
    return choose(await this.releases());
  }

  /**
   * As {@link Docs.examples}.
   *
   * @example
   * ```ts
   * const { hits } = await docs.examples('create a user', { language: 'python' });
   * ```
   */
  examples(): Promise<readonly PageSummary[]>;
  examples(query: string, options?: ExamplesOptions): Promise<Answer>;
  async examples(query?: string, options?: ExamplesOptions): Promise<readonly PageSummary[] | Answer> {
    if (query === undefined) return this.list(undefined, { kind: 'example' });
    return this.search(query, examplesQuestion(options));
  }

  /**
   * As {@link Docs.llmsTxt}.
   *
   * @example
   * ```ts
   * console.log(await docs.llmsTxt());
   * ```
   */
  async llmsTxt(): Promise<string> {
    const [info, list] = await Promise.all([this.info(), this.list()]);
    return llmsTxt(info, list);
  }

  /**
   * As {@link Docs.info}.
   *
   * @example
   * ```ts
   * console.log((await docs.info()).pages);
   * ```
   */
  async info(): Promise<Info> {
    return this.answer('info', []);
  }

  /**
   * Gives the memory back. Every other call throws `CLOSED` from then on; closing again does
   * nothing.
   *
   * @example
   * ```ts
   * docs.close();
   * ```
   */
  abstract close(): void;

  /**
   * {@link AsyncDocs.close}, called at the end of a block.
   *
   * @example
   * ```ts
   * {
   *   using docs = await openInPieces('/docs.headword');
   *   console.log((await docs.search('sso')).total);
   * }
   * ```
   */
  [dispose](): void {
    this.close();
  }
}
