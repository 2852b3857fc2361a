import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes, render } from '../../scripts/relevance.mjs';

const table = (ndcg10) =>
  render([
    {
      name: 'lamps',
      sets: [
        { name: 'lamps-api', measures: { ndcg10, success1: 0.5 } },
        { name: 'lamps-titles', measures: { ndcg10: 1, success1: 1 } },
      ],
    },
  ]);

test('a table has a line for each set and the mean of each corpus', () => {
  assert.deepEqual(table(0.8).split('\n').slice(-4, -1), [
    'lamps-api           0.8000     0.5000',
    'lamps-titles        1.0000     1.0000',
    'lamps, mean of 2    0.9000     0.7500',
  ]);
});

test('what changed is told, line by line', () => {
  assert.deepEqual(changes(table(0.8), table(0.8)), []);
  assert.deepEqual(changes(table(0.8), table(0.9)), [
    '- lamps-api           0.8000     0.5000',
    '- lamps, mean of 2    0.9000     0.7500',
    '+ lamps-api           0.9000     0.5000',
    '+ lamps, mean of 2    0.9500     0.7500',
  ]);
});
