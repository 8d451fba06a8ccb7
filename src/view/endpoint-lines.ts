/** Endpoint lines: who sent and received how much, an address (or a port of one) each, those with most bytes first. */
import type { Endpoint } from '../analysis/endpoint-list.ts';
import { grouped } from '../core/text.ts';
import { barOf, type CountHeads, LONGEST_BAR, SHORTEST_BAR } from './count-lines.ts';
import { clipMiddle } from './fit.ts';
import { type Line, line, pad, padLeft, span } from './text.ts';

/** `192.0.2.1        41 → 35 ←    5,013 → 8,100 ←  █████▏`; bars are as long as the bytes. Where there is little room, both ways are one number. */
export const endpointLines = (
  all: readonly Endpoint[],
  columns: number,
  heads: Omit<CountHeads, 'protocol'> & { readonly endpoint: string },
): readonly Line[] => {
  const isWide = columns >= 100;
  const ways = ([sent, received]: Endpoint['frames']): string =>
    isWide ? `${grouped(sent)} → ${grouped(received)} ←` : grouped(sent + received);
  const [frames, bytes] = isWide ? [19, 31] : [11, 15];
  const name = Math.min(Math.max(heads.endpoint.length, ...all.map((one) => one.name.length)), columns - frames - bytes - 2);
  const bar = Math.min(LONGEST_BAR, columns - name - frames - bytes - 4);
  const sum = ({ bytes: [sent, received] }: Endpoint): number => sent + received;
  const most = all.reduce((high, one) => Math.max(high, sum(one)), 1);
  const head = `${pad(heads.endpoint, name)} ${padLeft(heads.packets, frames)} ${padLeft(heads.bytes, bytes)}`;
  return [
    line(span(head, 'dim')),
    ...all.map((one) =>
      line(
        span(pad(clipMiddle(one.name, name), name), 'title'),
        ` ${padLeft(ways(one.frames), frames)} ${padLeft(ways(one.bytes), bytes)}`,
        span(bar < SHORTEST_BAR ? '' : `  ${barOf(sum(one) / most, bar)}`, 'layer1'),
      ),
    ),
  ];
};

/** The same for JSON, one each. */
export const endpointData = (all: readonly Endpoint[]) =>
  all.map(({ layer, name, frames, bytes }) => ({
    protocol: layer.name,
    endpoint: name,
    sent: { frames: frames[0], bytes: bytes[0] },
    received: { frames: frames[1], bytes: bytes[1] },
  }));
