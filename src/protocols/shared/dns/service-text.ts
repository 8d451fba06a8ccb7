/** Parameters of SVCB and HTTPS records as text (RFC 9460 §2.1): `alpn="h2,h3" port=8443`. */

import { type Bytes, utf8 } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { escapeBytes, unescapeText } from '../dns-name.ts';
import { SERVICE_KEYS } from './names.ts';
import type { ServiceParameter } from './service-parameters.ts';
import type { ZoneWords } from './zone-words.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
const bytesText = (b: Bytes): string => quoted(escapeBytes(b, 0, b.length));
const keyText = (key: number): string => SERVICE_KEYS[key] ?? `key${key}`;

export const parametersText = (all: readonly ServiceParameter[]): string => all.map(parameterText).join(' ');

const parameterText = (p: ServiceParameter): string => {
  switch (p.kind) {
    case 'mandatory':
      return `mandatory=${p.keys.map(keyText).join(',')}`;
    case 'alpn':
      return `alpn=${quoted(p.protocols.map((text) => text.replaceAll('\\', '\\\\').replaceAll(',', '\\\\,')).join(','))}`;
    case 'no-default-alpn':
      return 'no-default-alpn';
    case 'port':
      return `port=${p.port}`;
    case 'ipv4hint':
    case 'ipv6hint':
      return `${p.kind}=${p.addresses.join(',')}`;
    case 'ech':
    case 'odohconfig':
      return p.config.length === 0 ? p.kind : `${p.kind}="${toBase64(p.config)}"`;
    default:
      return p.value.length === 0 ? keyText(p.kind) : `${keyText(p.kind)}=${bytesText(p.value)}`;
  }
};

export const parseParameters = (words: ZoneWords): readonly ServiceParameter[] =>
  words
    .rest()
    .map((word) => parseParameter(word, words.place))
    .sort((a, b) => codeOf(a.kind) - codeOf(b.kind));

const CODES = new Map(Object.entries(SERVICE_KEYS).map(([code, word]) => [word, Number(code)]));
const codeOf = (kind: string | number): number => (typeof kind === 'number' ? kind : (CODES.get(kind) ?? 0));

const keyNumber = (word: string, place: string): number => {
  const code = CODES.get(word) ?? (/^key\d{1,5}$/.test(word) ? Number(word.slice(3)) : 65_536);
  if (code > 65_535) throw new UsageError(place, sayWrong('svcKey'), word);
  return code;
};

const parseParameter = (word: string, place: string): ServiceParameter => {
  const [kind = '', value = ''] = word.split(/=(.*)/s);
  const list = value === '' ? [] : value.split(/(?<!\\),/);
  switch (kind) {
    case 'mandatory':
      return { kind, keys: list.map((key) => keyNumber(key, place)) };
    case 'alpn':
      return { kind, protocols: list.map((text) => text.replace(/\\\\(\\\\|,)/g, '$1')) };
    case 'no-default-alpn':
      return { kind };
    case 'port':
      if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new UsageError(place, sayWrong('portAlone'), value);
      return { kind, port: Number(value) };
    case 'ipv4hint':
    case 'ipv6hint':
      return { kind, addresses: list };
    case 'ech':
    case 'odohconfig':
      return { kind, config: fromBase64(utf8(value)) };
    default:
      return { kind: keyNumber(kind, place), value: unescapeText(value) };
  }
};
