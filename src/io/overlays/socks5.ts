/** Overlay `socks5:` : a tunnel through a SOCKS 5 proxy (RFC 1928), which lies below: `socks5:host:80:proxy:1080`. It looks names up. */
import type { OverlayType } from '../base/endpoint.ts';
import { loginOptions, type ProxyLogin, parseLogin, printLogin } from '../proxy/login-options.ts';
import { onlyOutward, parseTarget, type Target, targetText } from '../proxy/target.ts';

export interface Socks5Options extends ProxyLogin {
  readonly to: Target;
}

export const socks5: OverlayType<Socks5Options> = {
  scheme: 'socks5',
  peer: 'proxy',
  title: 'Through a SOCKS 5 proxy',
  example: 'socks5:example.com:80:proxy.example:1080',
  onStreamOnly: true,
  words: 2,
  options: loginOptions,
  parse: (words, options, place) => ({ to: parseTarget(words, place), ...parseLogin(options, place) }),
  print: (o) => `socks5${printLogin(o)}:${targetText(o.to)}:`,
  wrap: async (channel, role, o, signal) => {
    const place = `socks5:${targetText(o.to)}`;
    onlyOutward(role, place);
    const { credentialsOf } = await import('../proxy/credentials.ts');
    const { socks5Tunnel } = await import('../proxy/socks5.ts');
    return socks5Tunnel(channel, { to: o.to, credentials: await credentialsOf(o, place) }, signal);
  },
};
