/** The words of a `ws` address. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import {
  defined,
  flagOption,
  numberOption,
  type OptionHelp,
  type Options,
  printOptions,
  secondsOption,
  textOption,
} from '../base/options.ts';

export interface WsOptions {
  /** What messages are sent as; absent: text where a chunk is UTF-8, else binary. */
  readonly kind?: 'text' | 'binary';
  /** Header lines of the client's request, `Name: value`. */
  readonly headers?: readonly string[];
  /** A connection cut without a close frame counts as ended. */
  readonly laxEof?: boolean;
  /** Bytes of a message at most. */
  readonly limit?: number;
  /** Client: the Origin to send. Server: those that pages may come from, beside its own; `*` for any. */
  readonly origins?: readonly string[];
  /** Client: what to ask for. Server: what must be asked for; anything, if absent. */
  readonly path?: string;
  /** Seconds between pings; a peer that answers none is gone. */
  readonly ping?: number;
  readonly protocols?: readonly string[];
  /** Seconds of silence that our end waits for, where the peer cannot go on after it. */
  readonly wait?: number;
}

export const wsOptions: readonly OptionHelp[] = [
  { name: 'binary', help: 'send binary messages (else text where a chunk is UTF-8, and binary where not)' },
  { name: 'header', value: 'NAME:VALUE', help: 'header of the request; several are parted by |' },
  { name: 'lax-eof', help: 'a connection cut without a close frame is no error' },
  { name: 'limit', value: 'BYTES', help: 'largest message that is taken (16777216)' },
  { name: 'origin', value: 'URL,URL', help: 'client: the origin to claim; server: pages that may come, * for all (only its own)' },
  { name: 'path', value: '/PATH', help: 'client: what to ask for (/); server: the only path that is served' },
  { name: 'ping', value: 'SECONDS', help: 'ping so often, and give up a peer that does not answer' },
  { name: 'protocol', value: 'A,B', help: 'sub-protocols to offer or to take' },
  { name: 'text', help: 'send text messages only' },
  { name: 'wait', value: 'SECONDS', help: 'close after so much silence when our input has ended (1; the peer cannot answer after that)' },
];

export const parseWsOptions = (options: Options, place: string): WsOptions => {
  const text = flagOption(options, 'text', place);
  const binary = flagOption(options, 'binary', place);
  if (text && binary) throw new UsageError(place, sayWrong('textOrBinary'));
  const path = textOption(options, 'path', place);
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path)) throw new UsageError(place, sayWrong('slashPath'), path);
  return defined<WsOptions>({
    kind: text ? 'text' : binary ? 'binary' : undefined,
    headers: headersOf(textOption(options, 'header', place), place),
    laxEof: flagOption(options, 'lax-eof', place) || undefined,
    limit: numberOption(options, 'limit', 1, 1 << 30, place),
    origins: textOption(options, 'origin', place)?.split(',').filter(Boolean),
    path,
    ping: secondsOption(options, 'ping', place),
    protocols: protocolsOf(textOption(options, 'protocol', place), place),
    wait: secondsOption(options, 'wait', place),
  });
};

export const printWsOptions = (o: WsOptions): Readonly<Record<string, string | number | boolean | undefined>> => ({
  binary: o.kind === 'binary',
  header: o.headers?.join('|'),
  'lax-eof': o.laxEof,
  limit: o.limit,
  origin: o.origins?.join(','),
  path: o.path,
  ping: o.ping,
  protocol: o.protocols?.join(','),
  text: o.kind === 'text',
  wait: o.wait,
});

export const printWs = (o: WsOptions): string => printOptions(printWsOptions(o));

/** A URL's host, path and query as an address of the overlays `scheme`, over TCP: `ws?path=/chat:tcp:host:80`. */
export const wsFromUrl = (scheme: string, text: string, port: number): string => {
  const match = /^([^/?#]*)([^#]*)$/.exec(text);
  const [, authority = '', rest = ''] = match ?? [];
  if (authority === '' || authority.includes('@')) throw new UsageError(`${scheme}://${text}`, sayWrong('wsHost', { scheme }), authority);
  const path = rest === '' || rest === '/' ? '' : printOptions({ path: rest.startsWith('/') ? rest : `/${rest}` });
  return `${scheme}${path}:tcp:${/:\d+$/.test(authority) ? authority : `${authority}:${port}`}`;
};

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

const headersOf = (text: string | undefined, place: string): readonly string[] | undefined =>
  text?.split('|').map((line) => {
    const match = /^([!#$%&'*+.^_`~\w-]+):[ \t]*([\x20-\x7e\t]*)$/.exec(line);
    if (match === null) throw new UsageError(place, sayWrong('wsHeader'), line);
    return `${match[1]}: ${match[2]}`;
  });

const protocolsOf = (text: string | undefined, place: string): readonly string[] | undefined => {
  const all = text?.split(',').filter(Boolean);
  const wrong = all?.find((name) => !TOKEN.test(name));
  if (wrong !== undefined) throw new UsageError(place, sayWrong('subProtocols'), wrong);
  return all;
};
