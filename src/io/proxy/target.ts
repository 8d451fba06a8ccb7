/** Where a proxy is asked to connect to, and the facts of a channel that leads there. */

import { joinHostPort, parseIp6, parsePort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { servicePort } from '../../core/services-table.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import type { ChannelFacts } from '../base/tap.ts';

export interface Target {
  /** A name, which the proxy looks up, or an IP address. */
  readonly host: string;
  readonly port: number;
}

export const targetText = (to: Target): string => joinHostPort(to.host, to.port);

/** Two words of an address, host and port. A name has at most 255 bytes, and nothing that could end a line of a request. */
export const parseTarget = (words: readonly string[], place: string): Target => {
  const [written = '', portText = ''] = words;
  const host = written.replace(/^\[(.*)\]$/, '$1');
  const fits = /^[\p{L}\p{N}._-]+$/u.test(host) && new TextEncoder().encode(host).length <= 255;
  if (!fits && !parseIp6(host)) throw new UsageError(place, sayWrong('hostTo'), written);
  const port = /^\d/.test(portText) ? parsePort(portText, place) : servicePort(portText, 'tcp');
  if (port === undefined || port === 0) throw new UsageError(place, sayWrong('portService'), portText);
  return { host, port };
};

/**
 * `host:port` of a request (RFC 3986 §3.2), escapes undone, without anything in it that is no host and no port; undefined where it is not
 * that. IPv6 addresses may lack their brackets where a port follows. The host may be empty: nobody will find it.
 */
export const parseAuthority = (text: string, usualPort: number | undefined): Target | undefined => {
  const plain = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const match = /^(\[[\dA-Fa-f:.]+\]|[\dA-Fa-f:]*:[\dA-Fa-f:.]*(?=:\d)|[\p{L}\p{N}._-]*)(?::(\d{0,5}))?$/u.exec(plain);
  const port = match?.[2] === undefined || match[2] === '' ? usualPort : Number(match[2]);
  if (match === null || port === undefined || port < 1 || port > 65535) return undefined;
  return { host: (match[1] ?? '').replace(/^\[(.*)\]$/, '$1'), port };
};

/** Proxies of this kind lead out; one that listens is another thing. */
export const onlyOutward = (role: 'initiator' | 'acceptor', place: string): void => {
  if (role === 'acceptor') throw new UsageError(place, sayWrong('placeTo'), undefined, sayWrong('tunnelOut'));
};

/** The remote is the target; the IP addresses are still those of the way to the proxy. */
export const tunnelFacts = (below: OpenChannel, scheme: string, to: Target): ChannelFacts => ({
  ...below.facts,
  scheme,
  remote: targetText(to),
  remoteName: to.host,
  opened: now(),
});
