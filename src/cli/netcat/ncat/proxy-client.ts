/** `--proxy`: a tunnel to where we want to go, with Ncat's words for how it went. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import { withDeadline } from '../../../io/base/deadline.ts';
import { refusalOf } from '../../../io/base/errors.ts';
import type { Challenge, Credentials } from '../../../io/http/auth.ts';
import type { HeadLimits } from '../../../io/http/head.ts';
import { httpTunnel, ProxyWantsCredentials } from '../../../io/proxy/http-client.ts';
import { socks4Tunnel } from '../../../io/proxy/socks4.ts';
import { socks5Tunnel, USER_PASSWORD } from '../../../io/proxy/socks5.ts';
import type { Target } from '../../../io/proxy/target.ts';
import { findHost } from '../name-lookup.ts';
import { CONNECT_TIMEOUT, dialFailure, dialTcp } from './dial.ts';
import { familyOfFlags, type ProxyPlan } from './plan.ts';
import { httpFailure, socks4Failure, socks5Failure } from './proxy-messages.ts';
import { lost, Quit } from './quit.ts';
import type { NcatRun } from './run.ts';
import { isIp6 } from './values.ts';

/** The tunnel. Throws a Quit. */
export const dialProxy = async (proxy: ProxyPlan, run: NcatRun): Promise<OpenChannel> => {
  const { plan, signal } = run;
  if (proxy.type === 'socks4' && isIp6(plan.host.replace(/^\[(.*)\]$/, '$1')))
    throw lost('Error: IPv6 addresses are not supported with Socks4.');
  const ms = plan.flags.wait ?? CONNECT_TIMEOUT;
  return withDeadline(
    ms,
    () => lost('TIMEOUT.'),
    signal,
    (limited) => TUNNELS[proxy.type](proxy, run, limited),
  );
};

type Tunnel = (proxy: ProxyPlan, run: NcatRun, signal: AbortSignal) => Promise<OpenChannel>;

const reachProxy = async (proxy: ProxyPlan, run: NcatRun, signal: AbortSignal): Promise<OpenChannel> => {
  const below = await dialTcp(proxy.addresses, proxy.port, { ...run, signal }).catch((cause: unknown) => {
    throw signal.aborted ? cause : lost(`Proxy connection failed: ${dialFailure(cause)}.`);
  });
  if (proxy.type !== 'http') run.messages.verbose(`Connected to proxy ${below.facts.remoteIp?.address}:${proxy.port}`);
  return run.keep(below);
};

/** As long as the original lets the heads of HTTP be. */
export const HEAD_LIMITS: HeadLimits = { line: 1023, headers: 10_239 };

/** After a challenge the proxy is called again, also where it then turns out that there is no answer. */
const byHttp: Tunnel = async (proxy, run, signal) => {
  const credentials = credentialsOf(run);
  const below = await reachProxy(proxy, run, signal);
  const to = await targetOf(run);
  const ask = (proxied: OpenChannel, challenge?: Challenge): Promise<OpenChannel> =>
    httpTunnel(proxied, { to, credentials, challenge, version: '1.0', old: true, limits: HEAD_LIMITS }, signal).catch((cause: unknown) => {
      proxied.close();
      throw cause;
    });
  const words = (cause: unknown): Quit => httpFailure(cause, credentials !== undefined);
  try {
    return await ask(below);
  } catch (cause) {
    if (signal.aborted) throw cause;
    if (credentials === undefined || !wantsLogin(cause)) throw words(cause);
    const again = await reachProxy(proxy, run, signal);
    if (!(cause instanceof ProxyWantsCredentials)) throw words(cause);
    if (cause.challenge.scheme === 'digest' && run.plan.proxyAuth?.includes(':') === false)
      throw lost('Error building Proxy-Authorization header.');
    return ask(again, cause.challenge).catch(given(signal, words));
  }
};

const wantsLogin = (cause: unknown): boolean => {
  if (cause instanceof ProxyWantsCredentials) return true;
  const at = refusalOf(cause);
  return at?.by === 'http' && at.stage === 'status' && at.got === 407;
};

const bySocks4: Tunnel = async (proxy, run, signal) => {
  const below = await reachProxy(proxy, run, signal);
  const to = await targetOf(run, 4);
  return socks4Tunnel(below, { to, user: run.plan.proxyAuth, anyVersion: true }, signal).catch(given(signal, socks4Failure));
};

const bySocks5: Tunnel = async (proxy, run, signal) => {
  const { messages, plan } = run;
  const below = await reachProxy(proxy, run, signal);
  const onMethod = (wantsLogin: boolean): void => {
    messages.verbose(wantsLogin ? LOGIN : 'No authentication needed.');
    if (wantsLogin) checkLogin(plan.proxyAuth ?? '');
  };
  const resolve = async (): Promise<Target> => {
    const to = await targetOf(run);
    if (Buffer.byteLength(to.host) > 255) throw lost('Error: hostname length exceeds 255.');
    return to;
  };
  const to = { host: plan.host, port: plan.port };
  const words = (cause: unknown): Quit => {
    if (asksUnoffered(cause)) messages.verbose(LOGIN);
    return cause instanceof Quit ? cause : socks5Failure(cause);
  };
  const onConnected = (): void => messages.verbose('connection succeeded.');
  const wishes = { to, credentials: credentialsOf(run), onMethod, onConnected, resolve };
  return socks5Tunnel(below, wishes, signal).catch(given(signal, words));
};

const LOGIN = 'Doing username and password authentication.';

/** The proxy wants user and password though none were offered. */
const asksUnoffered = (cause: unknown): boolean => {
  const at = refusalOf(cause);
  return at?.by === 'socks5' && at.wrong === 'method' && at.got === USER_PASSWORD;
};

/** RFC 1929 has one byte for each length. */
const checkLogin = (auth: string): void => {
  const [, user = '', password] = /^([^:]*)(?::([\s\S]*))?$/.exec(auth) ?? [];
  if (password === undefined) throw lost('Error: invalid username:password combo.');
  for (const [what, text] of Object.entries({ username: user, password }))
    if (Buffer.byteLength(text) > 255) throw lost(`Error: ${what} length exceeds 255.`);
};

const TUNNELS: Readonly<Record<ProxyPlan['type'], Tunnel>> = { http: byHttp, socks4: bySocks4, socks5: bySocks5 };

const given =
  (signal: AbortSignal, words: (cause: unknown) => Quit) =>
  (cause: unknown): never => {
    throw signal.aborted ? cause : words(cause);
  };

/** `user:password`; without a colon, only a user. */
export const credentialsOf = ({ plan }: NcatRun): Credentials | undefined => {
  if (plan.proxyAuth === undefined) return undefined;
  const [, user = '', password = ''] = /^([^:]*):?([\s\S]*)$/.exec(plan.proxyAuth) ?? [];
  return { user, password, text: plan.proxyAuth };
};

/** The destination as the proxy is to be told it, by --proxy-dns. */
const targetOf = async ({ plan, messages }: NcatRun, family?: 4): Promise<Target> => {
  const { host, port, flags } = plan;
  const literal = await findHost(host, { family: familyOfFlags(flags), numeric: true });
  if ('addresses' in literal) return { host: literal.addresses[0]?.address.replace(/%.*$/, '') ?? host, port };
  const { proxyDns } = flags;
  if (proxyDns === 'local' || proxyDns === 'both') {
    const found = await findHost(host, { family: family ?? familyOfFlags(flags) });
    const address = 'why' in found ? undefined : found.addresses[0]?.address;
    if (address !== undefined) {
      messages.verbose(`Host ${host} locally resolved to ${address}.`);
      return { host: address, port };
    }
  }
  if (proxyDns === 'local' || proxyDns === 'none') throw lost(`Error: Failed to resolve host ${host} locally.`);
  messages.verbose(`Host ${host} will be resolved by the proxy.`);
  return { host, port };
};
