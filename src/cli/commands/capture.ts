/** `wirecat capture`: packets of an interface, live, as rows and in files. */
import { filter as compiled, type Filter } from '../../analysis/filter/filter.ts';
import { UsageError } from '../../core/fault.ts';
import { type Interface, interfaces } from '../../io/capture/live/interfaces.ts';
import type { LiveCapture } from '../../io/capture/live/live-capture.ts';
import { openLive, SNAP_LENGTH } from '../../io/capture/live/open-live.ts';
import { type CaptureKeeper, keepCapture, type Rotation } from '../../io/capture/write/rotating.ts';
import { interfaceNames } from '../../io/host/interface-facts.ts';
import { protocols } from '../../protocols/registry.ts';
import { kept } from '../../run/capturing.ts';
import { writeFields, writeRows } from '../../run/rows.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import type { Values } from '../command/options.ts';
import { application } from '../talk/faces.ts';
import { rowsOn } from '../views/row-fold.ts';

const options = {
  filter: {
    short: 'Y',
    value: 'FILTER',
    help: 'show only packets that pass, in the language of read -Y; files get all',
    group: 'Which packets',
  },
  count: { short: 'c', value: 'N', kind: 'integer', min: 1, help: 'end after N packets', group: 'Which packets' },
  duration: { value: 'TIME', kind: 'duration', min: 0.001, help: 'end after TIME', group: 'Which packets' },
  promiscuous: {
    help: 'also packets that are for others, where the interface hears them; ask those others first',
    group: 'Which packets',
  },
  snaplen: {
    short: 's',
    value: 'BYTES',
    kind: 'integer',
    min: 1,
    max: SNAP_LENGTH,
    help: 'keep only the first BYTES of a packet',
    group: 'Which packets',
  },
  write: { short: 'w', value: 'FILE', help: 'write the packets to FILE: pcapng, or pcap by its name', group: 'Files', complete: 'file' },
  rotate: { value: 'SIZE', kind: 'size', min: 1, help: 'with -w: begin another file after SIZE bytes', group: 'Files' },
  files: { value: 'N', kind: 'integer', min: 1, fallback: '10', help: 'with --rotate: keep the last N files', group: 'Files' },
  wire: { negatable: true, help: 'show each packet; on by itself without -w', group: 'Views' },
  json: { help: 'one JSON object a line, with --fields', group: 'Views' },
  fields: { short: 'e', value: 'A,B,C', repeat: true, help: 'only these fields', group: 'Views' },
  list: { short: 'D', help: 'list the interfaces', group: 'Views' },
} as const;
type Given = Values<typeof options>;

export const command: Command = defineCommand({
  name: 'capture',
  summary: 'show the packets of an interface while they pass',
  group: 'Look',
  operands: [
    { name: 'INTERFACE', optional: true, complete: interfaceNames },
    { name: 'FILTER', optional: true, repeat: true },
  ],
  usage: ['', 'INTERFACE [CAPTURE FILTER]', 'INTERFACE -w FILE'],
  details: [
    "Without an interface it lists those there are; 'any' is all of them. The capture filter is tcpdump's language (host, net, port, tcp, and, or, not, …): what it keeps out never reaches us. -Y chooses among the rest, in Wireshark's.",
    'Capturing wants a right that most users lack (CAP_NET_RAW): root has it, dumpcap and tcpdump may have it, and where neither does the answer says what to type.',
  ],
  options,
  interruptEnds: true,
  examples: [
    { line: 'wirecat capture lo port 8080', says: 'what goes to and from a service on this machine' },
    { line: 'wirecat capture eth0 -w night.pcapng --rotate 100M --files 5', says: 'the last 500 MB of a night' },
    { line: 'wirecat capture any -Y dns', says: 'names that are asked for, on all interfaces' },
  ],
  run: async ({ options: given, words }, context) => {
    const [name, ...filter] = words;
    if (name === undefined || given.list) return list(context);
    return capture(given, name, filter.join(' '), context);
  },
});

const list = async ({ out, program }: Context): Promise<number> => {
  const rows = (await interfaces(program)).map((one) => [one.name, stateOf(one), one.addresses.join(', ')] as const);
  const widths = [0, 1].map((k) => Math.max(...rows.map((row) => (row[k] ?? '').length)));
  for (const [name, state, addresses] of rows)
    out.line(`${name.padEnd(widths[0] ?? 0)}  ${state.padEnd(widths[1] ?? 0)}  ${addresses}`.trimEnd());
  return 0;
};

const stateOf = (one: Interface): string =>
  one.name === 'any' ? 'all of them' : `${one.isUp ? 'up' : 'down'}${one.isLoopback ? ', loopback' : ''}`;

const capture = async (given: Given, name: string, filter: string, context: Context): Promise<number> => {
  const { err, program } = context;
  if (given.rotate !== undefined && given.write === undefined) throw new UsageError(program, '-w FILE with --rotate');
  const passes = given.filter === undefined ? undefined : compiled(given.filter, protocols);
  const signal = ending(given.duration, context.signal);
  const say = (line: string): void => err.line(err.style.dim(line));
  const live = await openLive(
    {
      interface: name,
      filter,
      promiscuous: given.promiscuous,
      ...(given.snaplen !== undefined && { snapLength: given.snaplen }),
      onMessage: say,
    },
    program,
    signal,
  );
  try {
    const keeper = await keeperOf(given, context, signal);
    say(`capturing on ${name}${filter === '' ? '' : ` (${filter})`}${given.promiscuous ? ', promiscuous' : ''}; Ctrl-C ends it`);
    const shown = keeper === undefined || (given.wire ?? false);
    const frames = await walk(given, keeper === undefined ? live : kept(live, keeper), shown, passes, context);
    return await finish(live, keeper, frames, say);
  } finally {
    await live.end();
  }
};

const keeperOf = async (given: Given, { err, program }: Context, signal: AbortSignal): Promise<CaptureKeeper | undefined> => {
  if (given.write === undefined) return undefined;
  const rotation: Rotation | undefined = given.rotate === undefined ? undefined : { size: given.rotate, files: given.files };
  const failed = (error: Error): void => err.line(`${program}: ${error.message}`);
  return keepCapture(given.write, { application: application(), failed }, rotation, signal);
};

/** Ended by the interface, not in the middle: what came before the end is shown. */
const walk = (
  given: Given,
  from: LiveCapture | ReturnType<typeof kept>,
  shown: boolean,
  filter: Filter | undefined,
  { out }: Context,
): Promise<number> => {
  const how = { most: given.count, signal: NEVER, filter };
  if (!shown) return counted(from, given.count);
  return given.fields.length > 0
    ? writeFields(
        from,
        out,
        given.fields.flatMap((f) => f.split(',')),
        how,
      )
    : writeRows(from, rowsOn(out), how);
};

const NEVER = new AbortController().signal;

const counted = async (from: ReturnType<typeof kept>, most = Number.POSITIVE_INFINITY): Promise<number> => {
  let frames = 0;
  for await (const batch of from.batches) {
    frames += batch.count;
    if (frames >= most) break;
  }
  return frames;
};

const finish = async (
  live: LiveCapture,
  keeper: CaptureKeeper | undefined,
  frames: number,
  say: (line: string) => void,
): Promise<number> => {
  const counts = live.counts();
  keeper?.lost(counts?.dropped ?? 0);
  await keeper?.close();
  const dropped = counts === undefined ? '' : `, ${counts.dropped} dropped by the system`;
  const kept = keeper === undefined ? '' : `, ${keeper.written.frames} in the file`;
  say(`${frames} packets${dropped}${kept}`);
  return keeper !== undefined && keeper.written.dropped > 0 ? 1 : 0;
};

const ending = (seconds: number | undefined, signal: AbortSignal): AbortSignal =>
  seconds === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
