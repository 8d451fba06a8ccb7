/** Refusals: connections that a host turned away, in the packets too: the SYN, and the RST that came back. */

import { now } from '../io/clock.ts';
import { sourceAddress } from '../io/source-address.ts';
import type { IpEnd } from '../io/tap.ts';
import type { Recorder } from './recorder.ts';

export interface Refusals {
  /** For `onAttemptFailed` of what opens a channel: notes the attempt where a host refused it. */
  note(address: string, error: Error): void;
  /** Resolves when all that was noted is recorded. */
  recorded(): Promise<void>;
}

/** Attempts count from now on. */
export const refusals = (recorder: Recorder): Refusals => {
  const started = now();
  let last = Promise.resolve();
  return {
    note: (_, error) => {
      const remoteIp = refusedBy(error);
      const opened = now();
      if (remoteIp !== undefined) last = last.then(() => record(recorder, remoteIp, started, opened));
    },
    recorded: () => last,
  };
};

const record = async (recorder: Recorder, remoteIp: IpEnd, started: number, opened: number): Promise<void> => {
  const address = await sourceAddress(remoteIp.address);
  if (address === undefined) return;
  const localIp = { address, port: UNKNOWN_PORT };
  const [local, remote] = [address, `${remoteIp.address}:${remoteIp.port}`];
  recorder.refused({ scheme: 'tcp', role: 'initiator', local, remote, localIp, remoteIp, started, opened, refused: true });
};

/** The end that a system error of connect() names, where it refused. */
const refusedBy = (error: Error): IpEnd | undefined => {
  const { code, address, port } = error as Partial<NodeJS.ErrnoException & IpEnd>;
  return code === 'ECONNREFUSED' && typeof address === 'string' && typeof port === 'number' ? { address, port } : undefined;
};

/** The system gives the port back with the refusal, before anyone can ask for it. */
const UNKNOWN_PORT = 0;
