/** Names of frame types, errors and settings (RFC 9113 §11 and the registries that it founded), and of headers with a field of their own. */
import type { Names } from '../../wire/value.ts';

/** By type; what a row and a tree call a frame. */
export const TYPES: Names = {
  0: 'DATA',
  1: 'HEADERS',
  2: 'PRIORITY',
  3: 'RST_STREAM',
  4: 'SETTINGS',
  5: 'PUSH_PROMISE',
  6: 'PING',
  7: 'GOAWAY',
  8: 'WINDOW_UPDATE',
  9: 'CONTINUATION',
  10: 'ALTSVC',
  11: 'BLOCKED',
  12: 'ORIGIN',
  16: 'PRIORITY_UPDATE',
};

export const frameName = (type: number): string => (type < 0 ? 'Magic' : (TYPES[type] ?? `Unknown type (${type})`));

export const ERRORS: Names = {
  0: 'NO_ERROR',
  1: 'PROTOCOL_ERROR',
  2: 'INTERNAL_ERROR',
  3: 'FLOW_CONTROL_ERROR',
  4: 'SETTINGS_TIMEOUT',
  5: 'STREAM_CLOSED',
  6: 'FRAME_SIZE_ERROR',
  7: 'REFUSED_STREAM',
  8: 'CANCEL',
  9: 'COMPRESSION_ERROR',
  10: 'CONNECT_ERROR',
  11: 'ENHANCE_YOUR_CALM',
  12: 'INADEQUATE_SECURITY',
  13: 'HTTP_1_1_REQUIRED',
};

export const SETTINGS: Names = {
  1: 'Header table size',
  2: 'Enable PUSH',
  3: 'Max concurrent streams',
  4: 'Initial Windows size',
  5: 'Max frame size',
  6: 'Max header list size',
  8: 'Extended CONNECT',
};

/** Keys of the fields of settings. */
export const SETTING_KEYS: Readonly<Record<number, string>> = {
  1: 'settings.header_table_size',
  2: 'settings.enable_push',
  3: 'settings.max_concurrent_streams',
  4: 'settings.initial_window_size',
  5: 'settings.max_frame_size',
  6: 'settings.max_header_list_size',
  8: 'settings.extended_connect',
};

const TEXTS = [
  ':authority',
  ':path',
  ':method',
  ':scheme',
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'accept-ranges',
  'access-control-allow-origin',
  'allow',
  'authorization',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-location',
  'content-range',
  'content-type',
  'cookie',
  'date',
  'etag',
  'expect',
  'expires',
  'from',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-modified',
  'link',
  'location',
  'proxy-authenticate',
  'proxy-authorization',
  'range',
  'referer',
  'refresh',
  'retry-after',
  'server',
  'set-cookie',
  'strict-transport-security',
  'user-agent',
  'vary',
  'via',
  'www-authenticate',
] as const;
const NUMBERS = [':status', 'age', 'content-length', 'max-forwards'] as const;

/** `content-type` is `http2.headers.content_type`, `:path` is `http2.headers.path`. */
const keyOf = (name: string): string => `headers.${name.replace(':', '').replaceAll('-', '_')}`;

/** Headers that have a field of their own: its key, and whether it is a number. */
export const HEADERS: ReadonlyMap<string, { readonly key: string; readonly isNumber: boolean }> = new Map<
  string,
  { readonly key: string; readonly isNumber: boolean }
>([
  ...TEXTS.map((name) => [name, { key: keyOf(name), isNumber: false }] as const),
  ...NUMBERS.map((name) => [name, { key: keyOf(name), isNumber: true }] as const),
]);

/** Whoever knows these is taken for somebody. */
export const SECRET: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);
