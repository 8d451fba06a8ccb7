/** Faces of a session on standard input, output and error: where typed lines come from, where notices and packet rows go. */
import { isatty } from 'node:tty';
import { grouped, visible } from '../../core/text.ts';
import type { Instant } from '../../core/time.ts';
import type { WirePlan } from '../../run/plan.ts';
import type { OnPacket } from '../../run/recorder.ts';
import type { Faces } from '../../run/session.ts';
import { liveRow } from '../../view/live-row.ts';
import { rowLine, rowOf } from '../../view/rows.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Context } from '../command/command.ts';
import type { Values } from '../command/options.ts';
import { wrap } from '../command/wrap.ts';
import { type BoundedOutput, boundedOutput } from '../terminal/bounded-output.ts';
import { ChannelConsole } from '../terminal/console-channel.ts';
import { paint } from '../terminal/paint.ts';
import type { talkOptions } from './options.ts';
import { isInteractive, stdioChannel } from './stdio-channel.ts';

/** Filled in by the build. */
declare const WIRECAT_VERSION: string;

/** What a plan would do, a line each; gives the exit code. */
export const printPlan = (lines: readonly string[], { out }: Context): number => {
  for (const text of lines) out.line(visible(text));
  return 0;
};

export const application = (): string => `wirecat ${WIRECAT_VERSION}`;

export interface TalkFaces {
  readonly faces: Faces;
  /** Puts the terminal back in order. */
  close(): void;
}

/** Whether lines can be edited and moved on standard output: a terminal that knows more than to print. */
export const canEdit = ({ out, env }: Context): boolean => out.isTerminal && env['TERM'] !== undefined && env['TERM'] !== 'dumb';

/** A person with packets between the lines gets a console; everybody else plain input and output. `watch`: nothing is typed at all. */
export const facesFor = (
  given: Values<typeof talkOptions> & { readonly listen?: boolean },
  wire: WirePlan,
  context: Context,
  typing: 'type' | 'watch' = 'type',
): TalkFaces => {
  const { out, err } = context;
  const person = typing === 'type' && isInteractive();
  const typist = person && wire.live && canEdit(context) ? new ChannelConsole(context) : undefined;
  const [on, write] = typist === undefined ? [err, undefined] : [out, (text: string): void => typist.print(text)];
  const notices = boundedOutput(on, 'lines', write);
  const packets = boundedOutput(on, 'packets', write);
  const broken = (text: string): string => (isatty(2) ? wrap(visible(text), err.columns).join('\n') : visible(text));
  const faces: Faces = {
    application: application(),
    isPerson: person,
    again: given.listen === true ? `${context.program} -l` : context.program,
    say: (text) => {
      if (!given.quiet) notices.put(() => err.style.dim(broken(text)));
    },
    warn: (error) => notices.put(() => err.style.yellow(broken(`${context.program}: ${error.message}`))),
    near: () => typist?.channel() ?? stdioChannel(out, given.raw),
    onPacket: packetRows(packets, context),
    hasRoom: () => packets.hasRoom,
    ...(isatty(2) && { mostShown: MOST_SHOWN }),
  };
  const close = (): void => {
    packets.close();
    notices.close();
    typist?.close();
  };
  return { faces, close };
};

/** Rows on standard error: short ones between other lines on a terminal, whole ones elsewhere. */
const packetRows = (packets: BoundedOutput, { err }: Context): OnPacket => {
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
