import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'headword/widget';

function App() {
  const [chosen, choose] = useState('');
  const [version, setVersion] = useState('1');
  const onSelect = (event) => {
    event.preventDefault();
    choose(event.detail.path);
  };
  return h(
    'main',
    {},
    h('headword-search', { src: '/index/keys.headword', filters: { version }, strings: { search: 'Find' }, 'no-preview': true, 'onheadword-select': onSelect }),
    h('button', { id: 'other', onClick: () => setVersion('2') }, 'Other version'),
    h('output', {}, chosen),
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(h(App));
