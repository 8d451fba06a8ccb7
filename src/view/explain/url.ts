/** A URL in its parts (RFC 3986). */
import type { Words } from '../../core/words.ts';
import { type Facts, fact } from '../facts.ts';
import { namedFact, say } from './words.ts';

/** `scheme://…` and `mailto:…`; undefined for all other text. `portOf` knows the port of a scheme. */
export const explainUrl = (text: string, portOf: (scheme: string) => number | undefined, words: Words): Facts | undefined => {
  const [, scheme = '', authority, path = '', query, fragment] =
    /^([a-zA-Z][\w+.-]*):(?:\/\/([^/?#\s]*))([^?#\s]*)(?:\?([^#\s]*))?(?:#(\S*))?$/.exec(text) ?? [];
  if (authority === undefined) return undefined;
  const [, user, host = '', port] = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? [];
  const usual = portOf(scheme.toLowerCase());
  const optional = (name: Parameters<typeof namedFact>[1], value: string | undefined) =>
    value === undefined ? [] : [namedFact(words, name, value)];
  return {
    kind: words.text(say('url')),
    text: text.replace(/(:\/\/[^/?#@]*:)[^/?#@]*@/, '$1*****@'),
    facts: [
      namedFact(words, 'scheme', scheme),
      ...optional('user', user?.replace(/:.*/s, ':*****')),
      namedFact(words, 'urlHost', host === '' ? words.text(say('noHost')) : host),
      ...optional('port', port || (usual === undefined ? undefined : words.text(say('usualPort', { port: String(usual) })))),
      namedFact(words, 'path', path === '' ? words.text(say('noPath')) : path),
      ...(path.includes('%') ? optional('pathRead', decoded(path)) : []),
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
      ...optional('fragment', fragment === undefined ? undefined : words.text(say('fragment', { text: fragment }))),
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
