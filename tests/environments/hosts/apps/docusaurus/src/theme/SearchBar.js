import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect } from 'react';

export default function SearchBar() {
  useEffect(() => void import('headword/widget'), []);
  return <headword-search src={useBaseUrl('docs.headword')} base={useBaseUrl('/')} />;
}
