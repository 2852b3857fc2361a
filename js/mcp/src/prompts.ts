// Prompts that people choose: a client shows them as commands.

import type { McpServer } from '@modelcontextprotocol/server';
import { unchecked } from './register.js';

/** What prompts and instructions call things. */
export interface Named {
  /** What the docs are called in a sentence. */
  readonly docs: string;
  /** The tool that searches. */
  readonly search: string;
  /** The tool that reads. */
  readonly read: string;
}

/** Two prompts: an answer from the docs, and a check of code against them. */
export function registerPrompts(server: McpServer, prefix: string, { docs, search, read }: Named): void {
  prompt(
    server,
    `${prefix}_answer`,
    'Answer from the documentation',
    `Answers a question from ${docs}, with sources.`,
    'question',
    'What you want to know',
    (question) =>
      `${question}\n\nAnswer from ${docs} only. Search with ${search}, with a few key words and again with others if needed; ` +
      `read the sections that matter with ${read}; then answer in short, and cite the URL of each section that you used. ` +
      'Say so where the documentation does not tell.',
  );
  prompt(
    server,
    `${prefix}_check`,
    'Check code against the documentation',
    `Checks code against ${docs}.`,
    'code',
    'The code, or what it is about',
    (code) =>
      `Check this against ${docs}:\n\n${code}\n\nFor each API that it uses, find the reference with ${search} and read it with ${read}. ` +
      'List what the documentation contradicts or deprecates, each with the correction and the URL; and say what you could not find.',
  );
}

function prompt(
  server: McpServer,
  name: string,
  title: string,
  description: string,
  argument: string,
  about: string,
  text: (given: string) => string,
): void {
  const argsSchema = unchecked({
    type: 'object',
    properties: { [argument]: { type: 'string', description: about } },
    required: [argument],
  });
  server.registerPrompt(name, { title, description, argsSchema }, (args) => {
    const given: unknown = (args as Readonly<Record<string, unknown>> | undefined)?.[argument];
    return {
      messages: [{ role: 'user', content: { type: 'text', text: text(typeof given === 'string' ? given : '') } }],
    };
  });
}
