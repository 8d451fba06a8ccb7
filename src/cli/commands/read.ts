/** `wirecat read FILE`: a capture as packet rows, or through one of the other views, each loaded when it is asked for. */
import { basename } from 'node:path';
import { isatty } from 'node:tty';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { readCapture } from '../../io/capture/read/read-file.ts';
import { readLarge } from '../../run/ahead/large.ts';
import { aheadThread } from '../command/ahead-thread.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import type { Args } from '../command/options.ts';
import { mayBeTerminal } from '../command/terminal.ts';
import { wrap } from '../command/wrap.ts';
import { belowInterrupt } from '../terminal/below-interrupt.ts';
import { options, type ReadOptions } from '../views/read-options.ts';

const declared = defineCommand({
  name: 'read',
  summary: 'show the packets of a pcap or pcapng file',
  group: 'Look',
  operands: [{ name: 'FILE', complete: 'file', optional: true }],
  usage: [
    'FILE [-Y FILTER]',
    'FILE --frame N | --ladder | --conversations | --protocols | --faults | --follow PROTOCOL,N | --vantage FILE',
    'FILE --json [--fields A,B,C]',
    'FILE --html FILE',
  ],
  details: [
    'On a terminal FILE alone opens a viewer: rows, tree and bytes, filters, conversations; ? in it shows the keys, q leaves. With a filter, a count or --no-view the rows are printed, a line each as far as the terminal is wide; in a pipe they are whole.',
    "FILE may be packed with gzip, '-' is standard input, and capture:eth0 an interface (wirecat capture -h). Rows show number, mark, time, source, destination, protocol, length and what the packet says. The mark tells how true a frame is: R was captured, S was made from socket calls, L was built (wirecat build) and comes from no wire. What is decoded stands in docs/protocols.md; above that everything is data.",
    'What a packet does stands in plain words above its tree; --sentences says it of each field, --plain of every packet. --lang de speaks German, and so does LANG=de_AT.UTF-8.',
    'A damaged file gives its good part and then one warning with the place; the exit code is then 1.',
  ],
  options,
  examples: [
    { line: 'wirecat read talk.pcapng', says: 'look around in it; in a pipe, a row for each packet' },
    { line: 'sudo tcpdump -i lo -U -w - | wirecat read -', says: 'live: a row for each packet as it comes; --ladder draws it' },
    {
      line: "wirecat read talk.pcapng -Y 'tcp.flags.syn == 1 && !(tcp.port in {80, 443})'",
      says: 'only packets that pass a filter; docs/filters.md has the language',
    },
    { line: 'wirecat read talk.pcapng --frame 4 --select ip.ttl', says: 'one frame in full, the bytes of a field marked' },
    { line: 'wirecat read talk.pcapng --follow tcp,0 --side client --raw > sent.bin', says: 'the bytes that the client sent' },
    { line: 'wirecat read talk.pcapng --json --fields ip.src,tcp.len', says: 'for programs, with the names of tshark -T json' },
  ],
  run: async (args, context) => run(args, context),
});

export const command: Command = {
  ...declared,
  run: async (argv, context) => {
    if (argv.some((word) => OF_TSHARK.test(word))) (await import('../views/tshark-words.ts')).answer(argv, context.program);
    return declared.run(argv, context);
  },
};

/** Options that tshark has and this has not. */
const OF_TSHARK = /^-[DGORfiow]$/;

const run = async ({ options: typed, words }: Args<typeof options>, context: Context): Promise<number> => {
  const given = usesTshark(typed) ? (await import('../views/tshark-words.ts')).asOurs(typed, context.program) : typed;
  checkViews(given, context.program);
  const file = fileOf(given, words, context.program);
  const looks = wantsViewer(given, file, context);
  if (file.startsWith('capture:')) return live({ ...given, view: looks }, file, context);
  if (looks) return viewer(given, file, context);
  belowInterrupt(context, file === '-' ? 'lines' : 'nothing');
  if (file === '-' && isatty(0))
    for (const text of wrap(`waiting for a capture, e.g. from tcpdump -U -w - | ${context.program} - (Ctrl-C ends)`, context.err.columns))
      context.err.line(context.err.style.dim(text));
  const chosen = isPlain(given) ? undefined : (await import('../views/read-views.ts')).viewOf(given, context);
  // What shows all rows is loaded while a thread for the file starts, or while the first bytes of a pipe are waited for.
  const showsRows = chosen === undefined && !context.out.isTerminal;
  const opening = opened(file, given, context, { lines: showsRows || chosen?.fields !== undefined, fields: chosen?.fields });
  opening.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  const view = chosen ?? (await import('../views/all-rows.ts')).allRows(given, context);
  const capture = await opening;
  try {
    const code = await view(capture);
    return capture.fault === undefined ? code : warned(capture, context);
  } finally {
    capture.close();
  }
};

/** Frames of an interface as they come, where a file would stand. */
const live = async (given: ReadOptions, word: string, context: Context): Promise<number> =>
  (await import('../capture/live-capture.ts')).captureInViews(given, word, context);

/** Who asks for fewer frames has no use for a thread that is ahead. */
const MANY = 50_000;

/** What frames are for: a line of each, a row or the values of fields; an index keeps them; or something else. */
interface Use {
  readonly lines?: boolean;
  readonly fields?: readonly string[] | undefined;
  readonly keepsFacts?: boolean;
}

const opened = async (file: string, given: ReadOptions, { signal }: Context, use: Use): Promise<Capture> => {
  const { count = MANY, frame = MANY, verify } = given;
  const capture = await readCapture(file, signal);
  if (count < MANY || frame < MANY) return capture;
  const { lines = false, fields, keepsFacts = false } = use;
  const choice = lines ? { showSecrets: given['show-secrets'], fields } : undefined;
  return readLarge(capture, aheadThread(), { verify, lines: choice, keepsFacts });
};

const usesTshark = ({ format, statistics }: ReadOptions): boolean => format !== undefined || statistics !== undefined;

const fileOf = ({ read }: ReadOptions, words: readonly string[], program: string): string => {
  const file = words[0] ?? read;
  if (file === undefined)
    throw UsageError.of(
      program,
      sayWrong('operandMissing', { operand: 'FILE' }),
      sayWrong('typeOrHelp', { line: `${program} FILE`, place: program }),
    );
  if (read !== undefined && words.length > 0) throw new UsageError(program, sayWrong('oneFile'), `${words[0]} and -r ${read}`);
  return file;
};

/** On a terminal, where nothing but the file was asked for. */
const wantsViewer = (given: ReadOptions, file: string, { out, env, program }: Context): boolean => {
  const can = file !== '-' && out.isTerminal && mayBeTerminal(0) && env['TERM'] !== 'dumb';
  if (given.view && !can) throw new UsageError(program, sayWrong('viewTerminal'));
  return given.view ?? (can && isPlain(given) && given.count === undefined);
};

const viewer = async (given: ReadOptions, file: string, context: Context): Promise<number> => {
  const [{ look }, { rulesOf }, { keysOf }] = await Promise.all([
    import('../viewer/viewer.ts'),
    import('../../run/decode-rules.ts'),
    import('../../run/keys.ts'),
  ]);
  const capture = await opened(file, given, context, { keepsFacts: true });
  try {
    return await look(
      capture,
      {
        name: basename(file),
        filter: given.filter,
        showSecrets: given['show-secrets'],
        decodeAs: rulesOf(given['decode-as'], context.program),
        most: given.count,
        secrets: keysOf(given.keylog, false),
        times: given.time,
      },
      context,
    );
  } finally {
    capture.close();
  }
};

/** Rows of all frames need none of the views and no filter. */
const isPlain = (given: ReadOptions): boolean =>
  given.filter === undefined &&
  given.time === undefined &&
  given.frame === undefined &&
  given.html === undefined &&
  given.follow === undefined &&
  given.vantage === undefined &&
  !given.conversations &&
  !given.endpoints &&
  !given.hosts &&
  !given.protocols &&
  !given.faults &&
  given.intervals === undefined &&
  given.fields.length === 0 &&
  !given.ladder &&
  !given.verify &&
  !given.details &&
  !given.bytes &&
  !given.json &&
  !given.plain;

/** The good part was shown; now what is wrong with the rest. */
const warned = (capture: Capture, { err, program }: Context): number => {
  err.line(`${program}: ${capture.place}: ${capture.fault?.text ?? ''}`);
  return 1;
};

const checkViews = (given: ReadOptions, program: string): void => {
  const views = (
    ['frame', 'ladder', 'follow', 'conversations', 'endpoints', 'hosts', 'protocols', 'faults', 'intervals', 'html'] as const
  ).filter((v) => given[v] !== undefined && given[v] !== false);
  if (views.length > 1)
    throw UsageError.of(
      program,
      sayWrong('views', { names: views.map((v) => `--${v}`), count: String(views.length) }),
      sayWrong('chooseOne'),
    );
  const [view] = views;
  for (const [name, belongs] of [
    ['select', 'frame'],
    ['sentences', 'frame'],
    ['hex', 'follow'],
    ['raw', 'follow'],
    ['side', 'follow'],
    ['of', view === 'endpoints' ? view : 'conversations'],
  ] as const)
    if (given[name] !== undefined && given[name] !== false && view !== belongs)
      throw UsageError.of(program, sayWrong('belongs', { name, belongs }), sayWrong('typeToo', { belongs }));
  if (given.fields.length > 0 && view !== undefined) throw UsageError.of(program, sayWrong('notTogether', { view }), sayWrong('leaveOne'));
};
