/** Hypertext Transfer Protocol, version 2 (RFC 9113), its headers by HPACK (RFC 7541). */
import { layer } from '../../wire/layer.ts';
import type { Message } from '../../wire/stream.ts';
import type { Field } from '../../wire/types.ts';
import { http2Fields } from './fields.ts';
import { hasHeaders } from './frame.ts';
import { putFrame } from './frame-tree.ts';
import type { Http2Message } from './message.ts';
import { http2Reader } from './reader.ts';
import { http2Label, http2Row } from './row.ts';
import { sentences } from './sentences.ts';

export const http2 = layer('http2', {
  title: 'HyperText Transfer Protocol 2',
  spec: 'RFC 9113',
  fields: {},
  extras: http2Fields,
  on: { 'tls.alpn': 'h2' },
  stream: http2Reader,
  isSetOff: true,
  quick: { mayHave },
  own: () => undefined,
  spoken: (fields) => spoken(fields),
  row: http2Row,
  rowLabel: http2Label,
  sentences,
  body: (d) => putFrame(d),
});

/** Only some frames have headers. */
function mayHave(key: string, message: Message | undefined): boolean {
  return message === undefined || !/^headers?\b(?!.*padding)/.test(key) || hasHeaders((message as Http2Message).type) || /weight/.test(key);
}

/** The headers, a line each. */
const spoken = (fields: readonly Field[]): string => {
  const lines = fields.flatMap((f) => f.children).filter((f) => f.name === 'http2.header');
  const text = lines.map((f) => `${valueIn(f, 'http2.header.name')}: ${valueIn(f, 'http2.header.value')}\r\n`).join('');
  return text === '' ? '' : `${text}\r\n`;
};

const valueIn = (line: Field, name: string): string => String(line.children.find((f) => f.name === name)?.value ?? '');
