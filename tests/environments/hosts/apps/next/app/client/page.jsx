'use client';

import { useEffect } from 'react';
import { ask } from '../../../ask.mjs';

export default function Page() {
  useEffect(() => {
    ask('/index/keys.headword').then((answer) => (document.title = answer), (error) => (document.title = String(error)));
  }, []);
  return <p>Ask</p>;
}
