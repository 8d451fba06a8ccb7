/** The address of a proxy as `-x` takes it: `host`, `host:port`, `[v6]`, `[v6]:port`. */
import { NcError } from '../nc-error.ts';

export type ProxyKind = 'connect' | 'socks4' | 'socks5';

export interface ProxyAddress {
  readonly kind: ProxyKind;
  readonly host: string;
  readonly port: string;
}

export const readProxy = (text: string, kind: ProxyKind): ProxyAddress => {
  const usual = kind === 'connect' ? '3128' : '1080';
  if (!text.startsWith('[')) {
    const colon = text.lastIndexOf(':');
    return colon < 0 ? { kind, host: text, port: usual } : { kind, host: text.slice(0, colon), port: text.slice(colon + 1) };
  }
  const close = text.indexOf(']');
  if (close < 0) throw new NcError('missing closing bracket in proxy');
  const rest = text.slice(close + 1);
  if (rest !== '' && !rest.startsWith(':')) throw new NcError('garbage proxy port delimiter');
  return { kind, host: text.slice(1, close), port: rest === '' ? usual : rest.slice(1) };
};
