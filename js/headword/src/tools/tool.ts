// A tool as a plain object: what any MCP server, or an agent without one, can register and call.

import { messageOf } from '../error.js';
import { Arguments, type ObjectSchema, type Properties, inputSchema } from './arguments.js';
import { ERROR_TOKENS, Refusal } from './refusal.js';
import { atMost } from './tokens.js';

/**
 * A tool. It has no state, only reads, and never rejects but when it is aborted: what goes wrong is
 * text that a model can act on.
 *
 * @example
 * ```ts
 * for (const tool of docsTools(await open('docs.headword'))) {
 *   const { content } = await tool.call({ query: 'rotate key' }, { signal: AbortSignal.timeout(1000) });
 *   console.log(tool.name, content[0].text);
 * }
 * ```
 */
export interface Tool {
  /** What a client calls it by, as `docs_search`. */
  readonly name: string;
  /** What a person sees. */
  readonly title: string;
  /** What a model reads: what it is for, what it answers, what to call next. At most 400 characters. */
  readonly description: string;
  /** JSON Schema 2020-12 of the arguments; `type` is `object`. */
  readonly inputSchema: ObjectSchema;
  /** JSON Schema of `structuredContent`, only where a tool has that. */
  readonly outputSchema?: ObjectSchema;
  /** What a client may rely on. */
  readonly annotations: ToolAnnotations;
  /**
   * Answers. Arguments are understood with some slips: other names (`q`, `maxTokens`), numbers as text, null for nothing.
   *
   * @throws The reason of `signal`, where that is aborted before the call.
   */
  call(args: unknown, context?: CallContext): Promise<ToolResult>;
}

/** What a call may be told beside its arguments. */
export interface CallContext {
  /** Stops a call that has not begun. */
  readonly signal?: AbortSignal | undefined;
}

/** Clients may run such tools without asking: they change nothing, and see only the index. */
export interface ToolAnnotations {
  readonly readOnlyHint: true;
  readonly idempotentHint: true;
  readonly openWorldHint: false;
}

/** What a tool answers, as MCP's `tools/call` has it. */
export interface ToolResult {
  /** One text, complete by itself. */
  readonly content: readonly [{ readonly type: 'text'; readonly text: string }];
  /** The same as data, only where the tool has an `outputSchema`. */
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  /** True where the text tells what went wrong and what to do; it is then at most 150 tokens. */
  readonly isError?: true;
}

/** What a tool is made of. */
export interface Definition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly properties: Properties;
  readonly required: readonly string[];
  readonly outputSchema?: ObjectSchema;
  /** The text of the answer, or also its data. Whatever it throws becomes an error of one short text. */
  readonly answer: (args: Arguments) => string | StructuredAnswer;
}

/** An answer that is data as well. */
export interface StructuredAnswer {
  readonly text: string;
  readonly structuredContent: Readonly<Record<string, unknown>>;
}

const ANNOTATIONS: ToolAnnotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** Makes a tool. */
export function tool(definition: Definition): Tool {
  const { name, title, description, properties, required, outputSchema, answer } = definition;
  return {
    name,
    title,
    description,
    inputSchema: inputSchema(properties, required),
    ...(outputSchema && { outputSchema }),
    annotations: ANNOTATIONS,
    async call(args, { signal } = {}) {
      signal?.throwIfAborted();
      try {
        const answered = answer(new Arguments(args, properties));
        if (typeof answered === 'string') return { content: [{ type: 'text', text: answered }] };
        const { text, structuredContent } = answered;
        return { content: [{ type: 'text', text }], structuredContent };
      } catch (error) {
        // The engine's messages quote what they were given, which may be a whole document pasted as a path.
        const text = error instanceof Refusal ? error.message : atMost(messageOf(error), ERROR_TOKENS);
        return { content: [{ type: 'text', text }], isError: true };
      }
    },
  };
}
