/** ServiceContext: what services get of who runs them, made from what the runner can do. */

import type { Line } from '../../core/said.ts';
import { passing } from '../accept/passing.ts';
import { acceptAddress, openAddress, parseAddress } from '../address/address.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { abortReason } from '../base/errors.ts';
import type { Tap } from '../base/tap.ts';
import type { Files } from '../files/files.ts';
import type { TlsOptions } from '../tls/options.ts';
import { SERVICE_LIMITS, type ServedRow, type Service, type ServiceContext } from './service.ts';
import { startTls } from './start-tls.ts';

export interface ContextOptions {
  readonly say?: (line: Line) => void;
  /** Sees the channels that a service opens or accepts by itself, for a client where it does it for one. */
  readonly wire?: (beside: OpenChannel | undefined, goesOn?: boolean) => Tap | undefined;
  readonly files?: Files | undefined;
  /** The certificate and more for STARTTLS; a self-made one where it says nothing. */
  readonly tls?: TlsOptions;
  readonly connections?: () => readonly ServedRow[];
  readonly beside?: ReadonlyMap<string, (channel: OpenChannel) => Promise<void>>;
  /** A service has opened or accepted a channel by itself, for a client where it does it for one. */
  readonly onOwn?: (channel: OpenChannel, beside: OpenChannel | undefined, goesOn: boolean | undefined) => void;
}

/** `given`: what the service's own `parse` made. */
export const serviceContext = <O>(given: O, options: ContextOptions, signal: AbortSignal): ServiceContext<O> => {
  const { say = () => {}, wire = () => undefined, files, tls = {}, connections = () => [], beside = new Map(), onOwn } = options;
  const own = <T extends OpenChannel>(channel: T, beside: OpenChannel | undefined, goesOn?: boolean): T => {
    onOwn?.(channel, beside, goesOn);
    channel.ledger.whenOver(listenForAbort(signal, () => channel.abort(abortReason(signal))));
    return channel;
  };
  return {
    options: given,
    limits: SERVICE_LIMITS,
    signal,
    now,
    say,
    open: async (address, beside, goesOn) =>
      own(await openAddress(parseAddress(address), { wire: wire(beside, goesOn) }, signal), beside, goesOn),
    accept: async (address, accept = {}, beside) =>
      passing(await acceptAddress(parseAddress(address), { ...accept, wire: wire(beside) }, signal), (channel) => {
        own(channel, beside);
        return true;
      }),
    startTls: (channel, talk) => startTls(channel, tls, signal, talk),
    files,
    connections,
    beside,
  };
};

/** For a service that runs alone, with nothing given. */
export const plainContext = <O>(service: Service<O>, signal: AbortSignal): ServiceContext<O> =>
  serviceContext(service.parse({}), {}, signal);
