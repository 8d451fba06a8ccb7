/** `wirecat read FILE`: a capture as packet rows, or through one of the other views, each loaded when it is asked for. */
import { isatty } from 'node:tty';
import { UsageError } from '../../core/fault.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { readCapture } from '../../io/capture/read/read-file.ts';
import { writeRows } from '../../run/rows.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import type { Args } from '../command/options.ts';
import { options, type ReadOptions } from '../views/read-options.ts';
import { rowsOn } from '../views/row-fold.ts';

export const command: Command = defineCommand({
  name: 'read',
  summary: 'show the packets of a pcap or pcapng file',
  group: 'Look',
  operands: [{ name: 'FILE', complete: 'file' }],
  usage: ['FILE [-Y FILTER]', 'FILE --frame N | --ladder | --follow PROTOCOL,N', 'FILE --json [--fields A,B,C]'],
  details: [
    "FILE may be packed with gzip, and '-' is standard input. Rows show number, mark, time, source, destination, protocol, length and what the packet says. The mark tells how true a frame is: R was captured, S was made from socket calls, L comes from a simulated network. What is decoded stands in docs/protocols.md; above that everything is data.",
    'A damaged file gives its good part and then one warning with the place; the exit code is then 1.',
  ],
  options,
  examples: [
    { line: 'sudo tcpdump -i lo -U -w - | wirecat read -', says: 'live: a row for each packet as it comes; --ladder draws it' },
    { line: 'wirecat read talk.pcapng', says: 'a row for each packet' },
    {
      line: "wirecat read talk.pcapng -Y 'tcp.flags.syn == 1 && !(tcp.port in {80, 443})'",
      says: 'only packets that pass a filter; docs/filters.md has the language',
    },
    { line: 'wirecat read talk.pcapng --frame 4 --select ip.ttl', says: 'one frame in full, the bytes of a field marked' },
    { line: 'wirecat read talk.pcapng --follow tcp,0 --side client --raw > sent.bin', says: 'the bytes that the client sent' },
    { line: 'wirecat read talk.pcapng --json --fields ip.src,tcp.len', says: 'for programs, with the names that tshark -T json has' },
  ],
  run: async (args, context) => run(args, context),
});

const run = async ({ options: given, words }: Args<typeof options>, context: Context): Promise<number> => {
  checkViews(given, context.program);
  const view = isPlain(given) ? undefined : (await import('../views/read-views.ts')).viewOf(given, context);
  if ((words[0] ?? '-') === '-' && isatty(0))
    context.err.line(
      context.err.style.dim(`waiting for a capture on standard input, e.g. from tcpdump -U -w - | ${context.program} - (Ctrl-C ends)`),
    );
  const capture = await readCapture(words[0] ?? '-', context.signal);
  try {
    const code = view === undefined ? await rows(given, capture, context) : await view(capture);
    return capture.fault === undefined ? code : warned(capture, context);
  } finally {
    capture.close();
  }
};

/** Rows of all frames need none of the views and no filter. */
const isPlain = (given: ReadOptions): boolean =>
  given.filter === undefined &&
  given.frame === undefined &&
  given.follow === undefined &&
  given.fields.length === 0 &&
  !given.ladder &&
  !given.verify &&
  !given.json;

const rows = async ({ count }: ReadOptions, capture: Capture, { out, signal }: Context): Promise<number> => {
  await writeRows(capture, rowsOn(out), { most: count, signal });
  return 0;
};

/** The good part was shown; now what is wrong with the rest. */
const warned = (capture: Capture, { err, program }: Context): number => {
  err.line(`${program}: ${capture.place}: ${capture.fault?.text ?? ''}`);
  return 1;
};

const checkViews = (given: ReadOptions, program: string): void => {
  const views = (['frame', 'ladder', 'follow'] as const).filter((v) => given[v] !== undefined && given[v] !== false);
  if (views.length > 1) throw UsageError.of(program, `${views.map((v) => `--${v}`).join(' and ')} are two views`, 'choose one');
  const [view] = views;
  for (const [name, belongs] of [
    ['select', 'frame'],
    ['hex', 'follow'],
    ['raw', 'follow'],
    ['side', 'follow'],
  ] as const)
    if (given[name] !== undefined && given[name] !== false && view !== belongs)
      throw UsageError.of(program, `--${name} belongs to --${belongs}`, `type --${belongs} too`);
  if (given.fields.length > 0 && view !== undefined)
    throw UsageError.of(program, `--fields and --${view} do not go together`, 'leave one out');
};
