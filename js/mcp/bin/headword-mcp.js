#!/usr/bin/env node
// Stands outside dist so that it is there, and executable, when npm links it: before anything is built.
import { program } from '../dist/program.js';

await program(process.argv.slice(2));
