// Starts the browser that the tests drive: the machine's own, since playwright-core brings none.

import { chromium } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';

// The last three keep Chromium from calling its maker, which fails slowly where there is no network.
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A headless Chromium with a profile of its own, gone when it is closed. */
export async function launch() {
  return chromium.launch({ executablePath: await browser(), args: FLAGS });
}
