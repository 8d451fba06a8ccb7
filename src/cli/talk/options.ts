/** Options and faces that connect, listen and serve have in common: quiet, the live wire, the capture file, who may come in. */
import { isatty } from 'node:tty';
import { UsageError } from '../../core/fault.ts';
import { grouped, visible } from '../../core/text.ts';
import type { Instant } from '../../core/time.ts';
import { accessList } from '../../io/accept/access.ts';
import type { AcceptOptions, OpenOptions } from '../../io/base/endpoint.ts';
import type { WirePlan } from '../../run/plan.ts';
import type { OnPacket } from '../../run/recorder.ts';
import type { Faces } from '../../run/session.ts';
import { liveRow } from '../../view/live-row.ts';
import { rowLine, rowOf } from '../../view/rows.ts';
import type { Dissection } from '../../wire/dissect.ts';
import type { Context } from '../command/command.ts';
import type { Values } from '../command/options.ts';
import { type Remarks, remarksOn } from '../terminal/bounded-output.ts';
import { TalkingConsole } from '../terminal/console-channel.ts';
import { paint } from '../terminal/paint.ts';
import { isPerson, nearSide } from './stdio-channel.ts';

/** Filled in by the build. */
declare const WIRECAT_VERSION: string;

export const wireOptions = {
  wire: { negatable: true, help: 'show each packet as it happens; on by itself on a terminal', group: 'The wire' },
  write: { short: 'w', value: 'FILE', help: 'write the packets to FILE: pcapng, or pcap by its name', group: 'The wire', complete: 'file' },
  dissector: {
    value: 'NAME',
    help: 'with -w: what Wireshark decodes the bytes of unix sockets, pipes and programs as, e.g. http',
    group: 'The wire',
  },
  quiet: { short: 'q', help: 'neither packets nor notices, errors alone' },
} as const;

export const talkOptions = {
  ...wireOptions,
  raw: { help: 'let what comes steer the terminal (it is escaped otherwise)' },
} as const;

export const explainOption = { explain: { help: 'print what would be opened, and open nothing' } } as const;

const handshakeOption = {
  'handshake-timeout': {
    value: 'TIME',
    kind: 'duration',
    min: 0.001,
    help: 'what lies on a connection must be up by then (10s)',
    group: 'Limits',
  },
} as const;

export const acceptOptions = {
  allow: { value: 'WHO', repeat: true, help: 'only these may connect: an address, a network like 10.0.0.0/8 or a name', group: 'Who' },
  deny: { value: 'WHO', repeat: true, help: 'these may not connect', group: 'Who' },
  'max-conns': { value: 'N', kind: 'integer', min: 1, help: 'connections at once; the next one is refused (1000)', group: 'Limits' },
  'max-per-address': {
    value: 'N',
    kind: 'integer',
    min: 1,
    help: 'connections at once from one address (--max-conns where that is given, else 100)',
    group: 'Limits',
  },
  ...handshakeOption,
} as const;

/** What whoever opens an address can limit. */
export const openOptions = {
  insecure: { help: 'take any certificate: anybody on the way can read and change everything' },
  'connect-timeout': { value: 'TIME', kind: 'duration', min: 0.001, help: 'give up connecting after TIME (10s)', group: 'Limits' },
  ...handshakeOption,
} as const;

export const wirePlan = (given: Values<typeof wireOptions>, context: Context): WirePlan => {
  const byItself = context.out.isTerminal && context.err.isTerminal && !given.quiet;
  const { dissector } = given;
  if (dissector !== undefined && !/^[a-z0-9][\w.-]{0,59}$/i.test(dissector))
    throw new UsageError(`${context.program} --dissector`, 'a name that Wireshark has for a protocol, e.g. http', dissector);
  return { live: given.wire ?? byItself, file: given.write, ...(dissector !== undefined && { dissector }) };
};

export const acceptRules = async (given: Values<typeof acceptOptions>): Promise<AcceptOptions> => {
  const { allow, deny } = given;
  const guarded = allow.length > 0 || deny.length > 0;
  const [maxConns, maxPerAddress] = [given['max-conns'], given['max-per-address']];
  return {
    ...(guarded && { admits: await accessList({ allow, deny }) }),
    ...(maxConns !== undefined && { maxConns }),
    ...(maxPerAddress !== undefined && { maxPerAddress }),
    ...handshakeRule(given),
  };
};

export const openRules = (given: Values<typeof openOptions>): OpenOptions => ({
  ...(given['connect-timeout'] !== undefined && { connectTimeout: given['connect-timeout'] * 1000 }),
  ...handshakeRule(given),
});

const handshakeRule = (given: Values<typeof handshakeOption>): { readonly handshakeTimeout?: number } =>
  given['handshake-timeout'] === undefined ? {} : { handshakeTimeout: given['handshake-timeout'] * 1000 };

/** What a plan would do, a line each; gives the exit code. */
export const explained = (lines: readonly string[], { out }: Context): number => {
  for (const text of lines) out.line(visible(text));
  return 0;
};

export const application = (): string => `wirecat ${WIRECAT_VERSION}`;

export interface Talking {
  readonly faces: Faces;
  /** Puts the terminal back in order. */
  close(): void;
}

/** Whether lines can be edited and moved on standard output: a terminal that knows more than to print. */
export const canEdit = ({ out, env }: Context): boolean => out.isTerminal && env['TERM'] !== undefined && env['TERM'] !== 'dumb';

/** A person with packets between the lines gets a console; everybody else plain input and output. `watch`: nothing is typed at all. */
export const facesFor = (
  given: Values<typeof talkOptions>,
  wire: WirePlan,
  context: Context,
  typing: 'type' | 'watch' = 'type',
): Talking => {
  const { out, err } = context;
  const person = typing === 'type' && isPerson();
  const typist = person && wire.live && canEdit(context) ? new TalkingConsole(context) : undefined;
  const [on, write] = typist === undefined ? [err, undefined] : [out, (text: string): void => typist.print(text)];
  const remarks = remarksOn(on, 'lines', write);
  const packets = remarksOn(on, 'packets', write);
  const faces: Faces = {
    application: application(),
    isPerson: person,
    say: (text) => {
      if (!given.quiet) remarks.put(() => err.style.dim(visible(text)));
    },
    warn: (error) => remarks.put(() => err.style.yellow(visible(`${context.program}: ${error.message}`))),
    near: () => typist?.channel() ?? nearSide(out, given.raw),
    onPacket: packetRows(packets, context),
    hasRoom: () => packets.hasRoom,
    ...(isatty(2) && { mostShown: MOST_SHOWN }),
  };
  const close = (): void => {
    packets.close();
    remarks.close();
    typist?.close();
  };
  return { faces, close };
};

/** Rows on standard error: short ones between other lines on a terminal, whole ones elsewhere. */
const packetRows = (packets: Remarks, { err }: Context): OnPacket => {
  const short = isatty(2);
  const row: (d: Dissection, first: Instant | undefined) => string = short
    ? (d, first) => paint(liveRow(d, first, err.columns), err.style)
    : (d, first) => rowLine(rowOf(d, first ?? d.frame)).slice(0, -1);
  return (d, times, unshown) => {
    const left = `… ${grouped(unshown)} packets not shown`;
    if (unshown > 0) packets.put(() => (short ? err.style.dim(`│ ${left} (-w FILE keeps all)`) : left));
    packets.put(() => row(d, times.first));
  };
};

/** Packets a second between the lines of a conversation: enough to see it flow. */
const MOST_SHOWN = 200;
