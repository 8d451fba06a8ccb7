/** Tests of mail protocols: what a reader finds, as rows, and its pairs. */
import { fromUtf8 } from '../src/core/bytes.ts';
import { TextBuffer } from '../src/core/text-buffer.ts';
import { seen } from '../src/wire/row.ts';
import type { Side } from '../src/wire/stream.ts';
import type { Layer } from '../src/wire/types.ts';
import { type FoundMessage, readAll } from './messages.ts';

export const said = (layer: Layer, ...chunks: (readonly [Side, string])[]): ReturnType<typeof readAll> =>
  readAll(
    layer.stream!,
    chunks.map(([side, text]) => [side, Buffer.from(text, 'latin1')] as const),
  );

const rowOf = (layer: Layer, { bytes, message }: FoundMessage): string => {
  const out = new TextBuffer(2000);
  layer.row?.words['all']?.(out, { ...seen(bytes), end: bytes.length, wire: bytes.length, message });
  return fromUtf8(out.bytes.subarray(0, out.length));
};

export const rows = (layer: Layer, ...chunks: (readonly [Side, string])[]): readonly string[] =>
  said(layer, ...chunks).messages.map((m) => rowOf(layer, m));

type Values = Readonly<Record<string, readonly string[]>>;

/** All messages of a frame as one, as tshark has them. */
export const asFrames = (all: ReadonlyMap<number, readonly Values[]>): ReadonlyMap<number, readonly Values[]> =>
  new Map([...all].map(([frame, messages]) => [frame, [joined(messages)]]));

const joined = (messages: readonly Values[]): Values => {
  const found: Record<string, string[]> = {};
  for (const values of messages) for (const [name, value] of Object.entries(values)) found[name] = [...(found[name] ?? []), ...value];
  return found;
};
