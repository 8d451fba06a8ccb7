/** The fields of HTTP/2, under Wireshark's names. */
import { bits, extra } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';
import { ERRORS, HEADERS, SECRET, SETTINGS, TYPES } from './names.ts';

/** A reserved bit and 31 more: of a stream, and of the other numbers that are laid out so. */
const pair = (reserved: string, key: string, title: string): Fields => ({
  [reserved]: bits(1, 'Reserved', { show: 'hex', width: 32 }),
  [key]: bits(31, title),
});
export const streamId = pair('r', 'streamid', 'Stream Identifier');
export const promisedId = pair('push_promise.r', 'push_promise.promised_stream_id', 'Promised-Stream-ID');
export const lastId = pair('goway.r', 'goaway.last_stream_id', 'Last-Stream-ID');
export const windowIncrement = pair('window_update.r', 'window_update.window_size_increment', 'Window Size Increment');
export const dependency: Fields = { exclusive: bits(1, 'Exclusive', { show: 'bool' }), stream_dependency: bits(31, 'Stream Dependency') };

const unused = extra('Unused', 'hex', { width: 8 });
const bool = (title: string) => extra(title, 'bool');
const text = (title: string) => extra(title, 'string');
const error = extra('Error', 'dec', { names: ERRORS });

const named = Object.fromEntries(
  [...HEADERS].map(([name, { key, isNumber }]) => [
    key,
    extra(name, isNumber ? 'dec' : 'string', SECRET.has(name) ? { secret: true } : {}),
  ]),
);

export const http2Fields: Fields = {
  stream: extra('Stream', 'none'),
  magic: text('Magic'),
  length: extra('Length'),
  type: extra('Type', 'dec', { names: TYPES }),
  flags: extra('Flags', 'hex', { width: 8 }),
  'flags.end_stream': bool('End Stream'),
  'flags.eh': bool('End Headers'),
  'flags.padded': bool('Padded'),
  'flags.priority': bool('Priority'),
  'flags.ack.settings': bool('ACK'),
  'flags.ack.ping': bool('ACK'),
  'flags.unused': unused,
  'flags.unused_data': unused,
  'flags.unused_headers': unused,
  'flags.unused_settings': unused,
  'flags.unused_ping': unused,
  'flags.unused_continuation': unused,
  'flags.unused_push_promise': unused,
  ...streamId,
  padding: extra('Pad Length', 'hex', { width: 8 }),
  pad_length: extra('Pad Length'),
  ...dependency,
  'headers.weight': extra('Weight'),
  'headers.weight_real': extra('Weight real'),
  'data.data': extra('Data', 'bytes'),
  'data.padding': extra('Padding', 'bytes'),
  'body.fragments': extra('Body fragments', 'none'),
  'body.fragment.count': extra('Body fragment count'),
  'body.reassembled.length': extra('Reassembled body length'),
  'body.reassembled.data': extra('Reassembled body data', 'bytes'),
  headers: extra('Header Block Fragment', 'bytes'),
  'headers.padding': extra('Padding', 'bytes'),
  'header.length': extra('Header Length'),
  'header.count': extra('Header Count'),
  header: extra('Header', 'none'),
  'header.name.length': extra('Name Length'),
  'header.name': text('Name'),
  'header.value.length': extra('Value Length'),
  'header.value': text('Value'),
  'header.value.secret': extra('Value', 'string', { as: 'http2.header.value', secret: true }),
  'header.unescaped': text('Unescaped'),
  'header.unescaped.secret': extra('Unescaped', 'string', { as: 'http2.header.unescaped', secret: true }),
  'header.repr': text('Representation'),
  'header.index': extra('Index'),
  /** Of a header that is not whole: nobody knows yet whether it is secret. */
  'header.unread': extra('Not read yet', 'bytes', { hidden: true, unnamed: true, secret: true }),
  header_table_size_update: extra('Header table size update', 'none'),
  'header_table_size_update.header_table_size': extra('Header table size'),
  ...named,
  'request.full_uri': text('Full request URI'),
  request_in: extra('Request in frame'),
  time: extra('Time since request', 'time', { unit: ' seconds' }),
  'rst_stream.error': error,
  settings: extra('Settings', 'none'),
  'settings.id': extra('Settings Identifier', 'dec', { names: SETTINGS }),
  'settings.header_table_size': extra('Header table size'),
  'settings.enable_push': extra('Enable PUSH'),
  'settings.max_concurrent_streams': extra('Max concurrent streams'),
  'settings.initial_window_size': extra('Initial Windows Size'),
  'settings.max_frame_size': extra('Max frame size'),
  'settings.max_header_list_size': extra('Max header list size'),
  'settings.extended_connect': extra('Extended CONNECT'),
  'settings.unknown': extra('Unknown Settings'),
  ...promisedId,
  'push_promise.header': extra('Header Block Fragment', 'bytes'),
  'push_promise.padding': extra('Padding', 'bytes'),
  ping: extra('Ping', 'bytes'),
  pong: extra('Pong', 'bytes'),
  ...lastId,
  'goaway.error': error,
  'goaway.addata': extra('Additional Debug Data', 'bytes'),
  ...windowIncrement,
  'continuation.header': text('Continuation Header'),
  'altsvc.origin.len': extra('Origin Length'),
  'altsvc.origin': text('Origin'),
  'altsvc.field_value': text('Field/Value'),
  origin: extra('Origin', 'none'),
  'origin.origin_len': extra('Origin Length'),
  'origin.origin': text('Origin'),
  priority_update_stream_id: extra('Priority Update Stream ID'),
  priority_update_field_value: text('Priority Update Field Value'),
  unknown: extra('Unknown', 'bytes'),
};
