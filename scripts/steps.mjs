// Runs commands as named steps: a line each, with its seconds, and the output only of those that fail.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. Every command runs here. */
export const root = fileURLToPath(new URL('..', import.meta.url));

// `npm start | head` closes the pipe early, which is no error.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

/** A command that ended badly. */
export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(`${command} (exit status ${code})`);
    this.command = command;
    this.code = code;
    this.output = output;
  }
}

/**
 * Runs a command without standard input.
 * @returns What it printed: `stdout` alone, and `output` with stderr in it as a terminal would show it.
 * @throws {CommandFailed}
 */
export function run(program, args, { env = {}, show = false } = {}) {
  const command = [program, ...args].map(quoted).join(' ');
  const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio });
    let stdout = '';
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => {
      const missing = error.code === 'ENOENT' ? `${program} is not installed, or not on PATH` : error.message;
      reject(new CommandFailed(command, 127, `${missing}\n`));
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ stdout, output });
      // A shell reports a child that was killed the same way: 128 and more, never 0.
      else reject(new CommandFailed(command, code ?? 130, signal ? `${output}\nended by ${signal}\n` : output));
    });
  });
}

/**
 * Does one piece of work and prints its line.
 * @param work - Answers a few words to print beside the name, or nothing.
 * @returns The error of work that failed. It has been printed already.
 */
export async function step(name, work) {
  const started = performance.now();
  // The name comes first, so that a log cut short tells what was running.
  process.stdout.write(`${name.padEnd(34)} `);
  let line;
  let failure;
  try {
    line = (await work()) || 'ok';
  } catch (error) {
    line = 'FAILED';
    failure = error;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${line.padEnd(24)} ${seconds.padStart(6)} s\n`);
  if (failure) process.stdout.write(explain(failure));
  return failure;
}

/** Does steps in order and ends the process at the first that fails, with that step's exit status. */
export async function inOrder(steps) {
  for (const [name, work] of steps) {
    const failure = await step(name, work);
    if (failure) process.exit(failure.code > 0 ? failure.code : 1);
  }
}

function explain(failure) {
  if (failure instanceof CommandFailed) return `\n$ ${failure.command}\n${failure.output.trimEnd()}\n\n`;
  // A plain message is meant for whoever runs the step; anything else is a mistake in these scripts.
  return failure.constructor === Error ? `\n${failure.message}\n\n` : `\n${failure.stack}\n\n`;
}

function quoted(argument) {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
