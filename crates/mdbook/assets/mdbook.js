// Fits the search into mdBook's pages. A module, so that it waits for the page, and no page needs an inline script.

import './widget.js';

const search = document.querySelector('headword-search');

// mdBook turns pages by the arrow keys, unless this says that someone types.
window.search = { ...window.search, hasFocus: () => document.activeElement === search };

// What mdBook shows for `?` names the keys of the search only where its own is on.
const help = document.querySelector('#mdbook-help-popup > div, #help-popup > div');
if (help !== null) {
  const line = document.createElement('p');
  const key = (name) => Object.assign(document.createElement('kbd'), { textContent: name });
  line.append('Press ', key('S'), ' or ', key('/'), ' to search in the book');
  help.firstElementChild?.after(line);
}
