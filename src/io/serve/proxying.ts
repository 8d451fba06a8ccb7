/** Proxying: what the services that connect for others have in common: who may use them, and where they connect to. */

import { isLoopback, joinHostPort } from '../../core/address.ts';
import { IoError, UsageError } from '../../core/fault.ts';
import { sayTrouble, sayWrong } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { Credentials } from '../http/auth.ts';
import { lookUp } from '../net/hosts.ts';
import { externalTarget } from '../proxy/internal-targets.ts';
import { type Target, targetText } from '../proxy/target.ts';
import type { Given, ServiceContext, ServiceOptions } from './service.ts';

export const proxyingOptions = {
  'proxy-user': { value: 'NAME:PASSWORD', help: 'who may use the proxy; otherwise everybody who can connect' },
  internal: { help: 'clients on other machines, too, are connected to this machine and what is on its link alone' },
} as const satisfies ServiceOptions;

export interface Proxying {
  readonly auth: Credentials | undefined;
  readonly internal: boolean;
}

export const parseProxying = (given: Given<typeof proxyingOptions>): Proxying => {
  const user = given['proxy-user'];
  const colon = user?.indexOf(':') ?? 0;
  if (user !== undefined && colon < 1)
    throw UsageError.of('serve --proxy-user', sayWrong('userForm'), sayWrong('type', { line: '--proxy-user ada:secret' }));
  const auth = user === undefined ? undefined : { user: user.slice(0, colon), password: user.slice(colon + 1) };
  return { auth, internal: given.internal === true };
};

/** Milliseconds for a client to say what it wants, and for a target to answer. */
export const HANDSHAKE_TIME = 10_000;
const CONNECT_TIME = 10_000;

/**
 * The target as it is to be connected to. Who came from another machine is not brought to this one, nor to its link (threat C1): its name is
 * looked up here, and what was checked is what is connected to. Rejects with an IoError, EACCES where it may not.
 */
export const checkedTarget = async (to: Target, client: OpenChannel, { options, signal }: ServiceContext<Proxying>): Promise<Target> => {
  const { localIp } = client.facts;
  if (options.internal || localIp === undefined || isLoopback(localIp.address)) return to;
  return externalTarget(to, async (host) => (await lookUp(host, targetText(to), signal)).map(({ address }) => address));
};

/** For that client. Rejects with an IoError where it does not answer in time. */
export const connectFor = async (client: OpenChannel, { host, port }: Target, context: ServiceContext<Proxying>): Promise<OpenChannel> => {
  const place = joinHostPort(host, port);
  const opening = context.open(`tcp:${place}`, client, true);
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => {
      const error = new IoError(place, 'ETIMEDOUT', sayTrouble('noAnswerIn', { seconds: String(CONNECT_TIME / 1000) }));
      reject(error);
      opening.then(
        (channel) => channel.abort(error),
        () => {},
      );
    }, CONNECT_TIME);
  });
  try {
    return await Promise.race([opening, tooLate]);
  } finally {
    clearTimeout(late);
  }
};
