/**
 * What a search box knows and how it changes, without a page: events in, a new state out. The
 * elements of this package are drawn from it, and so can be elements of your own.
 *
 * Nothing here has effects. Three things in a state say what is to be done, by whoever holds it:
 * ask the engine {@link State.asked}, read {@link State.previewed}, and go to {@link State.going}.
 *
 * @example
 * ```ts
 * let state = initialState({ facets: ['kind'] });
 * state = reduce(state, { type: 'input', query: 'rotate key' });
 * const question = state.asked;
 * if (question !== null) {
 *   state = reduce(state, { type: 'answered', question, answer: docs.search(question.query) });
 * }
 * for (const item of state.items) console.log(item.type, item.path);
 * ```
 *
 * @packageDocumentation
 */

import type { Filters } from '../search-options.js';
import type { Answer, Hit, PageContent, SectionHit } from '../types.js';

/** The values that were chosen of each key: a page must have one of them. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

/** What stays as it is while someone searches. */
export interface Settings {
  /** How many pages are shown at first, and how many more each time. */
  readonly limit: number;
  /** Keys whose values are offered as filters. */
  readonly facets: readonly string[];
  /** What all pages must meet, whatever is chosen. */
  readonly filters: Filters | undefined;
  /** The most recent searches that are kept; 0 keeps none. */
  readonly remembered: number;
}

/** What the engine is to be asked. */
export interface Question {
  /** Later questions have higher numbers. */
  readonly number: number;
  readonly query: string;
  readonly limit: number;
  readonly facets: readonly string[];
  readonly filters: Filters | undefined;
  readonly chosen: Chosen;
}

/** A line that can be chosen. */
export type Item =
  | { readonly type: 'recent'; readonly path: ''; readonly query: string }
  | { readonly type: 'page'; readonly path: string; readonly hit: Hit }
  | { readonly type: 'section'; readonly path: string; readonly hit: Hit; readonly section: SectionHit };

/** Why there is no answer. `code` is that of a `HeadwordError`. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Where to go, and how. */
export interface Going {
  readonly item: Item;
  readonly newTab: boolean;
}

/** All that a search box knows. */
export interface State {
  readonly settings: Settings;
  readonly isOpen: boolean;
  readonly query: string;
  readonly chosen: Chosen;
  /** The number of the latest question of all. */
  readonly lastNumber: number;
  /** Answers to questions up to this number come too late. */
  readonly lateNumber: number;
  /** The question of now, or null where there is none to ask. */
  readonly asked: Question | null;
  /** The latest answer, and what it answers. It stays until the next one has come. */
  readonly answered: { readonly question: Question; readonly answer: Answer } | null;
  readonly failure: Failure | null;
  /** The lines that can be chosen, from the top: an answer's, or recent searches while nothing is asked. */
  readonly items: readonly Item[];
  /** The line that is chosen, or -1: none is until someone chooses. */
  readonly active: number;
  /** Queries that led somewhere, the latest first. */
  readonly recent: readonly string[];
  /** The section to be shown beside the list, or null. */
  readonly previewed: { readonly path: string; readonly language: string | null } | null;
  /** What was read last, whether it is still {@link State.previewed} or not. */
  readonly preview: PageContent | null;
  /** Where to go now. The next event takes it away. */
  readonly going: Going | null;
  /** Enter was pressed before the answer was there: it goes to the first hit once it is. */
  readonly isHasty: false | 'here' | 'newTab';
}

/** What happens to a search box. */
export type Event =
  | { readonly type: 'open'; readonly query?: string }
  | { readonly type: 'close' }
  | { readonly type: 'input'; readonly query: string }
  | { readonly type: 'move'; readonly to: 'next' | 'previous' | 'first' | 'last' | 'none' }
  /** Enter: the chosen line, or the first one where none is. */
  | { readonly type: 'enter'; readonly newTab?: boolean }
  /** A click, on a line by its place. */
  | { readonly type: 'choose'; readonly index: number; readonly newTab?: boolean }
  | { readonly type: 'toggle'; readonly key: string; readonly value: string }
  | { readonly type: 'unfilter' }
  | { readonly type: 'more' }
  | { readonly type: 'retry' }
  | { readonly type: 'forget' }
  | { readonly type: 'settings'; readonly settings: Partial<Settings> }
  | { readonly type: 'recalled'; readonly recent: readonly string[] }
  | { readonly type: 'answered'; readonly question: Question; readonly answer: Answer }
  | { readonly type: 'refused'; readonly question: Question; readonly failure: Failure }
  | { readonly type: 'read'; readonly path: string; readonly content: PageContent | null };

/** The state of a search box that nobody has used. */
export function initialState(settings: Partial<Settings> = {}): State {
  return {
    settings: { limit: 10, facets: ['kind', 'path', 'language'], filters: undefined, remembered: 5, ...settings },
    isOpen: false,
    query: '',
    chosen: {},
    lastNumber: 0,
    lateNumber: 0,
    asked: null,
    answered: null,
    failure: null,
    items: [],
    active: -1,
    recent: [],
    previewed: null,
    preview: null,
    going: null,
    isHasty: false,
  };
}

/** The state after an event. A state is never changed; one that an event does not concern is returned as it is. */
export function reduce(before: State, event: Event): State {
  const state = before.going === null ? before : { ...before, going: null };
  switch (event.type) {
    case 'open':
      return event.query === undefined ? { ...state, isOpen: true } : typed({ ...state, isOpen: true }, event.query);
    case 'close':
      return previewing({ ...state, isOpen: false, active: -1, isHasty: false });
    case 'input':
      return typed(state, event.query);
    case 'move':
      return previewing({ ...state, active: moved(state, event.to) });
    case 'enter':
      return entered(state, event.newTab ?? false);
    case 'choose':
      return went(state, event.index, event.newTab ?? false);
    case 'toggle':
      return asking({ ...state, chosen: toggled(state.chosen, event.key, event.value) });
    case 'unfilter':
      return asking({ ...state, chosen: {} });
    case 'more':
      return asking(state, (state.asked?.limit ?? 0) + state.settings.limit);
    case 'retry':
      return asking({ ...state, failure: null });
    case 'forget':
      return listing({ ...state, recent: [] });
    case 'settings':
      return asking({ ...state, settings: { ...state.settings, ...event.settings } });
    case 'recalled':
      return listing({ ...state, recent: event.recent.slice(0, state.settings.remembered) });
    case 'answered':
      return answered(state, event.question, event.answer);
    case 'refused':
      return refused(state, event.question, event.failure);
    case 'read':
      return event.path === state.previewed?.path ? { ...state, preview: event.content } : state;
  }
}

/** Whether the answer to what stands in the box is still on its way. */
export function isWaiting({ asked, answered, failure }: State): boolean {
  return asked !== null && failure === null && answered?.question.number !== asked.number;
}

/** Whether there are more pages than those that are shown. */
export function hasMore({ answered }: State): boolean {
  return answered !== null && answered.answer.total > answered.answer.hits.length;
}

function typed(state: State, query: string): State {
  if (query === state.query) return state;
  return asking({ ...state, query, active: -1, isHasty: false });
}

/** Asks anew, where there is something to ask. */
function asking(state: State, limit = state.settings.limit): State {
  const { query, chosen } = state;
  const { facets, filters } = state.settings;
  if (query.trim() === '') return unasked(state);
  const number = state.lastNumber + 1;
  return { ...state, failure: null, lastNumber: number, asked: { number, query, limit, facets, filters, chosen } };
}

function unasked(state: State): State {
  const lateNumber = state.lastNumber;
  return listing({ ...state, asked: null, answered: null, lateNumber, failure: null, isHasty: false });
}

/** Takes an answer, unless a later one is there or nothing is asked any more. */
function answered(state: State, question: Question, answer: Answer): State {
  const { asked } = state;
  const { number } = question;
  if (asked === null || number > asked.number || number <= state.lateNumber) return state;
  // An answer to what was asked shortly before is shown too: better than one to what was asked long before.
  const next = listing({ ...state, answered: { question, answer }, lateNumber: number, failure: null });
  if (number !== asked.number || state.isHasty === false) return next;
  return went({ ...next, isHasty: false }, 0, state.isHasty === 'newTab');
}

function refused(state: State, { number }: Question, failure: Failure): State {
  if (state.asked?.number !== number) return state;
  // A query of signs alone, such as a lone quotation mark: there is nothing to search for yet.
  if (failure.code === 'EMPTY_QUERY') return unasked(state);
  return { ...state, failure, isHasty: false };
}

/** Lists what there is to choose from. The chosen line stays chosen where it is still there. */
function listing(state: State): State {
  const items = itemsOf(state);
  const chosen = state.items[state.active];
  const active = chosen === undefined ? -1 : items.findIndex((item) => isSame(item, chosen));
  return previewing({ ...state, items, active });
}

function itemsOf({ query, answered, recent }: State): readonly Item[] {
  if (answered === null) {
    return query.trim() === '' ? recent.map((past) => ({ type: 'recent', path: '', query: past }) as const) : [];
  }
  return answered.answer.hits.flatMap((hit): Item[] => [
    { type: 'page', path: hit.path, hit },
    ...hit.sections.map((section) => ({ type: 'section', path: section.path, hit, section }) as const),
  ]);
}

function isSame(one: Item, other: Item): boolean {
  return one.path === other.path && (one.type !== 'recent' || (other.type === 'recent' && one.query === other.query));
}

/** Previews the chosen section, or the first one while none is chosen. */
function previewing(state: State): State {
  const item = state.items[Math.max(state.active, 0)];
  if (item === undefined || item.type === 'recent') return { ...state, previewed: null, preview: null };
  if (item.path === state.previewed?.path) return state;
  const { language } = item.type === 'section' ? item.section : item.hit;
  return { ...state, previewed: { path: item.path, language } };
}

function moved({ active, items }: State, to: 'next' | 'previous' | 'first' | 'last' | 'none'): number {
  const last = items.length - 1;
  if (to === 'none') return -1;
  if (to === 'first') return Math.min(0, last);
  if (to === 'last') return last;
  // Between the last line and the first one is the box itself.
  if (to === 'next') return active === last ? -1 : active + 1;
  return active === -1 ? last : active - 1;
}

function entered(state: State, newTab: boolean): State {
  if (state.active >= 0) return went(state, state.active, newTab);
  if (isWaiting(state)) return { ...state, isHasty: newTab ? 'newTab' : 'here' };
  return state.answered === null ? state : went(state, 0, newTab);
}

function went(state: State, index: number, newTab: boolean): State {
  const item = state.items[index];
  if (item === undefined) return state;
  if (item.type === 'recent') return asking({ ...state, query: item.query, active: -1 });
  const query = state.query.trim();
  const recent = [query, ...state.recent.filter((past) => past !== query)].slice(0, state.settings.remembered);
  return { ...state, recent, going: { item, newTab } };
}

function toggled(chosen: Chosen, key: string, value: string): Chosen {
  const { [key]: values = [], ...others } = chosen;
  const left = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return left.length === 0 ? others : { ...others, [key]: left };
}
