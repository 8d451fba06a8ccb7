/** Receiving with `-t` (telnet options are refused) or `-W` (so many reads and no more). */
import type { FastChannel } from '../../../io/base/channel.ts';
import type { PumpEnd } from '../../../io/link/pump.ts';
import { copyEach } from '../copy-each.ts';
import { telnetRefusals } from '../telnet.ts';

export interface SlowReceiving {
  readonly telnet: boolean;
  readonly datagrams: boolean;
  readonly reads?: { left: number } | undefined;
  /** Comes before all that is received. */
  readonly early?: Uint8Array | undefined;
}

/** The original reads a stream in stretches of at most so many bytes, and `-W` counts those. */
const READ = 16_384;

export const receiveSlowly = async (from: FastChannel, to: FastChannel, how: SlowReceiving): Promise<PumpEnd> => {
  const refusals = telnetRefusals();
  const each = async (chunk: Uint8Array): Promise<boolean> => {
    const taken = how.reads === undefined ? chunk : allowed(chunk, how.reads, how.datagrams ? chunk.length || 1 : READ);
    if (how.telnet) await answer(refusals(taken), from);
    await to.write(taken);
    return how.reads === undefined || how.reads.left > 0;
  };
  const { early } = how;
  if (early !== undefined && early.length > 0 && !(await each(early).catch(() => true))) return { kind: 'end' };
  const end = await copyEach(from, each);
  if (how.reads !== undefined) how.reads.left--; // the end is read too
  return end;
};

/** What of a chunk may still be read; counts it. */
const allowed = (chunk: Uint8Array, reads: { left: number }, size: number): Uint8Array => {
  const wanted = Math.max(1, Math.ceil(chunk.length / size));
  const taken = Math.min(wanted, reads.left);
  reads.left -= taken;
  return taken === wanted ? chunk : chunk.subarray(0, taken * size);
};

/** A peer who does not take our refusals may still be sending: that is for the other direction to find out. */
const answer = async (refusals: Uint8Array, to: FastChannel): Promise<void> => {
  if (refusals.length > 0) await to.write(refusals).catch(() => {});
};
