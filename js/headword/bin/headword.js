#!/usr/bin/env node
// Stands outside dist so that it is there, and executable, when npm links it: before anything is built.
import '../dist/node/cli.js';
