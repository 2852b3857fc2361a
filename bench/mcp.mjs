// The docs servers: from a start to a first answer, answers to four clients at once, and from the end of input to the end.
//
//     node bench/mcp.mjs [NODE...]      other programs of Node to measure beside this one
//
// Prints tables. A server that does nothing, of the same SDK, and `node -e 0` are measured in the same turns: what a
// server of ours could not be quicker than.

import { spawn } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { open } from '../js/headword/dist/node/index.js';
import { table } from './report.mjs';
import { quantile } from './statistics.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const INDEX = at('../prebuilt-index/workos.headword');
const SERVERS = [
  { title: 'Headword', args: [at('../js/mcp/bin/headword-mcp.js'), INDEX], tool: 'docs_search' },
  { title: '@workos/mcp-docs-server', args: [at('../node_modules/@workos/mcp-docs-server/dist/index.js')], tool: 'workos_search' },
  { title: 'nothing', args: [at('nothing-mcp.mjs')], tool: 'nothing' },
];
const STARTS = 15;
/** Calls that fill caches and let the engine of JavaScript compile what is used much; not counted. A slow server has fewer. */
const WARM = 2000;
const WARMING = 10;
const CALLS = 4000;
const CLIENTS = 4;
/** Seconds after which a server has been asked enough. */
const ENOUGH = 20;

const docs = await open(INDEX);
const queries = docs.list().map(({ title }) => title);
docs.close();

/** A server that was started, and a way to ask it. */
function started(node, { args }) {
  const since = performance.now();
  const child = spawn(node, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map();
  let [rest, last] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const { id, result, error } = JSON.parse(line);
      waiting.get(id)?.(error ? Promise.reject(new Error(error.message)) : result);
      waiting.delete(id);
    }
  });
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const ask = (method, params) => {
    const id = ++last;
    send({ id, method, params });
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  const hello = async () => {
    await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } });
    send({ method: 'notifications/initialized' });
  };
  const call = (tool, query) => ask('tools/call', { name: tool, arguments: { query } });
  const end = () => {
    child.stdin.end();
    return new Promise((resolve) => child.once('exit', resolve));
  };
  return { since, hello, call, end };
}

/** From the start of a process to its first answer, and from the end of its input to its own. */
async function firstAnswer(node, server) {
  const { since, hello, call, end } = started(node, server);
  await hello();
  await call(server.tool, 'verify webhook signature');
  const answered = performance.now();
  await end();
  return { first: answered - since, ended: performance.now() - answered };
}

function bare(node) {
  const since = performance.now();
  return new Promise((resolve) => spawn(node, ['-e', '0']).once('exit', () => resolve(performance.now() - since)));
}

/** Milliseconds of each call, of clients that each wait for their answer before they ask again. */
async function load(node, server) {
  const { hello, call, end } = started(node, server);
  await hello();
  const times = [];
  let asked = 0;
  const since = performance.now();
  const client = async () => {
    while (times.length < CALLS && performance.now() - since < ENOUGH * 1000) {
      const isWarm = asked >= WARM || performance.now() - since > WARMING * 1000;
      const from = performance.now();
      await call(server.tool, queries[asked++ % queries.length]);
      if (isWarm) times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await end();
  return times;
}

const whole = (milliseconds) => milliseconds.toFixed(0);
const fine = (milliseconds) => (milliseconds === undefined ? '' : milliseconds.toFixed(2));
console.log(`${availableParallelism()} cores (${cpus()[0].model.trim()}), load ${loadavg()[0].toFixed(1)} before\n`);
for (const node of [process.execPath, ...process.argv.slice(2)]) {
  const rows = SERVERS.map((server) => ({ server, first: [], ended: [] }));
  const nothing = [];
  for (let turn = 0; turn <= STARTS; turn++) {
    const time = await bare(node);
    if (turn > 0) nothing.push(time);
    for (const { server, first, ended } of rows) {
      const times = await firstAnswer(node, server);
      // The first turn fills the caches of the system and is not counted.
      if (turn === 0) continue;
      first.push(times.first);
      ended.push(times.ended);
    }
  }
  for (const row of rows) row.load = await load(node, row.server);
  const version = await new Promise((resolve) => spawn(node, ['--version']).stdout.once('data', (text) => resolve(String(text).trim())));
  console.log(`Node ${version}, ms. \`node -e 0\`: median ${whole(quantile(nothing, 0.5))}, fastest ${whole(Math.min(...nothing))}.\n`);
  const header = ['', 'first answer', 'fastest', 'input ends → exit', `${CLIENTS} clients, p50`, 'p99', 'calls'];
  console.log(
    table(
      header,
      rows.map(({ server: { title }, first, ended, load }) => [
        title,
        ...[quantile(first, 0.5), Math.min(...first), quantile(ended, 0.5)].map(whole),
        ...[quantile(load, 0.5), quantile(load, 0.99)].map(fine),
        String(load.length),
      ]),
    ),
  );
  console.log();
}
