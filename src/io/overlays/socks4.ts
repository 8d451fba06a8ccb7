/** Overlay `socks4:` : a tunnel through a SOCKS 4 proxy, which lies below: `socks4:host:80:proxy:1080`. Names need version 4a of it. */

import { parseIp6 } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { printOptions, textOption } from '../base/options.ts';
import { onlyOutward, parseTarget, type Target, targetText } from '../proxy/target.ts';

export interface Socks4Options {
  readonly to: Target;
  readonly user?: string;
}

export const socks4: OverlayType<Socks4Options> = {
  scheme: 'socks4',
  peer: 'proxy',
  title: 'Through a SOCKS 4 or 4a proxy',
  example: 'socks4:example.com:80:proxy.example:1080',
  onStreamOnly: true,
  words: 2,
  options: [{ name: 'user', value: 'NAME', help: 'the user id that the proxy is told' }],
  parse: (words, options, place) => {
    const to = parseTarget(words, place);
    if (parseIp6(to.host)) throw new UsageError(place, sayWrong('socks4Host'), to.host, sayWrong('socks4Six'));
    const user = textOption(options, 'user', place);
    return user === undefined ? { to } : { to, user };
  },
  print: (o) => `socks4${printOptions({ user: o.user })}:${targetText(o.to)}:`,
  wrap: async (channel, role, o, signal) => {
    onlyOutward(role, `socks4:${targetText(o.to)}`);
    return (await import('../proxy/socks4.ts')).socks4Tunnel(channel, o, signal);
  },
};
