/** AskTime: what time another machine has, and how far our clock is from it, after half the round trip. */

import { joinHostPort } from '../core/address.ts';
import { IoError } from '../core/fault.ts';
import { type Pieces, sayTrouble } from '../core/said.ts';
import { openAddress, parseAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import { now } from '../io/base/clock.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import type { TimeSource } from '../io/get/time-sources.ts';
import type { WirePlan } from './plan.ts';
import { recordRefusals } from './refusals.ts';
import { type Faces, recorded } from './session.ts';

export interface TimePlan {
  readonly host: string;
  /** Undefined: each its own. */
  readonly port: number | undefined;
  /** Asked in order until one answers. */
  readonly sources: readonly TimeSource[];
  /** Milliseconds to wait for an answer. */
  readonly patience: number;
  readonly wire: WirePlan;
}

/** In milliseconds. */
export interface HeardTime {
  readonly source: string;
  readonly remote: string;
  /** The server's time when the answer came here. */
  readonly time: number;
  /** The server's clock is so far ahead of ours. */
  readonly offset: number;
  /** How far that may be wrong: half the round trip, and half of what the answer cannot tell apart. */
  readonly error: number;
  readonly roundTrip: number;
  readonly text?: string;
}

/** Rejects with an IoError where nobody says the time; `use` gives the exit code. */
export const runTime = (plan: TimePlan, use: (heard: HeardTime) => number, faces: Faces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    const told: OpenOptions = {
      connectTimeout: plan.patience,
      onAttemptFailed: recordRefusals(recorder),
      onUnanswered: recorder.attempted,
      wire: recorder.tapAs(() => ({ names: ['client: you', 'server'] })),
    };
    const refused: Pieces[] = [];
    for (const source of plan.sources) {
      try {
        return use(await ask(source, plan, told, signal));
      } catch (error) {
        if (!(error instanceof IoError) || signal.aborted || plan.sources.length === 1) throw error;
        refused.push([`${refused.length === 0 ? ' (' : '; '}${source.name}: ${error.place}: `, ...(error.said ?? [error.message])]);
      }
    }
    throw new IoError(plan.host, 'ENODATA', [sayTrouble('nobodySays'), ...refused.flat(), ')']);
  });

const ask = async (source: TimeSource, plan: TimePlan, options: OpenOptions, signal: AbortSignal): Promise<HeardTime> => {
  const place = joinHostPort(plan.host, String(plan.port ?? source.port));
  const began = now();
  const refusal = { act: (_: Error): void => {} };
  const told = { ...options, onTrouble: (error: Error) => refusal.act(error) };
  const channel = await openAddress(parseAddress(`${source.transport}:${place}`), told, signal);
  refusal.act = (error) => channel.abort(error);
  const late = setTimeout(
    () => channel.abort(new IoError(place, 'ETIMEDOUT', sayTrouble('noTimeIn', { source: source.name, seconds: plan.patience / 1000 }))),
    plan.patience,
  );
  try {
    return await exchange(source, channel, began);
  } finally {
    clearTimeout(late);
    channel.close();
    await channel.ledger.closing;
  }
};

/** A server that speaks first has read its clock after our SYN. */
const exchange = async (source: TimeSource, channel: OpenChannel, began: number): Promise<HeardTime> => {
  const question = source.question(now());
  const sent = question === undefined ? began : now();
  if (question !== undefined) await channel.write(question);
  let answer: Uint8Array = new Uint8Array(0);
  let came = sent;
  for await (const chunk of channel.incoming) {
    if (answer.length === 0) came = now();
    answer = Buffer.concat([answer, chunk]);
    if (source.isWhole(answer) || answer.length > LONGEST) break;
  }
  const told = source.read(answer, came);
  if (told === undefined) throw new IoError(channel.remote, 'EPROTO', sayTrouble('noTime', { count: answer.length, source: source.name }));
  const roundTrip = Math.max(0, came - sent - told.held);
  const time = told.at + told.step / 2 + roundTrip / 2;
  const heard = { source: source.name, remote: channel.remote, time, offset: time - came, error: (told.step + roundTrip) / 2, roundTrip };
  return told.text === undefined ? heard : { ...heard, text: told.text };
};
const LONGEST = 1024;
