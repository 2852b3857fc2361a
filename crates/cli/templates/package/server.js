#!/usr/bin/env node
// Written by "headword bundle", and written anew by it: serves the docs to MCP clients, with the options of headword-mcp.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { program } from '@headword/mcp/program';
import { index } from './index.js';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
await program(['--docs-version', version, fileURLToPath(index), ...process.argv.slice(2)]);
