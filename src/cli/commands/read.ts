/** `wirecat read FILE`: a capture as packet rows, or through one of the other views. */
import { filter } from '../../analysis/filter/filter.ts';
import { knownName, nearName } from '../../analysis/filter/names.ts';
import { UsageError } from '../../core/fault.ts';
import { grouped } from '../../core/text.ts';
import type { Capture } from '../../io/capture/capture.ts';
import { readCapture } from '../../io/capture/read-file.ts';
import { protocols } from '../../protocols/registry.ts';
import { decimalsOf, eachFrame, FrameClock, type FrameWalk, limited } from '../../run/frames.ts';
import { frameRecord } from '../../view/json.ts';
import { readRows } from '../../view/read-rows.ts';
import { jsonText } from '../../view/text.ts';
import { type Command, type Context, defineCommand } from '../command.ts';
import type { Args, Values } from '../options.ts';
import { conversationOf, type FollowForm, showFollow } from '../tui/follow-view.ts';
import { frameJsonText, showFrame } from '../tui/frame-view.ts';
import { drawLadder, MANY } from '../tui/ladder-view.ts';
import { showVerified } from '../tui/verify-view.ts';

const options = {
  filter: {
    short: 'Y',
    value: 'FILTER',
    help: "only frames that pass, e.g. 'ip.addr == 10.0.0.0/8 && tcp.port == 80'",
    group: 'Which frames',
  },
  count: { short: 'c', value: 'N', kind: 'integer', min: 1, help: 'stop after reading N frames', group: 'Which frames' },
  frame: { value: 'N', kind: 'integer', min: 1, help: 'frame N as tree, bytes and bit-rulers', group: 'Views' },
  select: { value: 'FIELD', help: 'with --frame: mark the bytes of a field, e.g. ip.ttl', group: 'Views' },
  ladder: { help: 'one conversation as arrows between two hosts', group: 'Views' },
  follow: { value: 'tcp,N', help: 'what the two sides of conversation N said; udp,N too', group: 'Views' },
  hex: { help: 'with --follow: a hex dump', group: 'Views' },
  raw: { help: 'with --follow: the bytes as they were', group: 'Views' },
  side: { value: 'SIDE', choices: ['client', 'server'], help: 'with --follow: only what one side said', group: 'Views' },
  verify: { help: 'recompute every checksum and tell which are wrong', group: 'Views' },
  json: { help: 'one JSON object a line instead of text, in every view', group: 'Machines' },
  fields: { short: 'e', value: 'A,B,C', repeat: true, help: 'with --json: only these fields', group: 'Machines' },
} as const;
type Options = Values<typeof options>;

export const command: Command = defineCommand({
  name: 'read',
  summary: 'show the packets of a pcap or pcapng file',
  group: 'Look',
  operands: [{ name: 'FILE', complete: 'file' }],
  usage: ['FILE [-Y FILTER]', 'FILE --frame N | --ladder | --follow tcp,N', 'FILE --json [--fields A,B,C]'],
  details: [
    "FILE may be packed with gzip, and '-' is standard input. Rows show number, mark, time, source, destination, protocol, length and what the packet says. The mark tells how true a frame is: R was captured, S was made from socket calls, L comes from a simulated network.",
    'A damaged file gives its good part and then one warning with the place; the exit code is then 1.',
  ],
  options,
  examples: [
    { line: 'wirecat read talk.pcapng', says: 'a row for each packet' },
    {
      line: "wirecat read talk.pcapng -Y 'tcp.flags.syn == 1 && !(tcp.port in {80, 443})'",
      says: 'only packets that pass a filter; docs/filters.md has the language',
    },
    { line: 'wirecat read talk.pcapng --frame 4 --select ip.ttl', says: 'one frame in full, the bytes of a field marked' },
    { line: 'wirecat read talk.pcapng --follow tcp,0 --side client --raw > sent.bin', says: 'the bytes that the client sent' },
    { line: 'wirecat read talk.pcapng --json --fields ip.src,tcp.len', says: 'for programs, in the spelling of tshark -T ek' },
  ],
  run: async (args, context) => run(args, context),
});

const run = async ({ options: given, words }: Args<typeof options>, context: Context): Promise<number> => {
  checkViews(given, context.program);
  const fields = fieldNames(given.fields, `${context.program} --fields`);
  const walk: FrameWalk = {
    filter: given.filter === undefined ? undefined : filter(given.filter, protocols),
    most: given.count,
    verify: given.verify,
    ready: () => context.out.ready(),
  };
  const capture = await readCapture(words[0] ?? '-', context.signal);
  try {
    const code = await show(given, walk, fields, capture, context);
    return capture.fault === undefined ? code : warned(capture, context);
  } finally {
    capture.close();
  }
};

const show = async (
  given: Options,
  walk: FrameWalk,
  fields: Set<string> | undefined,
  capture: Capture,
  context: Context,
): Promise<number> => {
  if (given.frame !== undefined) return oneFrame(given, walk, capture, context);
  if (given.ladder) return ladder(given, walk, capture, context);
  if (given.follow !== undefined) return follow(given, walk, capture, context);
  if (given.json || fields !== undefined) return records(walk, fields, capture, context);
  if (given.verify) return showVerified(context.out, context.err, capture, walk);
  return rows(walk, capture, context);
};

const rows = async (walk: FrameWalk, capture: Capture, { out }: Context): Promise<number> => {
  const clock = new FrameClock();
  const { filter: wanted, most } = walk;
  await readRows(most === undefined ? capture.batches : limited(capture.batches, most), out, {
    decimals: decimalsOf(capture),
    ...(wanted && { accept: (d) => wanted.passes(d, clock.tick(d.frame)) }),
  });
  return 0;
};

const records = async (walk: FrameWalk, fields: Set<string> | undefined, capture: Capture, { out }: Context): Promise<number> => {
  await eachFrame(capture, walk, ({ d, times }) => {
    out.line(jsonText(frameRecord(d, times, fields)));
    return true;
  });
  return 0;
};

const oneFrame = async (given: Options, walk: FrameWalk, capture: Capture, { out, program }: Context): Promise<number> => {
  const wanted = given.frame ?? 0;
  let found = false;
  const frames = await eachFrame(capture, { ...walk, most: Math.min(wanted, walk.most ?? wanted) }, ({ d }) => {
    if (d.frame.number < wanted) return true;
    found = true;
    if (given.json) out.line(frameJsonText(d));
    else showFrame(out, d, { rulers: true, checksums: given.verify, select: given.select });
    return false;
  });
  if (found) return 0;
  if (frames >= wanted) throw new UsageError(`${program} --frame`, 'a frame that passes the filter', String(wanted));
  throw new UsageError(
    `${program} --frame`,
    frames === 0 ? 'no frame: the capture has none' : `a number from 1 to ${frames}`,
    String(wanted),
  );
};

const ladder = async (given: Options, walk: FrameWalk, capture: Capture, { out, err }: Context): Promise<number> => {
  const { hosts, others, frames } = await drawLadder(out, capture, walk, given.json);
  if (hosts === undefined) {
    err.line(`no conversation in ${grouped(frames)} frames`);
    return 1;
  }
  const more = others === 1 ? '1 other conversation' : `${others >= MANY ? 'more than ' : ''}${grouped(others)} other conversations`;
  if (others > 0) err.line(`drawn: ${hosts.join(' and ')}; ${more} in the file, chosen with e.g. -Y 'tcp.stream == 1'`);
  return 0;
};

const follow = async (given: Options, walk: FrameWalk, capture: Capture, { out, err }: Context): Promise<number> => {
  const conversation = conversationOf(given.follow ?? '');
  const form: FollowForm = given.raw ? 'raw' : given.hex ? 'hex' : given.json ? 'json' : 'text';
  const side = given.side === undefined ? undefined : given.side === 'client' ? 0 : 1;
  const totals = await showFollow(out, capture, walk, conversation, form, side);
  if (!totals.found) {
    err.line(`no conversation ${given.follow} in the capture`);
    return 1;
  }
  const missing = totals.gaps[0] + totals.gaps[1];
  if (missing > 0) err.line(`${grouped(missing)} bytes are missing in the capture; nothing is put in their place`);
  if (totals.conflicts.length > 0)
    err.line(`sent twice with different content, the first copy is shown: frame ${totals.conflicts.slice(0, 10).join(', ')}`);
  return 0;
};

/** The good part was shown; now what is wrong with the rest. */
const warned = (capture: Capture, { err, program }: Context): number => {
  err.line(`${program}: ${capture.place}: ${capture.fault?.text ?? ''}`);
  return 1;
};

/** Names of `--fields`, each known; undefined where none was asked for. */
const fieldNames = (given: readonly string[], place: string): Set<string> | undefined => {
  if (given.length === 0) return undefined;
  const names = new Set<string>();
  for (const word of given.flatMap((list) => list.split(',')).map((name) => name.trim())) {
    if (word === '') continue;
    const known = knownName(protocols, word);
    if (known === undefined) throw new UsageError(place, nearName(protocols, word) ?? 'fields that wirecat fields lists', word);
    names.add(known.name);
  }
  return names;
};

const checkViews = (given: Options, program: string): void => {
  const views = (['frame', 'ladder', 'follow'] as const).filter((v) => given[v] !== undefined && given[v] !== false);
  if (views.length > 1) throw new UsageError(program, `one view at a time`, views.map((v) => `--${v}`).join(' '));
  const [view] = views;
  for (const [name, belongs] of [
    ['select', 'frame'],
    ['hex', 'follow'],
    ['raw', 'follow'],
    ['side', 'follow'],
  ] as const)
    if (given[name] !== undefined && given[name] !== false && view !== belongs)
      throw new UsageError(program, `--${belongs} with --${name}`);
  if (given.fields.length > 0 && view !== undefined) throw new UsageError(program, `--fields without --${view}`);
};
