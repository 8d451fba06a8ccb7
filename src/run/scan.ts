/** Scan: which ports of a machine take connections: each is connected to and let go, so many a second, so many at once. */

import { joinHostPort } from '../core/address.ts';
import { IoError, UsageError } from '../core/fault.ts';
import { sayNotice, sayWrong } from '../core/said.ts';
import { openAddress, parseAddress } from '../io/address/address.ts';
import type { OpenOptions } from '../io/base/endpoint.ts';
import { paceOf } from '../io/link/pace.ts';
import { lookUp } from '../io/net/hosts.ts';
import { isIn, ownNetworks } from '../io/net/networks.ts';
import type { WirePlan } from './plan.ts';
import { recordRefusals } from './refusals.ts';
import { type Faces, recorded, tell } from './session.ts';

export interface ScanPlan {
  readonly host: string;
  readonly ports: readonly number[];
  /** Connections that are begun in a second, and that are under way at once. */
  readonly rate: number;
  readonly atOnce: number;
  /** Milliseconds to wait for an answer. */
  readonly patience: number;
  /** The machine may be one of a network that is not ours. */
  readonly foreign: boolean;
  readonly wire: WirePlan;
}

export type PortState = 'open' | 'closed' | 'silent' | 'unreachable';

export interface Scanned {
  readonly port: number;
  readonly state: PortState;
}

/** Tells of each port as it turns out; gives the exit code, 1 where none is open. */
export const runScan = (plan: ScanPlan, found: (one: Scanned) => void, faces: Faces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    const address = await scannedAddress(plan, signal);
    tell(faces, sayNotice('scanned', { address, ports: plan.ports.length, rate: plan.rate }));
    const told: OpenOptions = {
      connectTimeout: plan.patience,
      onAttemptFailed: recordRefusals(recorder),
      onUnanswered: recorder.attempted,
      wire: recorder.tapAs(() => ({ names: ['client: you', 'server'] })),
    };
    let open = 0;
    await eachAtOnce(plan, signal, async (port) => {
      const state = await stateOf(joinHostPort(address, String(port)), told, signal);
      if (state === 'open') open++;
      found({ port, state });
    });
    return open > 0 ? 0 : 1;
  });

/** The first that the system gives. Throws a UsageError for a machine in another's network. */
const scannedAddress = async ({ host, foreign }: ScanPlan, signal: AbortSignal): Promise<string> => {
  const [first] = await lookUp(host, host, signal);
  const address = first?.address ?? host;
  if (foreign || isIn(ownNetworks(), address)) return address;
  const why = sayWrong('notOurNetwork', { host: `${host}${address === host ? '' : ` (${address})`}` });
  throw UsageError.of('scan', why, sayWrong('typeForeign'));
};

/** Those who wait their turn are numbers in a list, nothing more. */
const eachAtOnce = async ({ ports, rate, atOnce }: ScanPlan, signal: AbortSignal, act: (port: number) => Promise<void>): Promise<void> => {
  const pace = paceOf(rate, signal);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < ports.length && !signal.aborted; i = next++) {
      await pace.wait(1);
      await act(ports[i] ?? 0);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, ports.length) }, worker));
};

const stateOf = async (place: string, options: OpenOptions, signal: AbortSignal): Promise<PortState> => {
  try {
    const channel = await openAddress(parseAddress(`tcp:${place}`), options, signal);
    channel.close();
    await channel.ledger.closing;
    return 'open';
  } catch (error) {
    if (!(error instanceof IoError) || signal.aborted) throw error;
    const state = STATES[error.code];
    if (state === undefined) throw error;
    return state;
  }
};

const STATES: Readonly<Record<string, PortState>> = {
  ECONNREFUSED: 'closed',
  ECONNRESET: 'closed',
  ETIMEDOUT: 'silent',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EACCES: 'unreachable',
};
