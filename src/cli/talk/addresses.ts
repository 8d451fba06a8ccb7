/** What may stand where help says ADDRESS: every kind there is, from the registries. */
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';
import type { HelpText } from '../command/help.ts';

const list = (kinds: readonly { readonly scheme: string }[]): string => kinds.map((k) => `${k.scheme}:`).join(' ');

export const ADDRESS_HELP: HelpText = (say) => say(TEXT).replace('ENDPOINTS', list(endpoints)).replace('OVERLAYS', list(overlays));

const TEXT =
  "An ADDRESS is HOST:PORT, or begins with its kind: ENDPOINTS (and - for standard input and output). Before another one may stand OVERLAYS, as in tls:example.com:443 or crlf:tls:example.com:993. 'wirecat endpoints' shows each with an example, 'wirecat endpoints udp' one with its options.";
