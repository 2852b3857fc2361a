// The state of a search box, event by event, without a page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasMore, initialState, isWaiting, reduce } from 'headword/widget/state';

const hit = (path, sections = [], more = {}) => ({
  path,
  page: path.split('#')[0],
  title: path,
  heading: '',
  kind: 'docs',
  language: null,
  breadcrumb: [],
  url: `https://example.com/${path}`,
  excerpt: [],
  score: 1,
  sections: sections.map((section) => ({ path: section, heading: section, url: '', excerpt: [], score: 1, language: null })),
  ...more,
});
const answer = (hits, total = hits.length) => ({ hits, total, facets: [], didYouMean: null, relaxed: false });

/** A box after some events. An answer is to the question of then, unless it says which. */
function after(...events) {
  return from(initialState(), ...events);
}

function from(start, ...events) {
  return events.reduce((state, event) => {
    const concerns = event.type === 'answered' || event.type === 'refused';
    return reduce(state, concerns ? { question: state.asked, ...event } : event);
  }, start);
}

const input = (query) => ({ type: 'input', query });
const move = (to) => ({ type: 'move', to });
const answered = (hits, total, question) => ({ type: 'answered', answer: answer(hits, total), ...(question ? { question } : {}) });

test('what is typed is asked, and nothing is chosen until someone chooses', () => {
  const state = after(input('sso'), answered([hit('sso', ['sso#test']), hit('login')]));
  assert.equal(state.asked.query, 'sso');
  assert.deepEqual(state.items.map(({ type, path }) => `${type} ${path}`), ['page sso', 'section sso#test', 'page login']);
  assert.equal(state.active, -1);
  assert.equal(isWaiting(state), false);
});

test('blanks ask nothing', () => {
  assert.equal(after(input('  ')).asked, null);
  assert.equal(after(input('a'), input(' ')).asked, null);
});

test('results stay until the next ones have come', () => {
  const state = after(input('s'), answered([hit('sso')]), input('ss'));
  assert.deepEqual(state.items.map(({ path }) => path), ['sso']);
  assert.equal(isWaiting(state), true);
});

test('an answer that is overtaken is dropped, and one on the way is shown', () => {
  const first = after(input('s'));
  const second = from(first, input('ss'));
  const third = from(second, input('sso'));
  const shown = from(third, answered([hit('second')], 1, second.asked));
  assert.deepEqual(shown.items.map(({ path }) => path), ['second']);
  assert.equal(shown.answered.question.query, 'ss');
  assert.equal(isWaiting(shown), true);
  assert.equal(from(shown, answered([hit('first')], 1, first.asked)), shown);
});

test('an answer to what was wiped out never comes back', () => {
  const before = after(input('old'));
  const empty = from(before, input(''));
  assert.equal(from(empty, answered([hit('old')], 1, before.asked)), empty);
  const anew = from(empty, input('new'));
  assert.equal(from(anew, answered([hit('old')], 1, before.asked)), anew);
});

test('arrows go through all lines and back to the box', () => {
  let state = after(input('s'), answered([hit('a', ['a#b']), hit('c')]));
  const places = [];
  for (let step = 0; step < 4; step++) places.push((state = from(state, move('next'))).active);
  assert.deepEqual(places, [0, 1, 2, -1]);
  assert.equal(from(state, move('previous')).active, 2);
  assert.equal(from(state, move('last'), move('first')).active, 0);
});

test('arrows in an empty list choose nothing', () => {
  for (const to of ['next', 'previous', 'first', 'last']) assert.equal(after(move(to)).active, -1);
});

test('typing lets go of the choice, and a new answer keeps it where it still stands', () => {
  const chosen = after(input('s'), answered([hit('a'), hit('b')]), move('next'), move('next'));
  assert.equal(from(chosen, input('ss')).active, -1);
  const toggled = from(chosen, { type: 'toggle', key: 'kind', value: 'docs' });
  assert.equal(from(toggled, answered([hit('b'), hit('c')])).active, 0);
  assert.equal(from(toggled, answered([hit('c')])).active, -1);
});

test('Enter goes to the chosen line, or to the first where none is', () => {
  const shown = after(input('s'), answered([hit('a'), hit('b')]));
  assert.equal(from(shown, { type: 'enter' }).going.item.path, 'a');
  const chosen = from(shown, move('last'), { type: 'enter', newTab: true });
  assert.deepEqual([chosen.going.item.path, chosen.going.newTab], ['b', true]);
  assert.equal(from(chosen, move('none')).going, null, 'one goes once');
});

test('Enter before the answer waits for it, and typing on calls it off', () => {
  const hasty = after(input('old'), answered([hit('old')]), input('new'), { type: 'enter' });
  assert.equal(hasty.going, null);
  assert.equal(from(hasty, answered([hit('new')])).going.item.path, 'new');
  assert.equal(from(hasty, input('newer'), answered([hit('newer')])).going, null);
  assert.equal(from(hasty, answered([])).going, null);
});

test('a query that led somewhere is remembered once, the latest first', () => {
  const searched = (state, query) => from(state, input(query), answered([hit('a')]), { type: 'choose', index: 0 });
  let state = after({ type: 'recalled', recent: ['one', 'two'] });
  state = searched(searched(state, 'three'), ' one ');
  assert.deepEqual(state.recent, ['one', 'three', 'two']);
  const empty = from(state, input(''));
  assert.deepEqual(empty.items.map(({ query }) => query), ['one', 'three', 'two']);
  const again = from(empty, move('next'), move('next'), { type: 'enter' });
  assert.deepEqual([again.query, again.asked.query, again.going], ['three', 'three', null]);
  assert.deepEqual(from(empty, { type: 'forget' }).items, []);
});

test('nothing is remembered where the setting is 0', () => {
  const start = initialState({ remembered: 0 });
  const state = from(start, { type: 'recalled', recent: ['one'] }, input('s'), answered([hit('a')]), { type: 'enter' });
  assert.deepEqual(state.recent, []);
});

test('filters are asked with, together with those that are set', () => {
  const start = initialState({ filters: { version: '2' }, facets: ['kind'] });
  const both = from(start, input('s'), { type: 'toggle', key: 'kind', value: 'docs' }, { type: 'toggle', key: 'kind', value: 'example' });
  assert.deepEqual(both.asked.chosen, { kind: ['docs', 'example'] });
  assert.deepEqual(both.asked.filters, { version: '2' });
  assert.deepEqual(both.asked.facets, ['kind']);
  const none = from(both, { type: 'toggle', key: 'kind', value: 'docs' }, { type: 'toggle', key: 'kind', value: 'example' });
  assert.deepEqual(none.asked.chosen, {});
  assert.deepEqual(from(both, { type: 'unfilter' }).asked.chosen, {});
});

test('more asks for more of the same, and the next query begins anew', () => {
  const shown = after(input('s'), answered([hit('a')], 30));
  assert.equal(hasMore(shown), true);
  const more = from(shown, { type: 'more' });
  assert.equal(more.asked.limit, 20);
  assert.equal(from(more, { type: 'more' }).asked.limit, 30);
  assert.equal(from(more, input('ss')).asked.limit, 10);
});

test('the chosen section is previewed, else the first one', () => {
  const shown = after(input('s'), answered([hit('a', ['a#b'], { language: 'python' })]));
  assert.deepEqual(shown.previewed, { path: 'a', language: 'python' });
  const content = { markdown: 'text' };
  assert.equal(from(shown, { type: 'read', path: 'a', content }).preview, content);
  const moved = from(shown, move('last'));
  assert.equal(moved.previewed.path, 'a#b');
  assert.equal(from(moved, { type: 'read', path: 'a', content }).preview, null, 'what was read too late is not shown');
  assert.equal(from(moved, input('')).previewed, null);
});

test('a failure is shown until something else is asked', () => {
  const failure = { code: 'IO', message: 'cannot fetch' };
  const failed = after(input('s'), answered([hit('a')]), input('ss'), { type: 'refused', failure });
  assert.equal(failed.failure, failure);
  assert.equal(isWaiting(failed), false);
  const again = from(failed, { type: 'retry' });
  assert.equal(again.failure, null);
  assert.ok(again.asked.number > failed.asked.number);
});

test('a query of signs alone is no failure', () => {
  const state = after(input('"'), { type: 'refused', failure: { code: 'EMPTY_QUERY', message: '' } });
  assert.deepEqual([state.failure, state.asked, state.items.length], [null, null, 0]);
});

test('closing keeps what was typed, and opening may ask', () => {
  const state = after({ type: 'open', query: 'sso' });
  assert.deepEqual([state.isOpen, state.asked.query], [true, 'sso']);
  const closed = from(state, { type: 'close' });
  assert.deepEqual([closed.isOpen, closed.query], [false, 'sso']);
  assert.equal(from(closed, { type: 'open' }).asked, closed.asked);
});

test('a state is never changed', () => {
  const frozen = (value) => {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };
  let state = frozen(initialState());
  const hits = [hit('a', ['a#b']), hit('c')];
  for (const event of [
    { type: 'recalled', recent: ['x'] }, { type: 'open' }, input('s'), answered(hits), move('next'), { type: 'toggle', key: 'kind', value: 'docs' },
    answered(hits), { type: 'more' }, answered(hits), { type: 'enter' }, { type: 'close' }, { type: 'settings', settings: { limit: 5 } }, { type: 'forget' },
  ]) {
    state = frozen(from(state, event));
  }
  assert.equal(state.settings.limit, 5);
});
