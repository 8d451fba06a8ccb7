/** A URL in its parts (RFC 3986). */
import { type Facts, fact } from '../facts.ts';

/** `scheme://…` and `mailto:…`; undefined for all other text. `portOf` knows the port of a scheme. */
export const explainUrl = (text: string, portOf: (scheme: string) => number | undefined): Facts | undefined => {
  const [, scheme = '', authority, path = '', query, fragment] =
    /^([a-zA-Z][\w+.-]*):(?:\/\/([^/?#\s]*))([^?#\s]*)(?:\?([^#\s]*))?(?:#(\S*))?$/.exec(text) ?? [];
  if (authority === undefined) return undefined;
  const [, user, host = '', port] = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? [];
  const usual = portOf(scheme.toLowerCase());
  const optional = (name: string, value: string | undefined) => (value === undefined ? [] : [fact(name, value)]);
  return {
    kind: 'URL',
    text: text.replace(/(:\/\/[^/?#@]*:)[^/?#@]*@/, '$1*****@'),
    facts: [
      fact('scheme', scheme),
      ...optional('user', user?.replace(/:.*/s, ':*****')),
      fact('host', host === '' ? 'none: this machine' : host),
      ...optional('port', port || (usual === undefined ? undefined : `${usual}, the usual one`)),
      fact('path', path === '' ? 'none; / is asked for' : path),
      ...(path.includes('%') ? optional('path, read', decoded(path)) : []),
      ...optional('query', query),
      ...(query ?? '')
        .split('&')
        .filter((part) => part !== '')
        .map((part) =>
          fact(
            '',
            part
              .split('=')
              .map((s) => decoded(s.replaceAll('+', ' ')))
              .join(' = '),
          ),
        ),
      ...optional('fragment', fragment === undefined ? undefined : `${fragment}, which is not sent`),
    ],
  };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
