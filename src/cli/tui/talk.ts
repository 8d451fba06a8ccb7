/** Options and faces that connect, listen and serve have in common: quiet, the live wire, the capture file, who may come in. */
import { isatty } from 'node:tty';
import { grouped, visible } from '../../core/text.ts';
import { accessList } from '../../io/access.ts';
import type { AcceptOptions } from '../../io/endpoint.ts';
import type { WirePlan } from '../../run/plan.ts';
import type { OnPacket } from '../../run/recorder.ts';
import type { Faces } from '../../run/session.ts';
import { liveRow } from '../../view/live-row.ts';
import { rowLine, rowOf } from '../../view/rows.ts';
import type { Context } from '../command.ts';
import type { Values } from '../options.ts';
import { TalkingConsole } from './console-channel.ts';
import { isPerson, nearSide } from './near.ts';
import { paint } from './paint.ts';

/** Filled in by the build. */
declare const WIRECAT_VERSION: string;

export const wireOptions = {
  wire: { negatable: true, help: 'show each packet as it happens; on by itself on a terminal', group: 'The wire' },
  write: { short: 'w', value: 'FILE', help: 'write the packets to FILE: pcapng, or pcap by its name', group: 'The wire', complete: 'file' },
  quiet: { short: 'q', help: 'neither packets nor notices, errors alone' },
} as const;

export const talkOptions = {
  ...wireOptions,
  raw: { help: 'let what comes steer the terminal (it is escaped otherwise)' },
} as const;

export const explainOption = { explain: { help: 'print what would be opened, and open nothing' } } as const;

export const acceptOptions = {
  allow: { value: 'WHO', repeat: true, help: 'only these may connect: an address, a network like 10.0.0.0/8 or a name', group: 'Who' },
  deny: { value: 'WHO', repeat: true, help: 'these may not connect', group: 'Who' },
  'max-conns': { value: 'N', kind: 'integer', min: 1, help: 'connections at once; the next one is refused', group: 'Who' },
} as const;

export const wirePlan = (given: Values<typeof wireOptions>, context: Context): WirePlan => {
  const byItself = context.out.isTerminal && context.err.isTerminal && !given.quiet;
  return { live: given.wire ?? byItself, file: given.write };
};

export const acceptRules = async (given: Values<typeof acceptOptions>): Promise<AcceptOptions> => {
  const { allow, deny } = given;
  const guarded = allow.length > 0 || deny.length > 0;
  const maxConns = given['max-conns'];
  return {
    ...(guarded && { admits: await accessList({ allow, deny }) }),
    ...(maxConns !== undefined && { maxConns }),
  };
};

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
  const put = (text: string): void => (typist === undefined ? err.line(text) : typist.print(text));
  const faces: Faces = {
    application: application(),
    isPerson: person,
    say: (text) => {
      if (!given.quiet) put(err.style.dim(visible(text)));
    },
    warn: (error) => put(err.style.yellow(visible(`${context.program}: ${error.message}`))),
    near: () => typist?.channel() ?? nearSide(out, given.raw),
    onPacket: packetRows(put, context),
    ...(isatty(2) && { mostShown: MOST_SHOWN }),
  };
  return { faces, close: () => typist?.close() };
};

/** Rows on standard error: short ones between other lines on a terminal, whole ones elsewhere. */
export const packetRows = (put: (text: string) => void, { err }: Context): OnPacket => {
  if (!isatty(2)) return (d, times) => err.write(rowLine(rowOf(d, times.first ?? d.frame)));
  return (d, times, unshown) => {
    if (unshown > 0) put(err.style.dim(`│ … ${grouped(unshown)} packets not shown (-w FILE keeps all)`));
    put(paint(liveRow(d, times.first, err.columns), err.style));
  };
};

/** Packets a second between the lines of a conversation: enough to see it flow. */
const MOST_SHOWN = 200;
