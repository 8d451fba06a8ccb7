/** Draft: bytes that are still being written, looked at as if they had been sent: what each part of them is, and what is wrong with them. */
import { visible } from '../../core/text.ts';
import type { ChannelFacts } from '../../io/base/tap.ts';
import { batchSink } from '../../io/capture/synth/batch-sink.ts';
import { synth } from '../../io/capture/synth/synth.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Field } from '../../wire/types.ts';
import { FrameLoop } from '../frames.ts';

/** Those that lie inside others come later. */
export interface DraftPart {
  readonly from: number;
  readonly length: number;
  readonly name: string;
}

export interface DraftFault {
  readonly from: number;
  readonly length: number;
  readonly text: string;
  readonly isError: boolean;
}

export interface Draft {
  /** What it is taken for; empty where nobody knows. */
  readonly protocol: string;
  readonly parts: readonly DraftPart[];
  readonly faults: readonly DraftFault[];
}

/** Bytes that are looked at: they fit into one packet. */
export const LONGEST_DRAFT = 32 << 10;
const MOST_PARTS = 2000;

/** As what a client sends to that port before it ends its direction. */
export const draftOf = (bytes: Uint8Array, port: number): Draft => {
  const parts: DraftPart[] = [];
  const faults: DraftFault[] = [];
  let protocol = '';
  let header = { frame: 0, end: 0 };
  sent(bytes, port, (d) => {
    const transport = d.layers.findIndex((l) => l.layer.transport !== undefined);
    const carrier = d.layers[transport];
    if (carrier !== undefined && header.frame === 0 && carrier.end > carrier.offset + carrier.length)
      header = { frame: d.frame.number, end: carrier.offset + carrier.length };
    const place = (source: number, offset: number): number => placeOf(d, source, offset, header);
    for (const { layer, fields, label } of d.layers.slice(transport + 1)) {
      protocol ||= visible(label === '' ? layer.title : label);
      for (const field of fields) putField(parts, field, place);
    }
    for (const { stretch, severity, source, offset, length, text } of d.faults)
      if (stretch > transport && severity !== 'chat')
        faults.push({ from: place(source, offset), length, text: visible(text), isError: severity === 'error' });
  });
  const isIn = ({ from }: { readonly from: number }): boolean => from >= 0 && from <= bytes.length;
  return { protocol, parts: parts.filter(isIn).slice(0, MOST_PARTS), faults: faults.filter(isIn) };
};

const putField = (
  parts: DraftPart[],
  { name, offset, length, source, generated, children }: Field,
  place: (s: number, o: number) => number,
): void => {
  if (!generated && length > 0 && name !== '') parts.push({ from: place(source, offset), length, name });
  for (const child of children) putField(parts, child, place);
};

/** Where a byte of a source lies in the draft; -1 where it came from elsewhere. */
const placeOf = (d: Dissection, source: number, offset: number, header: { readonly frame: number; readonly end: number }): number => {
  if (source === 0) return d.frame.number === header.frame ? offset - header.end : -1;
  const from = d.sources[source]?.from.find((o) => o.frame === header.frame && offset >= o.offset && offset <= o.offset + o.length);
  return from === undefined ? -1 : from.at - header.end + (offset - from.offset);
};

/** Each packet of a conversation in which a client says that and ends. */
const sent = (bytes: Uint8Array, port: number, each: (d: Dissection) => void): void => {
  const loop = new FrameLoop({ showSecrets: true });
  const sink = batchSink((batch) => {
    for (let i = 0; i < batch.count; i++) {
      const passed = loop.next(batch, i);
      if (passed !== undefined) each(passed.d);
    }
  });
  const channel = synth(sink).open(facts(port));
  channel.chunk('sent', bytes, 1);
  channel.ended('us', 2);
  channel.ended('peer', 3);
  channel.closed(4);
  sink.flush();
};

const facts = (port: number): ChannelFacts => ({
  scheme: 'tcp',
  role: 'initiator',
  local: '192.0.2.1:50000',
  remote: `192.0.2.2:${port}`,
  localIp: { address: '192.0.2.1', port: 50_000 },
  remoteIp: { address: '192.0.2.2', port },
  started: 0,
  opened: 0,
});
