// What docs can be asked, each checked and put into the engine's words. `Docs` and `AsyncDocs` say what it is.

import { text } from './check.js';
import type { Engine } from './glue.js';
import { type ListOptions, type SuggestOptions, listing, suggesting } from './lookup.js';
import { type ReadOptions, type TokensOptions, counting, reading } from './read-options.js';
import { type SearchOptions, ask } from './search-options.js';
import type { Answer, Info, NavigationEntry, PageContent, PageSummary, Release, Resolution, Suggestion } from './types.js';

/** Asks an engine. Arguments are looked at before, so that an error tells of them and not of the index. */
type Question<T> = (engine: Engine) => T;

/** By the names of the methods. */
export const questions = {
  search(query: string, options?: SearchOptions): Question<Answer> {
    text('search', 'query', query);
    return ask(query, options);
  },
  read(path: string | readonly string[], options?: ReadOptions): Question<PageContent | readonly PageContent[]> {
    const pages = reading(path, options);
    return typeof path === 'string' ? (engine) => pages(engine)[0] as PageContent : pages;
  },
  tokens: (path: string, options?: TokensOptions): Question<number> => counting(path, options),
  resolve(address: string): Question<Resolution> {
    text('resolve', 'address', address);
    return (engine) => engine.resolve(address);
  },
  suggest: (input: string, options?: SuggestOptions): Question<Suggestion[]> => suggesting(input, options),
  list: (path?: string, options?: ListOptions): Question<PageSummary[]> => listing(path, options),
  navigation: (): Question<NavigationEntry[]> => (engine) => engine.navigation(),
  releases: (): Question<Release[]> => (engine) => engine.releases(),
  info: (): Question<Info> => (engine) => engine.info(),
};

/** A name of a question. */
export type Method = keyof typeof questions;
/** What it is asked with. */
export type Arguments<M extends Method> = Parameters<(typeof questions)[M]>;
/** What it is answered with. */
export type Answered<M extends Method> = ReturnType<ReturnType<(typeof questions)[M]>>;
