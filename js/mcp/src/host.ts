// What the SDK takes from its host, in the bundle of the program: see scripts/bundle-mcp.mjs.

export { default as process } from 'node:process';

/** Checks what a user has filled into a form. A server of docs shows none. */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('this server checks no forms');
  }
}
