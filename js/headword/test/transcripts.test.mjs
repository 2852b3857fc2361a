// Both commands print what the transcripts in tests/transcripts say, to the byte.
//
// After a change that is meant, `UPDATE_TRANSCRIPTS=1 npm test --workspace headword` writes them
// anew from what the Rust command prints: look at the difference before you commit it.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, fixtures, folder, run } from './support.mjs';

const TRANSCRIPTS = join(ROOT, 'tests/transcripts');

for (const name of readdirSync(TRANSCRIPTS).filter((name) => name.endsWith('.txt'))) {
  for (const command of ['rust', 'js']) {
    test(`${name}: ${command}`, (t) => {
      const dir = folder(t);
      fixtures(dir, command);
      const expected = readFileSync(join(TRANSCRIPTS, name), 'utf8');
      const found = replay(expected, ({ args, env }) => run(command, args, dir, { env }));
      if (command === 'rust' && process.env.UPDATE_TRANSCRIPTS) writeFileSync(join(TRANSCRIPTS, name), found);
      else assert.equal(found, expected);
      const left = readdirSync(dir, { recursive: true }).filter((path) => path.endsWith('.tmp'));
      assert.deepEqual(left, [], 'nothing is left half written');
    });
  }
}

/**
 * Runs each command of a transcript and writes what it printed under it. A line that begins with
 * `#` is for the reader, `$` a command, `|` standard output, `!` standard error, `?` the status.
 */
function replay(transcript, run) {
  const lines = transcript.split('\n').filter((line) => /^[#$]|^$/.test(line));
  const replayed = (line) => (line.startsWith('$') ? `${line}\n${record(run(words(line)))}` : line);
  return lines.map(replayed).join('\n');
}

function record({ stdout, stderr, status }) {
  const timeless = stdout
    .replace(/^(Wrote .* in )\d+\.\d s$/m, '$1N s')
    .replace(/(p50|p90|p99|max) [\d,]+\.\d\d ms/g, '$1 N ms')
    .replace(/("(p50|p90|p99|max)"): \d+/g, '$1: N');
  return [...marked('|', timeless), ...marked('!', stderr), `? ${status}`].join('\n');
}

function marked(mark, text) {
  if (text === '') return [];
  assert.ok(text.endsWith('\n'), 'the last line has its end');
  return text.slice(0, -1).split('\n').map((line) => `${mark} ${line}`.trimEnd());
}

/** As a shell would, as far as is needed: `$ NAME=value headword …`. `$MEGABYTE` is a query of a million bytes. */
function words(line) {
  const [, ...all] = line.match(/"[^"]*"|\S+/g).map((word) => word.replaceAll('"', ''));
  const start = all.indexOf('headword');
  const env = Object.fromEntries(all.slice(0, start).map((word) => word.split('=')));
  // Linux allows 128 KiB in one word.
  const args = all.slice(start + 1);
  return { args: args.flatMap((word) => (word === '$MEGABYTE' ? Array(10).fill('x'.repeat(99_999)) : [word])), env };
}
