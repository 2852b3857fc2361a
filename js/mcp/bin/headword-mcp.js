#!/usr/bin/env node
// Stands outside dist so that it is there, and executable, when npm links it: before anything is built.
import module from 'node:module';

// From Node 22 on what was compiled is kept from one start to the next.
module.enableCompileCache?.();
const { program } = await import('../dist/program/program.js');
await program(process.argv.slice(2));
