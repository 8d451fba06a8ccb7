/**
 * copyBothWays: connect mode once it is connected. Standard input goes to the peer, what the peer sends to standard output.
 *
 * The end of standard input is passed on (not with --no-shutdown), the peer's end closes standard output, and it is over when both have
 * ended; with --send-only at the end of standard input, with --recv-only at the peer's, with datagrams at the end of standard input or at an
 * empty one.
 */

import { setImmediate as turn } from 'node:timers/promises';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { withCrLf } from '../send.ts';
import { telnetRefusals } from '../telnet.ts';
import { fatal } from './quit.ts';
import { lostBy, type NcatRun } from './run.ts';
import { MOST_READ } from './timed-reads.ts';

/** Resolves when it is over; the channel is still open. Throws a Quit. */
export const copyBothWays = async (channel: OpenChannel, run: NcatRun): Promise<void> => {
  const { sendOnly, recvOnly } = run.plan.flags;
  if (sendOnly && recvOnly) return;
  if (sendOnly) return sendInput(channel, run);
  const received = receive(channel, run);
  if (recvOnly) return received;
  const sent = sendInput(channel, run);
  received.catch(() => {}); // whichever fails first is told
  sent.catch(() => {});
  await (run.plan.datagrams ? Promise.race([sent, received]) : Promise.all([sent, received]));
};

const sendInput = async (channel: OpenChannel, run: NcatRun): Promise<void> => {
  const { crlf, sendOnly, noShutdown } = run.plan.flags;
  let before = 0;
  for (let chunk = await read(run); chunk !== undefined; chunk = await read(run)) {
    await run.pause();
    const sent = crlf ? withCrLf(chunk, before) : chunk;
    before = chunk.at(-1) ?? before;
    const most = run.plan.datagrams ? MOST_READ : sent.length;
    for (let o = 0; o < sent.length; o += most) await write(channel, sent.subarray(o, o + most), run);
  }
  if (run.plan.datagrams) {
    await turn(); // a datagram that nobody takes is told of in the turn after it went out
    await turn();
  }
  if (!sendOnly && !noShutdown) await channel.end().catch(() => {}); // what cut it is for the other direction to tell
};

/** Shows what the peer sends until it ends, with datagrams until an empty one. Throws a Quit. */
export const receive = async (channel: OpenChannel, run: NcatRun): Promise<void> => {
  const refusals = run.plan.flags.telnet ? telnetRefusals() : undefined;
  const chunks = channel.incoming[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((cause: unknown) => {
      throw lostBy(cause, run.plan.flags.ssl);
    });
    if (next.done === true || (run.plan.datagrams && next.value.length === 0)) break;
    await run.pause();
    const answer = refusals?.(next.value);
    if (answer !== undefined && answer.length > 0) await channel.write(answer).catch(() => {}); // after our end there are no answers
    await run.print(next.value);
  }
  await run.closeOutput();
};

/** The next of standard input. Throws a Quit where the system refuses it. */
export const read = (run: NcatRun): Promise<Uint8Array | undefined> =>
  run.input.next().catch((cause: unknown) => {
    throw fatal(`Error reading from stdin: ${strerror(cause)}`, cause);
  });

const write = (channel: OpenChannel, bytes: Uint8Array, run: NcatRun): Promise<void> =>
  channel.write(bytes).catch((cause: unknown) => {
    throw lostBy(cause, run.plan.flags.ssl);
  });
