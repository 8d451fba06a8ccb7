/** What may stand where help says ADDRESS: every kind there is, from the registries. */
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';

const list = (kinds: readonly { readonly scheme: string }[]): string => kinds.map((k) => `${k.scheme}:`).join(' ');

export const ADDRESS_HELP = `An ADDRESS is HOST:PORT, or begins with its kind: ${list(endpoints)} (and - for standard input and output). Before another one may stand ${list(overlays)}, as in tls:example.com:443 or crlf:tls:example.com:993. 'wirecat endpoints' shows each with an example, 'wirecat endpoints udp' one with its options.`;
