/** NetcatWire: the packets of a netcat's channels, shown on standard error and kept in a file. */
import { english } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { FastChannel, OpenChannel } from '../../io/base/channel.ts';
import type { ChannelFacts } from '../../io/base/tap.ts';
import { inputChannel, outputChannel } from '../../io/endpoints/stdio/input.ts';
import { openRecorder, type Recorder, whatIsLeft } from '../../run/recorder.ts';
import { recordRefusals } from '../../run/refusals.ts';
import type { Context } from '../command/command.ts';
import type { Output } from '../command/output.ts';
import { application, canEdit } from '../talk/faces.ts';
import { packetView } from '../talk/packet-view.ts';
import { isInteractive } from '../talk/stdio-channel.ts';
import { boundedOutput } from '../terminal/bounded-output.ts';
import { ChannelConsole } from '../terminal/console-channel.ts';
import { endBySignal } from './end-by-signal.ts';
import type { WireWishes } from './wire-options.ts';

export interface NetcatWire {
  /** Records it from here on; a second time does nothing. */
  watch(channel: Recorded): void;
  /** An attempt to connect failed; it is recorded where a host refused it. */
  failed(error: unknown): void;
  /** Nobody answered an attempt. */
  unanswered(facts: ChannelFacts): void;
  /** Completes the file. */
  close(): Promise<void>;
  /** In place of standard input and output where a person types lines between the packets. */
  readonly typing: Typing | undefined;
}

/** What of a channel is recorded. */
export type Recorded = Pick<OpenChannel, 'facts' | 'ledger'>;

export interface Typing {
  readonly input: FastChannel;
  readonly output: FastChannel;
}

interface Screen {
  /** Clients are told apart. */
  readonly several: boolean;
  /** Lines may be typed, where a terminal is there for it. */
  readonly types: boolean;
  /** Told how the program's own lines get above what is being typed. */
  above(print: (text: string) => void): void;
}

/** A signal ends the process as it does without us, but the file is whole then. */
export const openWire = async (wishes: WireWishes, { several, types, above }: Screen, context: Context): Promise<NetcatWire> => {
  const { out, err, program } = context;
  const typist = types && wishes.show !== 'no' ? typistOn(context) : undefined;
  const print = typist && ((text: string): void => typist.print(text));
  if (print !== undefined) above(print);
  const on = typist === undefined ? err : out;
  const packets = boundedOutput(on, 'unshown', english, print);
  const view = packetView(packets, on, { all: wishes.show === 'all', keeps: '--pcap FILE' });
  const told = boundedOutput(on, 'unshownLines', english, print);
  const recorder = await openRecorder(
    {
      ...view,
      wire: { live: wishes.show !== 'no', file: wishes.file, showSecrets: wishes.showSecrets },
      application: application(),
      onTrouble: (error) => told.put(() => visible(`${program}: ${error.message}`)),
    },
    new AbortController().signal,
  );
  const refused = recordRefusals(recorder);
  const open = new Set<Recorded>();
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    for (const said of await whatIsLeft(recorder)) told.put(() => err.style.dim(english.text(said)));
    for (const one of [view, packets, told, typist]) one?.close();
  };
  const wire: NetcatWire = {
    typing: typist && { input: inputChannel('netcat', typist.read), output: outputChannel('netcat', typist.write) },
    watch: watcher(recorder, several, (channel) => {
      typist?.is(channel.facts.role);
      open.add(channel);
      channel.ledger.whenOver(() => open.delete(channel));
    }),
    failed: (error) => (error instanceof Error ? refused('', error) : undefined),
    unanswered: (facts) => recorder.attempted(facts),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
  endBySignal(async () => {
    if (typist !== undefined) typist.deafen();
    else if (err.isTerminal) err.write('\n'); // behind the ^C
    for (const { ledger } of open) ledger.ended('us'); // the system ends them when the process is gone
    await shownAll(on); // what waits leaves no room for the last words
    await wire.close();
    await shownAll(on);
  });
  return wire;
};

/** A terminal that takes no more is the signal's end; a pipe's reader is not waited for. */
const shownAll = (on: Output): Promise<void> | undefined => (on.isTerminal ? on.drained() : undefined);

const typistOn = (context: Context): ChannelConsole | undefined =>
  isInteractive() && context.err.isTerminal && canEdit(context) ? new ChannelConsole(context) : undefined;

/** Records each channel once; `begins` is told of it before. */
const watcher = (recorder: Recorder, several: boolean, begins: (channel: Recorded) => void): NetcatWire['watch'] => {
  const known = new WeakSet<Recorded>();
  let clients = 0;
  return (channel) => {
    if (known.has(channel)) return;
    known.add(channel);
    const { role } = channel.facts;
    begins(channel);
    if (role === 'initiator') return recorder.watch(channel, { names: ['client: you', 'server'] });
    clients++;
    recorder.watch(channel, { names: ['client', 'server: you'], ...(several && { tag: `#${clients}` }) });
  };
};
