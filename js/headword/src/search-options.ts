// Options of a search become words that `crates/wasm/src/request.rs` reads.

import { kind, limit, options as checked, text, unknownOption, unknownWord, usage } from './check.js';
import type { Engine } from './glue.js';
import type { Answer } from './types.js';

/** How many hits `search` answers with unless told otherwise. */
const DEFAULT_LIMIT = 10;
const MAX_OFFSET = 0xffff_ffff;
/** The engine takes four times as many levels, and each of these is at most three; what stands in itself has no end. */
const MAX_DEPTH = 16;
const OPERATORS = ['any', 'all', 'none', 'not'] as const;
const GROUPS = ['page', 'section'] as const;
const ORDERS = ['asc', 'desc'] as const;
const COMBINATIONS = ['OR', 'AND'] as const;
const KNOWN = [
  'limit',
  'offset',
  'filters',
  'facets',
  'sort',
  'boost',
  'groupBy',
  'language',
  'prefix',
  'fuzzy',
  'combineWith',
  'sectionExcerpts',
  'signal',
] as const;

/**
 * How to search. Filters, facets and boosts know these keys: `kind` (`docs`, `example`, `changelog`), `path` (a folder:
 * the page of that path and all below it), `language` (the programming language that a section is for), and the keys of
 * front matter that the build was told of under `filters`.
 *
 * @example
 * ```ts
 * const options: SearchOptions = {
 *   filters: { kind: 'docs', tags: { any: ['oauth', 'sso'] }, version: { not: '1' } },
 *   facets: ['product'],
 *   sort: { key: 'date', order: 'desc' },
 *   boost: { product: { sso: 2 } },
 * };
 * ```
 */
export interface SearchOptions {
  /** The most hits to answer with: a whole number above 0. 10 unless given. */
  readonly limit?: number;
  /** How many hits to pass over. None unless given; a hit stands at the same place whatever the limit is. */
  readonly offset?: number;
  /** What pages and sections must meet. Those below a list of a key, and all keys, are all to be met. */
  readonly filters?: Filters;
  /** Keys whose values are counted among all pages that match, shown or not. */
  readonly facets?: readonly string[];
  /** The declared key that orders the hits, the lowest value first unless told otherwise; by relevance unless given. */
  readonly sort?: string | { readonly key: string; readonly order?: 'asc' | 'desc' };
  /** What multiplies the scores of pages, by keys and values: from 0, which puts them last, to 10. */
  readonly boost?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What a hit is. A page unless given. */
  readonly groupBy?: 'page' | 'section';
  /** Leaves out sections that are for other programming languages than this one, as `python`. */
  readonly language?: string;
  /** Whether the last word stands for all that begin so, unless something follows it. True unless given. */
  readonly prefix?: boolean;
  /** Whether a word that the index lacks stands for those that are spelled most like it. True unless given. */
  readonly fuzzy?: boolean;
  /**
   * How many of the words a page needs: one, which is `OR`, unless given; `AND` asks for each of the first 32, or what it
   * stands for, somewhere on the page.
   */
  readonly combineWith?: 'OR' | 'AND';
  /** Whether the further sections of a hit come with excerpts, too. True unless given; they are a third of what a search costs. */
  readonly sectionExcerpts?: boolean;
  /** Gives the search up: where answers come later, they are dropped, and the promise is rejected with its reason. */
  readonly signal?: AbortSignal;
}

/** A value of a key, as front matter has it. A `Date` is its day in UTC. */
export type FilterValue = string | number | boolean | Date;

/** What the values of a key must meet. */
export type FilterCondition =
  | FilterValue
  | readonly FilterCondition[]
  | {
      /** At least one of these. */
      readonly any?: FilterCondition;
      /** Each of these. */
      readonly all?: FilterCondition;
      /** None of these. */
      readonly none?: FilterCondition;
      /** Not all of these. */
      readonly not?: FilterCondition;
    };

/** What pages must meet, by their keys; `any`, `all`, `none` and `not` put such objects together. */
export type Filters = readonly Filters[] | { readonly [keyOrOperator: string]: FilterCondition | Filters };

/** A key has a value. The key may be called as an operator is, which that of an object may not. */
export class Is {
  readonly [name: string]: string;
  readonly key: string;
  readonly value: string;

  constructor(key: string, value: string) {
    this.key = key;
    this.value = value;
  }
}

/** What an engine answers to a query with these options. The options are looked at now, and not once it is asked. */
export function ask(query: string, options: SearchOptions | undefined): (engine: Engine) => Answer {
  const { limit, offset, words, factors } = request(options);
  if (offset === 0 && words === '') return (engine) => engine.search(query, limit);
  return (engine) => engine.searchWith(query, limit, offset, words, Float64Array.from(factors));
}

/** Which of the hits the options ask for. */
export function paging(options: SearchOptions | undefined): { readonly limit: number; readonly offset: number } {
  return {
    limit: options?.limit === undefined ? DEFAULT_LIMIT : limit('search', 'limit', options.limit),
    offset: options?.offset === undefined ? 0 : offsetOf(options.offset),
  };
}

/** What the engine is asked for. */
export interface Request {
  readonly limit: number;
  readonly offset: number;
  readonly words: string;
  readonly factors: number[];
}

/** The options in the words of the engine. */
export function request(given: SearchOptions | undefined): Request {
  const options = checked('search', given, KNOWN);
  const { facets, sort, boost, groupBy, language, combineWith } = options;
  const words: string[] = [];
  const factors: number[] = [];
  if (options.filters !== undefined) filter(words, 'filters', undefined, options.filters, 0);
  if (facets !== undefined) {
    if (!Array.isArray(facets)) throw usage(`search: facets must be a list of keys, found ${kind(facets)}`);
    facets.forEach((key: unknown, place) => words.push('facet', text('search', `facets[${place}]`, key)));
  }
  if (sort !== undefined) {
    const { key, order = 'asc' } = typeof sort === 'string' ? { key: sort } : checked('sort', sort, ['key', 'order']);
    if (!ORDERS.some((known) => known === order)) throw unknownWord('search', 'order of sort', order, ORDERS);
    words.push('sort', text('search', 'the key of sort', key), order);
  }
  for (const [key, values] of boost === undefined ? [] : entries('boost', boost)) {
    for (const [value, factor] of entries(`boost.${key}`, values)) {
      words.push('boost', key, value);
      factors.push(factorOf(`boost.${key}.${value}`, factor));
    }
  }
  if (groupBy !== undefined) {
    if (!GROUPS.some((known) => known === groupBy)) throw unknownWord('search', 'groupBy', groupBy, GROUPS);
    if (groupBy === 'section') words.push('section');
  }
  if (language !== undefined) words.push('language', text('search', 'language', language));
  if (!switched('prefix', options.prefix)) words.push('finished');
  if (!switched('fuzzy', options.fuzzy)) words.push('as-spelled');
  if (!switched('sectionExcerpts', options.sectionExcerpts)) words.push('bare');
  if (combineWith !== undefined) {
    if (!COMBINATIONS.some((known) => known === combineWith)) {
      throw unknownWord('search', 'combineWith', combineWith, COMBINATIONS);
    }
    if (combineWith === 'AND') words.push('every');
  }
  return {
    ...paging(options),
    // A NUL ends a word; one within a word is what a page cannot hold.
    words: words.map((word) => `${word.replaceAll('\0', '\ufffd')}\0`).join(''),
    factors,
  };
}

/** Writes a filter behind all that it is put together of. `key` is what values are of. */
function filter(words: string[], name: string, key: string | undefined, value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw usage(`search: filters nest more than ${MAX_DEPTH} levels deep; write them flatter`);
  if (value instanceof Is) {
    words.push('is', value.key, value.value);
    return;
  }
  const scalar = textOf(value);
  if (scalar !== undefined) {
    if (key === undefined) throw usage(`search: ${name} must be an object of keys and values, found ${kind(value)}`);
    words.push('is', key, scalar);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item: unknown, place) => filter(words, `${name}[${place}]`, key, item, depth + 1));
    join(words, 'all', value.length);
    return;
  }
  const parts = entries(name, value);
  for (const [own, below] of parts) {
    const at = `${name}.${own}`;
    const operator = OPERATORS.find((known) => known === own);
    if (operator !== undefined) {
      const items = itemsOf(at, key, below);
      items.forEach((item, place) => filter(words, isList(below) ? `${at}[${place}]` : at, key, item, depth + 1));
      join(words, operator === 'any' || operator === 'none' ? 'any' : 'all', items.length);
      if (operator === 'none' || operator === 'not') words.push('not');
    } else if (key === undefined) {
      filter(words, at, own, below, depth + 1);
    } else {
      throw unknownOption('search', at, OPERATORS.map((known) => `${name}.${known}`));
    }
  }
  join(words, 'all', parts.length);
}

/** Each or any of one is that one. */
function join(words: string[], operator: 'all' | 'any', count: number): void {
  if (count !== 1) words.push(operator, String(count));
}

/** What an operator puts together: the items of a list, the keys of an object, or one value. */
function itemsOf(name: string, key: string | undefined, below: unknown): readonly unknown[] {
  if (isList(below)) return below;
  return key === undefined ? entries(name, below).map((part) => Object.fromEntries([part])) : [below];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  const isDate = Object.prototype.toString.call(value) === '[object Date]';
  return isDate && !Number.isNaN(Number(value)) ? new Date(Number(value)).toISOString().slice(0, 10) : undefined;
}

function entries(name: string, value: unknown): [string, unknown][] {
  if (Object.prototype.toString.call(value) === '[object Object]') return Object.entries(value as object);
  throw usage(`search: ${name} must be an object, found ${kind(value)}`);
}

/** Something that is on unless it is turned off. */
function switched(name: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value !== false;
  throw usage(`search: ${name} must be a boolean, found ${kind(value)}`);
}

function factorOf(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= 10) return value;
  const found = typeof value === 'number' ? String(value) : kind(value);
  throw usage(`search: ${name} must be a number from 0 to 10, found ${found}`);
}

function offsetOf(value: unknown): number {
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_OFFSET) return Number(value);
  const found = typeof value === 'number' ? String(value) : kind(value);
  throw usage(`search: offset must be a whole number from 0 to ${MAX_OFFSET}, found ${found}`);
}
