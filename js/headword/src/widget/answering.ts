// A question of a search box, put to docs.

import type { Filters, SearchOptions } from '../search-options.js';
import type { Answer, Facet } from '../types.js';
import type { Chosen, Question } from './state.js';

type Search = (query: string, options: SearchOptions) => Answer | Promise<Answer>;

/**
 * The answer to a question. A key of which something is chosen is counted as if nothing were, so
 * that its other values stay on offer, with what they would add.
 */
export async function answerTo(search: Search, question: Question): Promise<Answer> {
  const { query, limit, facets, chosen } = question;
  const options = (leaving?: string): SearchOptions => {
    const filters = filtersOf(question.filters, chosen, leaving);
    return filters.length === 0 ? {} : { filters };
  };
  const answer = await search(query, { limit, facets, ...options() });
  const counted = new Map<string, Facet>();
  for (const key of facets) {
    if (chosen[key] === undefined) continue;
    const [facet] = (await search(query, { limit: 1, facets: [key], ...options(key) })).facets;
    if (facet !== undefined) counted.set(key, facet);
  }
  if (counted.size === 0) return answer;
  return { ...answer, facets: answer.facets.map((facet) => counted.get(facet.key) ?? facet) };
}

function filtersOf(fixed: Filters | undefined, chosen: Chosen, leaving: string | undefined): Filters[] {
  const own = Object.entries(chosen).filter(([key]) => key !== leaving);
  return [...(fixed === undefined ? [] : [fixed]), ...own.map(([key, any]) => ({ [key]: { any } }))];
}
