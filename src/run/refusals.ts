/** Refusals: connections that a host turned away, in the packets too: the SYN, and the RST that came back. */

import { joinHostPort } from '../core/address.ts';
import { now } from '../io/base/clock.ts';
import type { ChannelFacts, IpEnd } from '../io/base/tap.ts';
import type { Recorder } from './recorder.ts';
import type { WatchedAs } from './watched.ts';

/** For `onAttemptFailed` of what opens a channel: records the attempt, which views call so, where a host refused it. Attempts count from now on. */
export const recordRefusals = (
  recorder: Recorder,
  as: (facts: ChannelFacts) => WatchedAs = () => ({}),
): ((address: string, error: Error) => void) => {
  const started = now();
  return (_, error) => {
    const { remoteIp, localIp } = endsOf(error);
    if (remoteIp === undefined || localIp === undefined) return;
    const [local, remote] = [joinHostPort(localIp.address, localIp.port), joinHostPort(remoteIp.address, remoteIp.port)];
    const ends = { local, remote, localIp, remoteIp };
    const facts = { scheme: 'tcp', role: 'initiator', ...ends, started, opened: now(), answer: 'reset' } as const;
    recorder.attempted(facts, as(facts));
  };
};

interface Ends {
  readonly remoteIp?: IpEnd | undefined;
  readonly localIp?: IpEnd | undefined;
}

/** The ends that a system error of connect() names, where it refused. */
const endsOf = (error: Error): Ends => {
  const { code, address, port, localAddress, localPort } = error as Partial<NodeJS.ErrnoException & Named>;
  return code === 'ECONNREFUSED' ? { remoteIp: endOf(address, port), localIp: endOf(localAddress, localPort) } : {};
};

interface Named extends IpEnd {
  readonly localAddress: string;
  readonly localPort: number;
}

const endOf = (address: string | undefined, port: number | undefined): IpEnd | undefined =>
  typeof address === 'string' && typeof port === 'number' ? { address, port } : undefined;
