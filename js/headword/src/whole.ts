import { besideBytes, indexBytes } from '#load';
import type { EngineClass } from './glue.js';
import { joined } from './ranges.js';

/**
 * All bytes of the index in this file or at this address, also where it is the head of one that
 * `headword split` cut into pieces.
 */
export async function wholeIndex(
  source: string | URL,
  reader: Promise<{ Engine: EngineClass }>,
): Promise<Uint8Array> {
  const bytes = await indexBytes(source);
  // A whole index is opened once, by whoever asked for it.
  if (!endsWithHead(bytes)) return bytes;
  const layout = layoutOf(bytes, (await reader).Engine);
  if (layout === undefined || layout.head !== bytes.length || layout.bytes === bytes.length) return bytes;
  const count = Math.ceil((layout.bytes - layout.head) / layout.size);
  const names = Array.from({ length: count }, (_, number) => `${layout.fingerprint}-${number}.piece`);
  const pieces: Uint8Array[] = [bytes];
  for (const name of names) pieces.push(await besideBytes(source, name));
  return joined(pieces);
}

function layoutOf(bytes: Uint8Array, Engine: EngineClass): ReturnType<InstanceType<EngineClass>['layout']> | undefined {
  try {
    const engine = Engine.inPieces(bytes);
    try {
      return engine.layout();
    } finally {
      engine.free();
    }
  } catch {
    // What cannot be opened so is refused as a whole index, with what is wrong with it.
    return undefined;
  }
}

/** Whether the header says so; nothing else is read here. */
function endsWithHead(bytes: Uint8Array): boolean {
  const head = 24;
  if (bytes.length < head + 4) return false;
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(head, true) === bytes.length;
}
