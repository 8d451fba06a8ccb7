/** One run of Ncat: what its modes share. Standard input and output, the log, time limits, and the way to give up from anywhere. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import { abortReason, codeOf } from '../../../io/base/errors.ts';
import type { InputReader } from '../../../io/endpoints/stdio/input.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { sleep } from '../../../io/link/pace.ts';
import { type Output, OutputGone } from '../../command/output.ts';
import type { NetcatWire } from '../wire.ts';
import { type IdleTimeout, idleTimeout } from './idle-timeout.ts';
import type { NcatMessages } from './messages.ts';
import type { Plan } from './plan.ts';
import { fatal, lost, type Quit, quit } from './quit.ts';
import type { SessionLog } from './session-log.ts';

export interface NcatRun {
  readonly plan: Plan;
  readonly messages: NcatMessages;
  readonly input: InputReader;
  readonly log: SessionLog | undefined;
  readonly wire: NetcatWire | undefined;
  readonly idle: IdleTimeout | undefined;
  /** Aborted, with a Quit as its reason, where everything has to end. */
  readonly signal: AbortSignal;
  fail(last: Quit): void;
  /** To standard output; escaped where that is a terminal. Resolves when more can be taken; throws a Quit where nobody reads. */
  print(bytes: Uint8Array): Promise<void>;
  /** The reader of standard output sees the end. */
  closeOutput(): Promise<void>;
  /** `-d`: waits, one after the other; at once where there is no delay. */
  pause(): Promise<void>;
  /** The channel is closed when the run ends before it does; its packets are recorded where that is asked for. */
  keep<C extends OpenChannel>(channel: C): C;
  /** Resolves when the channels that are kept are over, as their packets tell, or take too long for it. */
  closed(): Promise<void>;
  /** From here on the log sees what passes. */
  watchLog(channel: OpenChannel): void;
  /** From here on the idle limit sees what passes. */
  watchIdle(channel: OpenChannel): void;
}

interface RunParts {
  readonly plan: Plan;
  readonly messages: NcatMessages;
  readonly input: InputReader;
  readonly out: Output;
  readonly log: SessionLog | undefined;
  readonly wire: NetcatWire | undefined;
  readonly stop: AbortController;
}

export const makeRun = ({ plan, messages, input, out, log, wire, stop }: RunParts): NcatRun => {
  const { idle: ms, delay } = plan.flags;
  const fail = (last: Quit): void => stop.abort(last);
  const told = plan.mode === 'connect' ? lost : quit;
  const idle = ms === undefined ? undefined : idleTimeout(ms, () => fail(told(idleText(ms))));
  let turn: Promise<void> = Promise.resolve();
  const open = new Set<OpenChannel>();
  stop.signal.addEventListener('abort', () => open.forEach((channel) => void channel.close()));
  return {
    plan,
    messages,
    input,
    log,
    wire,
    idle,
    signal: stop.signal,
    fail,
    print: async (bytes) => {
      if (wire?.typing !== undefined) return wire.typing.output.write(bytes);
      out.untrusted(bytes);
      await out.ready().catch((cause: unknown) => {
        throw fatal('write', cause instanceof OutputGone ? NOBODY_READS : cause);
      });
    },
    closeOutput: () => out.close(),
    pause: async () => {
      if (delay === undefined) return;
      turn = turn.then(() => sleep(delay, stop.signal));
      await turn;
    },
    keep: (channel) => {
      if (stop.signal.aborted) channel.close();
      open.add(channel);
      if (isLowest(channel)) wire?.watch(channel);
      channel.ledger.closing.then(
        () => open.delete(channel),
        () => {},
      );
      return channel;
    },
    closed: () => allOver(open),
    watchLog: (channel) => {
      if (log !== undefined) channel.ledger.watch(log, channel.facts);
    },
    watchIdle: (channel) => {
      if (idle !== undefined) channel.ledger.watch(idle, channel.facts);
    },
  };
};

const allOver = async (channels: Iterable<OpenChannel>): Promise<void> => {
  const over = Promise.all([...channels].map((channel) => channel.ledger.closing.catch(() => {})));
  let late: NodeJS.Timeout | undefined;
  const long = new Promise((resolve) => {
    late = setTimeout(resolve, LONGEST_CLOSE);
  });
  await Promise.race([over, long]);
  clearTimeout(late);
};

/** Milliseconds. */
const LONGEST_CLOSE = 1000;

/** What lies under TLS, or under a tunnel through a proxy, was seen already. */
const isLowest = ({ facts }: OpenChannel): boolean => facts.tls === undefined && !TUNNELS.has(facts.scheme);
const TUNNELS: ReadonlySet<string> = new Set(['http-connect', 'socks4', 'socks5']);

/** The system's reason as the last words, exit code 1; TLS has only one for all it meets. */
export const lostBy = (cause: unknown, tls = false): Quit =>
  lost(tls || /^(ETRUNCATED|EPROTO|ERR_)/.test(codeOf(cause) ?? '') ? 'Input/output error.' : `${strerror(cause)}.`);

/** Rejects when the run is aborted. */
export const untilStopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(abortReason(signal));
    else signal.addEventListener('abort', () => reject(abortReason(signal)), { once: true });
  });

const idleText = (ms: number): string => `Idle timeout expired (${ms} ms).`;
const NOBODY_READS = Object.assign(new Error('nobody reads'), { code: 'EPIPE' });
