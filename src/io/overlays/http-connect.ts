/** Overlay `http-connect:` : a tunnel through an HTTP proxy, which lies below: `http-connect:host:443:proxy:3128`. RFC 9110 §9.3.6. */
import type { OverlayType } from '../base/endpoint.ts';
import { TryAgain } from '../base/try-again.ts';
import type { Challenge } from '../http/auth.ts';
import { loginOptions, type ProxyLogin, parseLogin, printLogin } from '../proxy/login-options.ts';
import { onlyOutward, parseTarget, type Target, targetText } from '../proxy/target.ts';

export interface HttpConnectOptions extends ProxyLogin {
  readonly to: Target;
}

export const httpConnect: OverlayType<HttpConnectOptions> = {
  scheme: 'http-connect',
  peer: 'proxy',
  title: 'Through an HTTP proxy (CONNECT)',
  example: 'http-connect:example.com:443:proxy.example:3128',
  onStreamOnly: true,
  words: 2,
  options: loginOptions,
  parse: (words, options, place) => ({ to: parseTarget(words, place), ...parseLogin(options, place) }),
  print: (o) => `http-connect${printLogin(o)}:${targetText(o.to)}:`,
  wrap: async (channel, role, o, signal) => {
    const place = `http-connect:${targetText(o.to)}`;
    onlyOutward(role, place);
    const { httpTunnel, ProxyWantsCredentials } = await import('../proxy/http-client.ts');
    const { credentialsOf } = await import('../proxy/credentials.ts');
    const credentials = await credentialsOf(o, place);
    const challenge = challenges.get(o);
    challenges.delete(o); // a nonce is good for a short time only
    try {
      return await httpTunnel(channel, { to: o.to, credentials, challenge }, signal);
    } catch (cause) {
      if (!(cause instanceof ProxyWantsCredentials)) throw cause;
      challenges.set(o, cause.challenge);
      throw new TryAgain('the proxy wants credentials on a new connection');
    }
  },
};

/** What proxies that close after their challenge have asked for. */
const challenges = new WeakMap<HttpConnectOptions, Challenge>();
