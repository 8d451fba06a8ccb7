/** Connect mode: dial, perhaps by way of a proxy and under TLS, then run a program on the connection or converse with standard input. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import { withDeadline } from '../../../io/base/deadline.ts';
import { codeOf } from '../../../io/base/errors.ts';
import { sleep } from '../../../io/link/pace.ts';
import type { TlsOptions } from '../../../io/tls/options.ts';
import { copyBothWays, receive } from './copy.ts';
import { CONNECT_TIMEOUT, dialFailure, dialTcp, dialUnix, fromSource, type Source } from './dial.ts';
import { gracefulClose } from './graceful-close.ts';
import { lost, Quit, quit } from './quit.ts';
import { lostBy, type NcatRun, untilStopped } from './run.ts';

/** Resolves when it is over. Throws a Quit. */
export const connectMode = async (run: NcatRun, tls: TlsOptions | undefined): Promise<void> => {
  const started = performance.now();
  const { plan, messages } = run;
  const { zero, exec } = plan.flags;
  const channel = run.keep(await open(run, tls));
  run.watchLog(channel);
  if (exec !== undefined) {
    const { execute } = await import('./execute.ts');
    return execute(channel, exec, run);
  }
  run.watchIdle(channel);
  if (!zero) {
    run.idle?.start();
    await copyBothWays(channel, run);
    if (run.idle !== undefined && !plan.datagrams && !plan.flags.sendOnly && !plan.flags.recvOnly) await untilStopped(run.signal);
  } else if (plan.datagrams) await probe(channel, run);
  run.idle?.stop();
  if (run.signal.aborted) return; // its reason is the last word
  const { sent } = channel.ledger;
  const received = plan.flags.sendOnly && !zero ? 0 : channel.ledger.received; // what came all the same was not read
  messages.verbose(`${sent} bytes sent, ${received} bytes received in ${((performance.now() - started) / 1000).toFixed(2)} seconds.`);
  if (plan.flags.sendOnly) await gracefulClose(channel);
  else channel.close();
};

const open = async (run: NcatRun, tls: TlsOptions | undefined): Promise<OpenChannel> => {
  const { plan, messages, signal } = run;
  if (plan.datagrams && plan.transport !== 'udp') return (await import('./unix-datagrams.ts')).connectUnixPeer(run);
  const below = run.keep(await (plan.datagrams ? openDatagrams(run) : openStream(run)));
  if (tls !== undefined) {
    const { secureClient, secureDatagrams } = await import('./tls.ts');
    const secure = plan.datagrams ? secureDatagrams : secureClient;
    return withDeadline(
      plan.flags.wait ?? CONNECT_TIMEOUT,
      () => lost('TIMEOUT.'),
      signal,
      (limited) => secure(below, tls, plan, messages, limited),
    ).catch((cause: unknown) => {
      throw isHushed(run) && cause instanceof Quit && cause.exitCode === 1 ? lost('') : cause;
    });
  }
  if (plan.transport === 'unix') messages.verbose(`Connected to ${plan.host}.`);
  else if (plan.proxy === undefined) messages.verbose(`Connected to ${below.facts.remoteIp?.address}:${plan.port}.`);
  return below;
};

const openStream = async (run: NcatRun): Promise<OpenChannel> => {
  const { plan } = run;
  if (plan.proxy !== undefined) {
    const { dialProxy } = await import('./proxy-client.ts');
    return dialProxy(plan.proxy, run);
  }
  if (plan.transport === 'unix') return dialUnix(run);
  return dialTcp(plan.addresses, plan.port, run).catch((cause: unknown) => {
    throw run.signal.aborted ? cause : unreached(cause, run);
  });
};

/** With -z only -v says why. */
const isHushed = ({ plan }: NcatRun): boolean => plan.flags.zero === true && plan.verbose === 0;
const unreached = (cause: unknown, run: NcatRun): Quit => lost(isHushed(run) ? '' : `${dialFailure(cause)}.`);

const openDatagrams = async (run: NcatRun): Promise<OpenChannel> => {
  const { plan, signal } = run;
  const [to] = plan.addresses;
  if (to === undefined) throw quit('There is no address to send to.');
  const { openUdp } = await import('../../../io/endpoints/udp/open.ts');
  const at = { host: to.address, port: plan.port, wait: 0 };
  const onTrouble = (cause: Error): void => {
    if (codeOf(cause) !== 'ENOBUFS') run.fail(plan.flags.ssl ? lost('Input/output error.') : unreached(cause, run));
  };
  const openFrom = ({ address, port }: Source): Promise<OpenChannel> =>
    openUdp({ ...at, ...(address !== undefined && { bind: address }), ...(port && { sourcePort: port }) }, { onTrouble }, signal);
  return fromSource(to, run, openFrom).catch((cause: unknown) => {
    throw signal.aborted ? cause : lostBy(cause);
  });
};

/**
 * -z with datagrams: one byte, and two seconds in which the system may say that nobody listens. What is answered is shown, and an empty
 * datagram ends it.
 */
const probe = async (channel: OpenChannel, run: NcatRun): Promise<void> => {
  await channel.write(new Uint8Array(1)).catch((cause: unknown) => {
    throw unreached(cause, run);
  });
  const ended = receive(channel, run).then(() => true);
  if (await Promise.race([ended, sleep(run.plan.flags.idle ?? PROBE_WAIT, run.signal)])) return;
  run.messages.verbose('UDP packet sent successfully');
};

const PROBE_WAIT = 2000;
