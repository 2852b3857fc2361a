// What a process costs: time, processor, memory; and how to talk with one.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const SAMPLE_MS = 5;
/** Of a second: what Linux counts processor time in. */
const TICKS = 100;

/**
 * Runs a command to its end.
 * @returns Its seconds, and where the system is Linux also its seconds of processor and its peak of memory in bytes;
 * both with the processes that it starts. They are sampled, so the last few milliseconds are not in them.
 */
export function measured([program, args]) {
  return new Promise((resolve, reject) => {
    const seen = new Map();
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const sampling = setInterval(() => sample(child.pid, seen), SAMPLE_MS);
    const said = tail(child.stderr);
    child.on('error', reject);
    child.on('close', (status, signal) => {
      clearInterval(sampling);
      const seconds = (performance.now() - started) / 1000;
      if (status !== 0) reject(new Error(said() || `ended with ${signal ?? `status ${status}`}`));
      else resolve({ seconds, cpu: sum(seen, 'cpu'), peak: sum(seen, 'peak') });
    });
  });
}

/** Starts a command that answers each line with a line of JSON. */
export function conversation([program, args]) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = tail(child.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const failure = new Promise((_, reject) => child.on('error', reject));
  failure.catch(() => {});
  // What is written to a process that has ended is reported by the line that does not come.
  child.stdin.on('error', () => {});
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const { value, done } = await Promise.race([lines.next(), failure]);
      if (done) throw new Error(said() || 'it ended without a word');
      return JSON.parse(value);
    },
    end: () => child.stdin.end(),
  };
}

/** The line that tells why, of what a process says before it ends. */
function tail(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (more) => (text = (text + more).slice(-4000)));
  return () => /^.*Error:? .*$/m.exec(text)?.[0] ?? text.trim().split('\n').at(-1);
}

function sample(root, seen) {
  const open = [root];
  while (open.length > 0) {
    const pid = open.pop();
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      // Of the fields after the name, which may hold anything, the 12th and 13th.
      const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
      const peak = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
      const cpu = (Number(times[11]) + Number(times[12])) / TICKS;
      // A process that is ending has no memory any more.
      seen.set(pid, { cpu, peak: Math.max(peak, seen.get(pid)?.peak ?? 0) });
      open.push(...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean));
    } catch {
      // It has ended, or this is not Linux.
    }
  }
}

function sum(seen, key) {
  return seen.size === 0 ? undefined : [...seen.values()].reduce((total, of) => total + of[key], 0);
}
