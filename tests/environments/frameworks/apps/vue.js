import { createApp, h, ref } from 'vue';
import 'headword/widget';

const App = {
  setup() {
    const chosen = ref('');
    const version = ref('1');
    const onHeadwordSelect = (event) => {
      event.preventDefault();
      chosen.value = event.detail.path;
    };
    return () => [
      h('headword-search', { src: '/index/keys.headword', filters: { version: version.value }, strings: { search: 'Find' }, noPreview: true, onHeadwordSelect }),
      h('button', { id: 'other', onClick: () => (version.value = '2') }, 'Other version'),
      h('output', chosen.value),
    ];
  },
};

createApp(App).mount(document.body.appendChild(document.createElement('div')));
