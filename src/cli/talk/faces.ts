/** Faces of a session on standard input, output and error: where typed lines come from, where notices and packets go. */
import { errorText } from '../../core/fault.ts';
import { withoutSecrets } from '../../core/secrets.ts';
import { visible } from '../../core/text.ts';
import type { Language, Said } from '../../core/words.ts';
import type { WirePlan } from '../../run/plan.ts';
import type { Faces } from '../../run/session.ts';
import { FIN, RST, segmentOf } from '../../view/segment.ts';
import { ladderWords } from '../../view/words/ladder-words.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Context } from '../command/command.ts';
import type { Values } from '../command/options.ts';
import { placed } from '../command/report.ts';
import { addressesIn, helpIn, type Translate } from '../help/index.ts';
import { belowInterrupt } from '../terminal/below-interrupt.ts';
import { boundedOutput } from '../terminal/bounded-output.ts';
import { ChannelConsole } from '../terminal/console-channel.ts';
import { LineBatch } from '../terminal/line-batch.ts';
import { fitted } from '../terminal/paint.ts';
import type { talkOptions } from './options.ts';
import { packetView } from './packet-view.ts';
import { begun } from './service-options.ts';
import { isInteractive, stdioChannel } from './stdio-channel.ts';

/** Filled in by the build. */
declare const WIRECAT_VERSION: string;

/** What a plan would do, a line each; gives the exit code. */
export const printPlan = async (lines: readonly Said[], { out, said, language }: Context): Promise<number> => {
  const titled = await titlesIn(language);
  const inLanguage = ({ slots, ...line }: Said): Said => {
    const { title } = slots;
    return { ...line, slots: typeof title === 'string' ? { ...slots, title: titled(title) } : slots };
  };
  for (const line of lines) out.line(visible(withoutSecrets(said.text(inLanguage(line)))));
  return 0;
};

/** Titles of addresses and of services, as that language has them. */
const titlesIn = async (language: Language): Promise<Translate> => {
  const [address, { say }] = await Promise.all([addressesIn(language), helpIn(language)]);
  return say === undefined ? (title) => title : (title) => (address(title) === title ? say(begun(title)) : address(title));
};

export const application = (): string => `wirecat ${WIRECAT_VERSION}`;

export interface TalkFaces {
  readonly faces: Faces;
  /** Where a person types lines while others come in; absent where nobody does. */
  readonly typist: ChannelConsole | undefined;
  /** Tells what is still to be told, and puts the terminal back in order. */
  close(): void;
}

/** Whether lines can be edited and moved on standard output: a terminal that knows more than to print. */
export const canEdit = ({ out, env }: Context): boolean => out.isTerminal && env['TERM'] !== undefined && env['TERM'] !== 'dumb';

/**
 * A person with packets between the lines gets a console; everybody else plain input and output. `watch`: nothing is typed at all.
 * `above` puts a text above what stands on the terminal, where something does.
 */
export const facesFor = (
  given: Pick<Values<typeof talkOptions>, 'quiet' | 'raw'> & { readonly cards?: boolean },
  wire: WirePlan,
  context: Context,
  typing: 'type' | 'watch' = 'type',
  above?: (text: string) => void,
): TalkFaces => {
  const { out, err } = context;
  const person = typing === 'type' && isInteractive();
  const typist = person && wire.live && canEdit(context) ? new ChannelConsole(context) : undefined;
  const log = typing === 'watch' && above === undefined && !wire.live && !err.isTerminal ? new LineBatch(err) : undefined;
  const [on, write] = typist === undefined ? [err, above ?? log?.put] : [out, (text: string): void => typist.print(text)];
  const notices = boundedOutput(on, 'unshownLines', context.said, write);
  const packets = boundedOutput(on, 'unshown', context.said, write);
  const words = ladderWords(context.language);
  const view = packetView(packets, on, { all: wire.all === true, states: wire.states === true, words, said: context.said });
  const faces: Faces = {
    application: application(),
    isPerson: person,
    isQuiet: given.quiet === true,
    cards: given.cards === true,
    again: context.program,
    words: context.said,
    say: (text) => {
      if (!given.quiet) notices.put(() => err.style.dim(fitted(visible(withoutSecrets(text)), on, 2)));
    },
    warn: (error) =>
      notices.put(() => err.style.yellow(fitted(visible(withoutSecrets(placed(errorText(error, context.said), context.program))), on, 2))),
    near: (role) => typist?.channel(role) ?? stdioChannel(out, given.raw),
    onPacket: (d, ...more) => {
      if (typist !== undefined && isEnd(d)) typist.heardAll();
      view.onPacket(d, ...more);
    },
    hasRoom: view.hasRoom,
    ...(view.mostShown !== undefined && { mostShown: view.mostShown }),
  };
  if (typist === undefined && above === undefined) belowInterrupt(context);
  const close = (): void => {
    view.close();
    packets.close();
    notices.close();
    log?.flush();
    typist?.close();
  };
  return { faces, typist, close };
};

const isEnd = (d: Dissection): boolean => ((segmentOf(d)?.flags ?? 0) & (FIN | RST)) !== 0;
