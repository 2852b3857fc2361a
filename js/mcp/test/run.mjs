import { spawn } from 'node:child_process';
import { program } from './indexes.mjs';

/** Runs the program to its end. `started` gets the child process; by default its input ends at once. `node` is told to Node. */
export function run(args, started = (child) => child.stdin.end(), node = []) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, program, ...args], { stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    started(child);
  });
}
