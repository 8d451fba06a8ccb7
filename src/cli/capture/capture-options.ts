/** What may be typed after `wirecat capture`: what `read` has, and what only a live capture wants. */
import { SNAP_LENGTH } from '../../io/capture/live/open-live.ts';
import type { Values } from '../command/options.ts';
import { options as readOptions } from '../views/read-options.ts';

const { read: _, ...views } = readOptions;

export const options = {
  ...views,
  filter: { ...views.filter, help: 'show only packets that pass, in the language of read -Y; files get all' },
  count: { ...views.count, help: 'end after N packets' },
  view: { ...views.view, help: 'look around while packets come: list, tree and bytes' },
  duration: { value: 'TIME', kind: 'duration', min: 0.001, help: 'end after TIME', group: 'Which frames' },
  promiscuous: {
    help: "also packets that are for others, where the interface hears them: other people's talk, so ask them first",
    group: 'Which frames',
  },
  snaplen: {
    short: 's',
    value: 'BYTES',
    kind: 'integer',
    min: 1,
    max: SNAP_LENGTH,
    help: 'keep only the first BYTES of a packet',
    group: 'Which frames',
  },
  write: { short: 'w', value: 'FILE', help: 'write the packets to FILE: pcapng, or pcap by its name', group: 'Files', complete: 'file' },
  rotate: {
    value: 'SIZE|TIME[,FILES]',
    help: 'with -w: begin another file after so much (100M) or so long (10m), and keep the last FILES of them (10)',
    group: 'Files',
  },
  wire: { negatable: true, help: 'show each packet; on by itself without -w', group: 'Views' },
  list: { short: 'D', help: 'list the interfaces', group: 'Views' },
  thread: { help: 'the part that fetches and keeps the packets', hidden: true },
} as const;
export type CaptureOptions = Values<typeof options>;
