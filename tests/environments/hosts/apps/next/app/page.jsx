import { ask } from '../../ask.mjs';

export default async function Page() {
  return <p>{await ask(process.env.INDEX)}</p>;
}
