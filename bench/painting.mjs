// From a key to the frame that shows the answer: what a search box is watched with in a page.

/** Milliseconds after which no answer is expected any more. */
const PATIENCE = 20_000;
// Frames are drawn as soon as they can be: a display of 60 Hz would add up to 16.7 ms to everyone's times.
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-frame-rate-limit', '--disable-gpu-vsync'];

/**
 * Watches a search box in all documents that a page will show.
 * @param box - In the page: `root`, which answers where its results are, and `answers`, which answers what query they are of.
 */
export function instrumented(page, { root, answers }) {
  return page.addInitScript(`(${instrument})(${root}, ${answers})`);
}

/** The milliseconds until what was typed after `expect()` is answered on the screen. */
export async function painted(page) {
  const time = await page.evaluate((patience) => Promise.race([globalThis.painted, new Promise((done) => setTimeout(done, patience, null))]), PATIENCE);
  if (time === null) throw new Error(`no results were painted for ${JSON.stringify(await page.evaluate(() => globalThis.expected()))}`);
  return time;
}

/** In the page: the time from a key to the frame that shows the answer to what then stands in the box. */
function instrument(root, answers) {
  let start = 0;
  let query;
  let resolve = () => {};
  globalThis.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  const deepest = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };
  globalThis.expect = () => {
    query = undefined;
    start = performance.now();
    globalThis.painted = new Promise((done) => (resolve = done));
  };
  globalThis.expected = () => ({ typed: deepest()?.value, answered: answers() ?? null });
  addEventListener('keydown', (event) => (start = event.timeStamp), true);
  addEventListener('input', () => {
    query = deepest().value;
    look();
  });
  const look = () => {
    if (query === undefined || (answers() !== query && answers() !== query.trim())) return;
    query = undefined;
    // After the frame: layout and paint are between the two.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      port2.postMessage(0);
    });
  };
  const watch = () => {
    const found = (() => { try { return root(); } catch { return null; } })();
    if (!found) return setTimeout(watch, 5);
    new MutationObserver(look).observe(found, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  watch();
}
