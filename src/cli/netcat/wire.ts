/** NetcatWire: the packets of a netcat's channels, shown on standard error and kept in a file. */
import { visible } from '../../core/text.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import { openRecorder } from '../../run/recorder.ts';
import { recordRefusals } from '../../run/refusals.ts';
import type { Context } from '../command/command.ts';
import { application } from '../talk/faces.ts';
import { packetView } from '../talk/packet-view.ts';
import { boundedOutput } from '../terminal/bounded-output.ts';
import { endBySignal } from './end-by-signal.ts';
import type { WireWishes } from './wire-options.ts';

export interface NetcatWire {
  /** Records it from here on; a second time does nothing. */
  watch(channel: OpenChannel): void;
  /** An attempt to connect failed; it is recorded where a host refused it. */
  failed(error: unknown): void;
  /** Completes the file. */
  close(): Promise<void>;
}

/** `several`: clients are told apart. A signal ends the process as it does without us, but the file is whole then. */
export const openWire = async (wishes: WireWishes, several: boolean, context: Context): Promise<NetcatWire> => {
  const { err, program } = context;
  const packets = boundedOutput(err, 'packets');
  const view = packetView(packets, err, { all: wishes.show === 'all' });
  const told = boundedOutput(err, 'lines');
  const recorder = await openRecorder(
    {
      ...view,
      wire: { live: wishes.show !== 'no', file: wishes.file },
      application: application(),
      onTrouble: (error) => told.put(() => visible(`${program}: ${error.message}`)),
    },
    new AbortController().signal,
  );
  const refused = recordRefusals(recorder);
  const known = new WeakSet<OpenChannel>();
  let clients = 0;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    view.close();
    packets.close();
    await recorder.close();
  };
  const wire: NetcatWire = {
    watch: (channel) => {
      if (known.has(channel)) return;
      known.add(channel);
      if (channel.facts.role === 'initiator') return recorder.watch(channel, { names: ['client: you', 'server'] });
      clients++;
      recorder.watch(channel, { names: ['client', 'server: you'], ...(several && { tag: `#${clients}` }) });
    },
    failed: (error) => {
      if (error instanceof Error) refused('', error);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
  endBySignal(() => {
    if (err.isTerminal) err.write('\n'); // behind the ^C
    return wire.close();
  });
  return wire;
};
