/** `wirecat link`: any two endpoints joined, with their packets. */

import { closeSync, openSync } from 'node:fs';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { visible, visibleBlock } from '../../core/text.ts';
import { ioError } from '../../io/base/errors.ts';
import type { Tap } from '../../io/base/tap.ts';
import { keepHeapSmall } from '../../io/host/small-heap.ts';
import { dumpTap } from '../../io/link/dump.ts';
import { teeTap } from '../../io/link/tee.ts';
import { SIDES } from '../../run/link-packets.ts';
import { explainLink, type LinkPlan, type LinkRules, linkPlan, runLink } from '../../run/linking.ts';
import { hexDump } from '../../view/hex-dump.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { terminalEscaper } from '../command/escape.ts';
import type { Values } from '../command/options.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { facesFor, printPlan } from '../talk/faces.ts';
import { acceptOptions, acceptRules, crlfOption, explainOption, openOptions, openRules, talkOptions, wirePlan } from '../talk/options.ts';
import { isInteractive } from '../talk/stdio-channel.ts';
import { boundedOutput } from '../terminal/bounded-output.ts';
import { ConnectionTable } from '../terminal/connection-table.ts';

const options = {
  listen: { short: 'l', help: "listen on A; the same as 'listen:' before it" },
  ...crlfOption,
  ...explainOption,
  once: { short: '1', help: 'end after the first client', group: 'Clients' },
  sequential: { help: 'one client at a time; the others wait', group: 'Clients' },
  'exec-for-everyone': { help: 'let everybody in the network use the program that is linked, without --allow', group: 'Clients' },
  table: { help: 'show who is connected, live, in place of the packets; type "close N" to end one', group: 'Clients' },
  reconnect: { help: 'open sides again whenever they have ended; standard input and files are kept, and wait meanwhile', group: 'Limits' },
  idle: { value: 'TIME', kind: 'duration', min: 0.001, help: 'cut a link without a byte for TIME', group: 'Limits' },
  timeout: { value: 'TIME', kind: 'duration', min: 0.001, help: 'cut a link after TIME, come what may', group: 'Limits' },
  rate: { value: 'BYTES', kind: 'size', min: 1, help: 'at most BYTES a second, each way', group: 'Limits' },
  'max-programs': { value: 'N', kind: 'integer', min: 1, help: 'programs at once, where they are linked (32)', group: 'Limits' },
  tee: { value: 'FILE', help: 'copy what B sends and receives into FILE', group: 'The wire', complete: 'file' },
  hex: { short: 'x', help: 'hex dump of what goes by, on standard error', group: 'The wire' },
  text: { help: 'text of what goes by, on standard error', group: 'The wire' },
  ...talkOptions,
  side: { value: 'WHICH', choices: SIDES, help: 'whose packets are shown and written; otherwise both', group: 'The wire' },
  repeat: {
    value: 'BYTES',
    kind: 'size',
    min: 0,
    fallback: '16M',
    help: 'with -w: bytes each way that are written twice, as they come in and as they go out; later ones are written once',
    group: 'The wire',
  },
  ...acceptOptions,
  ...openOptions,
} as const;
type Given = Values<typeof options>;

export const command: Command = defineCommand({
  name: 'link',
  summary: 'join any two endpoints, and see the packets of both',
  group: 'Talk',
  usage: ['A B', '-l PORT HOST:PORT', 'listen:A B'],
  operands: [
    { name: 'A', complete: 'link-address' },
    { name: 'B', complete: 'link-address' },
  ],
  details: [
    "A side is opened, or with 'listen:' before its address listened on: each client gets a link of its own, up to the limits below. Where both listen, whoever comes first on one side waits for one on the other.",
    'The end of one direction is passed on as such, a reset as a reset, and each side is read only as fast as the other takes it.',
    ADDRESS_HELP,
  ],
  options,
  copies: true,
  interruptEnds: true,
  examples: [
    { line: 'wirecat link -l 8080 example.com:80', says: 'a relay on this machine; each client its own link' },
    {
      line: 'wirecat link listen:8443 tls:example.com:443 -w talk.pcapng',
      says: 'speak plain text here, TLS there, and keep the packets',
    },
    { line: 'wirecat link listen:unix:/tmp/s.sock tcp:127.0.0.1:7 --table', says: 'a unix socket in front of a TCP service' },
    { line: "wirecat link - 'sh:cat -n'", says: 'a program at the other end' },
  ],
  run: async ({ options: given, words }, context) => {
    const guarded = given.allow.length > 0 || given.deny.length > 0;
    const programs = given.allow.length > 0 || given['exec-for-everyone'];
    const plan = linkPlan(words, given.listen, linkWire(given, context), { guarded, programs, insecure: given.insecure, crlf: given.crlf });
    if (given.explain) return printPlan(explainLink(plan), context);
    return run(plan, given, context);
  },
});

/** The table takes the place of the packets, where both are not asked for. */
const linkWire = (given: Given, context: Context): LinkPlan['wire'] => {
  const plan = wirePlan(given, context);
  return { ...plan, live: given.wire === undefined && given.table ? false : plan.live, repeat: given.repeat };
};

const run = async (plan: LinkPlan, given: Given, context: Context): Promise<number> => {
  keepHeapSmall();
  const table = given.table ? tableOn(context, plan) : undefined;
  const types = [plan.a, plan.b].some((side) => side.at.endpoint.scheme === 'stdio');
  const { faces, close } = facesFor(given, plan.wire, context, types ? 'type' : 'watch', table && ((text) => table.print(text)));
  const tee = given.tee === undefined ? undefined : openTee(given.tee, faces.warn);
  const shown = !given.raw && !drivesTerminal(plan);
  const rules: LinkRules = {
    accept: await acceptRules(given),
    open: {
      ...openRules(given),
      ...(shown && (isInteractive() || context.out.isTerminal) && { stdio: () => faces.near('initiator') }),
      ...(shown && { terminalText: terminalEscaper }),
      ...(given['max-programs'] !== undefined && { maxPrograms: given['max-programs'] }),
    },
    link: limitsOf(given),
    oneAtATime: given.sequential,
    most: given.once ? 1 : undefined,
    reconnect: given.reconnect,
    sides: given.side ?? 'both',
    targetTaps: [...(tee === undefined ? [] : [tee.tap]), ...dumps(given, context)],
    ...(table !== undefined && { onServing: (connections) => table.start(connections) }),
  };
  try {
    return await runLink(plan, rules, faces, context.signal);
  } finally {
    table?.close();
    close();
    tee?.close();
  }
};

/** A program in a terminal of its own draws on ours. */
const drivesTerminal = ({ a, b }: LinkPlan): boolean => [a, b].some(({ at }) => at.endpoint.scheme === 'pty');

const tableOn = (context: Context, plan: LinkPlan): ConnectionTable => {
  if (!context.err.isTerminal) throw UsageError.of('link --table', sayWrong('tableTerminal'));
  if (!plan.a.listens && !plan.b.listens) throw UsageError.of('link --table', sayWrong('nobodyListens'), sayWrong('listenBefore'));
  return new ConnectionTable(context);
};

const limitsOf = (given: Given) => ({
  ...(given.idle !== undefined && { idle: given.idle * 1000 }),
  ...(given.timeout !== undefined && { total: given.timeout * 1000 }),
  ...(given.rate !== undefined && { rate: given.rate }),
});

/** Private, new, and never through a link that somebody else made. */
const openTee = (path: string, failed: (error: Error) => void): { readonly tap: Tap; close(): void } => {
  try {
    const fd = openSync(path, 'wx', 0o600);
    return { tap: teeTap({ sent: fd, received: fd }, path, failed), close: () => closeSync(fd) };
  } catch (cause) {
    throw ioError(path, 'a new file', cause);
  }
};

const dumps = (given: Given, { err, said }: Context): readonly Tap[] => {
  if (!given.hex && !given.text) return [];
  const offsets = new Map<string, number>();
  const notices = boundedOutput(err, 'unshownDumps', said);
  return [
    dumpTap((channel, direction, bytes) => {
      const arrow = direction === 'sent' ? '→' : '←';
      const key = `${channel}${arrow}`;
      const base = offsets.get(key) ?? 0;
      offsets.set(key, base + bytes.length);
      notices.put(() => {
        const title = err.style.bold(`${arrow} ${visible(channel)}, ${bytes.length} bytes`);
        return `${title}\n${given.hex ? hexDump(bytes, base) : visibleBlock(bytes)}`;
      });
    }),
  ];
};
