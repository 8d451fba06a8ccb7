/** `-l --proxy-type http`: an HTTP proxy for those who may come in. It goes on until it is stopped. */
import { networkInterfaces } from 'node:os';
import { canonicalIp } from '../../../io/accept/access.ts';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { lingeringClose } from '../../../io/channels/lingering-close.ts';
import type { Credentials } from '../../../io/http/auth.ts';
import type { Target } from '../../../io/proxy/target.ts';
import type { TlsOptions } from '../../../io/tls/options.ts';
import { findHost } from '../name-lookup.ts';
import { dialTcp } from './dial.ts';
import { openListeners, turnAway } from './listeners.ts';
import { familyOfFlags } from './plan.ts';
import { credentialsOf } from './proxy-client.ts';
import { type ProxyRules, serveProxyClient } from './proxy-exchange.ts';
import type { NcatRun } from './run.ts';

/** Never resolves. Throws a Quit. */
export const proxyMode = async (run: NcatRun, tls: TlsOptions | undefined): Promise<void> => {
  const auth = credentialsOf(run);
  let failed: (cause: unknown) => void = () => {};
  const over = new Promise<never>((_, reject) => {
    failed = reject;
  });
  await openListeners(run, (channel) => {
    receive(run.keep(channel), auth, tls, run).catch(failed);
  });
  return over;
};

/** Clients at once. The original has no limit to them, whatever -m says. */
const MOST_CLIENTS = 1000;
let served = 0;

const receive = async (channel: OpenChannel, auth: Credentials | undefined, tls: TlsOptions | undefined, run: NcatRun): Promise<void> => {
  const { admits } = run.plan;
  if (served >= MOST_CLIENTS || (admits !== undefined && !admits(channel.facts.remoteIp?.address ?? channel.remote)))
    return turnAway(channel);
  served++;
  try {
    const client = tls === undefined ? channel : await secure(channel, tls, run);
    if (client !== undefined) await serve(client, auth, run);
  } finally {
    served--;
  }
};

const secure = async (channel: OpenChannel, tls: TlsOptions, run: NcatRun): Promise<OpenChannel | undefined> => {
  const { secureServer, tlsFailure } = await import('./tls.ts');
  try {
    return await secureServer(channel, tls, run.signal);
  } catch (cause) {
    run.messages.verbose(`Failed SSL connection: ${tlsFailure(cause)}`);
    channel.abort(cause instanceof Error ? cause : new Error(String(cause)));
    return undefined;
  }
};

/** One client; what breaks is between it and its server. */
const serve = async (client: OpenChannel, auth: Credentials | undefined, run: NcatRun): Promise<void> => {
  const options: ProxyRules = {
    auth,
    dial: (to, signal) => dial(to, run, signal),
    leadsHere: (to) => leadsHere(to, run),
    onRequest: (line) => run.messages.debug(`Request-Line: ${line}`),
  };
  try {
    await serveProxyClient(client, options, run.signal);
    await lingeringClose(client);
  } catch {
    client.close();
  }
};

const dial = async (to: Target, run: NcatRun, signal: AbortSignal): Promise<OpenChannel> => {
  const { flags } = run.plan;
  const found = await findHost(to.host, { family: familyOfFlags(flags), numeric: flags.nodns });
  if ('why' in found) throw new Error(found.why);
  return run.keep(await dialTcp(found.addresses, to.port, { plan: run.plan, messages: run.messages, signal }));
};

/** A request that would come back to this proxy, by whatever name or address (threat C2). */
const leadsHere = async (to: Target, { plan }: NcatRun): Promise<boolean> => {
  if (to.port !== plan.port) return false;
  const found = await findHost(to.host, { numeric: plan.flags.nodns });
  if ('why' in found) return false;
  const own = new Set(
    Object.values(networkInterfaces())
      .flat()
      .map((each) => each?.address),
  );
  return found.addresses.some(({ address }) => isHere(canonicalIp(address.replace(/%.*$/, '')), own));
};

const isHere = (address: string, own: ReadonlySet<string | undefined>): boolean =>
  own.has(address) || /^127\./.test(address) || ['::1', '::', '0.0.0.0'].includes(address);
