/** `fifo:` opened: the roles of the two sides found out, the waiting explained. */
import { english, sayNotice } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import { abortReason, ioError } from '../../base/errors.ts';
import type { ChannelFacts } from '../../base/tap.ts';
import { JoinedChannel } from '../../channels/joined-channel.ts';
import { readingChannel, writingChannel } from '../../channels/one-way.ts';
import { readFd } from '../../fd/fd-read.ts';
import { writeFd } from '../../fd/fd-write.ts';
import { type Fifo, haveFifo, openReader, openWriter, TELL_AFTER, tryWriter } from './files.ts';

export interface FifoWords {
  readonly path: string;
  readonly back?: string;
  readonly direction?: 'read' | 'write';
  readonly keep?: boolean;
  readonly mode?: string;
}

/** Rejects with an IoError, or with the signal's reason. A side that writes waits for its reader. */
export const openFifo = async (at: FifoWords, place: string, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  if (signal.aborted) throw abortReason(signal);
  const started = now();
  const fifos: Fifo[] = [];
  const have = async (path: string): Promise<Fifo> => {
    const one = await haveFifo(path, at.mode ?? '600', place);
    fifos.push(one);
    return one;
  };
  const remove = (): void => {
    for (const one of fifos) one.remove();
  };
  try {
    const opening = { at, place, options, signal, started, remove };
    const first = await have(at.path);
    return at.back === undefined ? await openOne(first, opening) : await openTwo(first, await have(at.back), opening);
  } catch (cause) {
    remove();
    throw signal.aborted ? abortReason(signal) : ioError(place, 'to open the FIFO', cause);
  }
};

interface Opening {
  readonly at: FifoWords;
  readonly place: string;
  readonly options: OpenOptions;
  readonly signal: AbortSignal;
  readonly started: number;
  readonly remove: () => void;
}

const openOne = async (fifo: Fifo, o: Opening): Promise<OpenChannel> => {
  const { at, options, place } = o;
  const direction = at.direction ?? (options.side === 'first' ? 'read' : options.side === 'second' ? 'write' : undefined);
  const waiting = (): void => says(o, sayNotice('fifoUnread'));
  const fd =
    direction === 'read' ? undefined : direction === 'write' ? await openWriter(fifo, place, waiting, o.signal) : tryWriter(fifo, place);
  return fd === undefined ? reader(fifo, o) : writingChannel(facts(o), writeFd(fd, false), { place, release: o.remove });
};

const reader = (fifo: Fifo, o: Opening): OpenChannel => {
  const fd = openReader(fifo, o.at.keep === true, o.place);
  const channel = readingChannel(facts(o), readFd(fd, false), { place: o.place, release: o.remove });
  tellWaiting(channel, o);
  return channel;
};

/** Both sides may be given the same words: who comes second finds the first one reading and takes the other role. */
const openTwo = async (first: Fifo, second: Fifo, o: Opening): Promise<OpenChannel> => {
  const { at, place } = o;
  const asTyped = tryWriter(second, place);
  const turned = asTyped === undefined ? tryWriter(first, place) : undefined;
  const input = openReader(turned === undefined ? first : second, at.keep === true, place);
  const waiting = (): void => says(o, sayNotice('fifosCrossed', { first: first.path, second: second.path }));
  const output = asTyped ?? turned ?? (await openWriter(second, place, waiting, o.signal));
  return new JoinedChannel(facts(o), { place, read: readFd(input, false), write: writeFd(output, false), release: o.remove });
};

const says = ({ options, place }: Opening, said: Said): void => options.onMessage?.(`${place}: ${(options.words ?? english).text(said)}`);

/** Says what is being waited for, if nothing has come after a while. */
const tellWaiting = (channel: OpenChannel, o: Opening): void => {
  const { ledger } = channel;
  const tell = (): void => {
    if (ledger.received === 0 && !ledger.hasEnded('peer')) says(o, sayNotice('fifoUnwritten'));
  };
  const timer = setTimeout(tell, TELL_AFTER);
  ledger.closing.then(
    () => clearTimeout(timer),
    () => {},
  );
};

const facts = (o: Opening): ChannelFacts => ({
  scheme: 'fifo',
  role: 'initiator',
  local: 'wirecat',
  remote: o.place,
  started: o.started,
  opened: now(),
});
