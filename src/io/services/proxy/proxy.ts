/** Service `proxy`: requests passed on and tunnels made (CONNECT) for clients of HTTP, RFC 9110 §3.7 and §9.3.6. */

import { IoError } from '../../../core/fault.ts';
import { sayServing, sayTrouble } from '../../../core/said.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { serveHttpProxy } from '../../proxy/http-server.ts';
import type { Target } from '../../proxy/target.ts';
import { checkedTarget, connectFor, HANDSHAKE_TIME, type Proxying, parseProxying, proxyingOptions } from '../../serve/proxying.ts';
import type { Service } from '../../serve/service.ts';

export const proxy: Service<Proxying> = {
  name: 'proxy',
  title: 'Connects and asks for clients of HTTP',
  spec: 'RFC 9110',
  ports: { tcp: 3128 },
  framings: ['stream'],
  example: 'curl -x http://HOST:PORT http://example.org/',
  options: proxyingOptions,
  parse: parseProxying,
  serve: async (channel, context) => {
    const { auth } = context.options;
    let checked: Target | undefined;
    let wrong = '';
    const late = setTimeout(() => channel.abort(new IoError(channel.remote, 'ETIMEDOUT', sayTrouble('notSaidWhere'))), HANDSHAKE_TIME);
    channel.ledger.whenOver(() => clearTimeout(late));
    const allow = async (to: Target): Promise<boolean> => {
      clearTimeout(late);
      try {
        checked = await checkedTarget(to, channel, context);
        return true;
      } catch (error) {
        wrong = textOf(error);
        return false;
      }
    };
    const dial = (to: Target): Promise<OpenChannel> =>
      connectFor(channel, checked ?? to, context).catch((error: unknown) => {
        wrong = textOf(error);
        throw error;
      });
    const options = { auth, methods: 'any', allow, dial, page: (status: number) => pageOf(status, wrong) } as const;
    const onRequest = (line: string, status: number): void =>
      context.say([`${channel.remote}: `, line === '' ? sayServing('noRequest') : line, `: ${status}`]);
    await serveHttpProxy(channel, { ...options, onRequest }, context.signal).finally(() => clearTimeout(late));
  },
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const pageOf = (status: number, wrong: string): string => {
  const sentence = SENTENCES[status];
  return sentence === undefined ? '' : `${status}: ${sentence}${wrong === '' ? '' : ` (${wrong})`}.\n`;
};

const SENTENCES: Readonly<Record<number, string>> = {
  400: 'a proxy takes addresses that begin with http://, and CONNECT HOST:PORT; a body has one length',
  403: 'the proxy does not connect there for clients on other machines (--internal allows it)',
  407: 'the proxy wants a user and a password',
  413: 'the head of the request is too long',
  502: 'the server answered, but not in HTTP',
  504: 'the server cannot be reached',
};
