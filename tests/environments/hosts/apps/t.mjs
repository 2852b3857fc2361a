import { open } from 'headword';
console.log('opening');
const docs = await open(process.argv[2]);
console.log('opened', docs.info.pages);
