/** Packet rows: one line a frame, in Wireshark's wording and columns. */
import { ip4Text, ip6Text, macText } from '../core/address.ts';
import { visible } from '../core/text.ts';
import { type Instant, secondsText, since } from '../core/time.ts';
import type { Dissection } from '../wire/dissection.ts';
import type { Mark } from '../wire/frame.ts';

export interface Row {
  readonly number: number;
  readonly mark: Mark;
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly length: number;
  readonly info: string;
}

/** The row of a dissected frame; times count from `first`. */
export const rowOf = (d: Dissection, first: Instant, decimals = 6): Row => {
  const top = d.layers.at(-1);
  const gap = since(d.frame, first);
  const [source, destination] = addresses(d);
  return {
    number: d.frame.number,
    mark: d.frame.mark,
    time: Number.isNaN(d.frame.seconds) ? '' : secondsText(gap.seconds, gap.nanos, decimals),
    source,
    destination,
    protocol: visible(top?.label ?? 'Unknown'),
    length: d.frame.original,
    info: visible(top?.info ?? ''),
  };
};

/** The line of a row, with its newline, in columns as tshark aligns them. */
export const rowLine = (r: Row): string =>
  `${String(r.number).padStart(5)} ${r.mark} ${r.time.padStart(10)} ${r.source.padStart(12)} → ${r.destination.padEnd(12)} ${r.protocol} ${r.length} ${r.info}\n`;

/** Where the text of a row goes on that is longer than a terminal is wide: behind its number and mark. */
export const ROW_INDENT = 8;

const addresses = (d: Dissection): readonly [source: string, destination: string] => {
  for (const l of [...d.layers].reverse()) {
    if (l.ends) return [visible(l.ends.source.text), visible(l.ends.target.text)];
    const b = d.sources[l.source]!.bytes;
    if (l.length < 14) continue;
    if (l.layer.name === 'ip' && l.length >= 20) return [ip4Text(b, l.offset + 12), ip4Text(b, l.offset + 16)];
    if (l.layer.name === 'ipv6' && l.length >= 40) return [ip6Text(b, l.offset + 8), ip6Text(b, l.offset + 24)];
    if (l.layer.name === 'eth') return [macText(b, l.offset + 6), macText(b, l.offset)];
  }
  return ['', ''];
};
