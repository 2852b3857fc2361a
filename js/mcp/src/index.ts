export { docsServer, registerDocs, type DocsOptions } from './register.js';
export { estimateTokens } from './tokens.js';
