/** The tree of a header block: its bytes, its headers as they were written, and what they say together. */
import type { Dissecting } from '../../wire/types.ts';
import { statusText } from '../shared/http-status.ts';
import { ENTRY, type Header } from './header-table.ts';
import { FORMS, type HeaderLine, type HeaderPiece } from './hpack.ts';
import { headerValue } from './message.ts';
import { HEADERS, SECRET } from './names.ts';

/** `GET /` or `200 OK`; empty where a block says neither. */
export const summaryOf = (headers: HeaderPiece | undefined): string => {
  const [method, path, status] = [':method', ':path', ':status'].map((name) => headerValue(headers, name));
  if (status !== undefined) return statusOf(status);
  return method === undefined ? '' : `${method} ${path ?? headerValue(headers, ':authority') ?? ''}`;
};

const statusOf = (status: string): string => `${status} ${statusText(Number(status))}`;

/** Puts the piece of a block that lies in [o, end). */
export const putHeaders = (d: Dissecting, headers: HeaderPiece, o: number, end: number): void => {
  const { lines, to, fault, isCut } = headers;
  if (lines.length > 0) putCount(d, lines);
  for (const line of lines) putLine(d, line, o);
  const unread = Math.min(end, o + Math.max(0, to));
  if (unread < end) d.put('header.unread', unread, end - unread);
  if (fault !== '') d.fault('header', unread, end - unread, `headers cannot be read any more: ${fault}`);
  if (isCut) d.fault('header_lines', o, end - o, 'there are more headers than are shown', 'note');
  const uri = fullUri(headers);
  if (uri !== '') d.add('request.full_uri', uri);
};

const fullUri = (headers: HeaderPiece): string => {
  const [scheme, authority, path] = [':scheme', ':authority', ':path'].map((name) => headerValue(headers, name));
  return scheme && authority && path ? `${scheme}://${authority}${path}` : '';
};

const putCount = (d: Dissecting, lines: readonly HeaderLine[]): void => {
  d.add(
    'header.length',
    lines.reduce((n, { header }) => n + (header === undefined ? 0 : header.size - ENTRY + LENGTHS), 0),
  );
  d.add('header.count', lines.length);
};
/** Wireshark counts the lengths of name and value, of 4 bytes each. */
const LENGTHS = 8;

const putLine = (d: Dissecting, line: HeaderLine, o: number): void => {
  const from = o + Math.max(0, line.from);
  const length = o + line.to - from;
  if (line.header === undefined) {
    const update = d.put('header_table_size_update', from, length, true);
    d.under(update, () => d.put('header_table_size_update.header_table_size', from, length, line.index));
    return;
  }
  const { header } = line;
  const field = d.put('header', from, length, true);
  if (field) field.text = `Header: ${lineText(header)}`;
  d.under(field, () => putParts(d, line, header, from, length, o + Math.max(0, line.valueFrom)));
};

/** `:status: 200 OK`; secrets stand in their own fields alone. */
const lineText = ({ name, value }: Header): string =>
  SECRET.has(name) ? name : name === ':status' ? `${name}: ${statusOf(value)}` : `${name}: ${value}`;

/** What stands in the bytes lies there; what an index stands for, where that is. */
const putParts = (
  d: Dissecting,
  { form, index, to, valueFrom }: HeaderLine,
  header: Header,
  from: number,
  length: number,
  value: number,
): void => {
  const { name, nameSize, size } = header;
  const end = from + length;
  const at = to > valueFrom ? Math.min(value, end) : from;
  const secret = SECRET.has(name) ? '.secret' : '';
  d.put('header.name.length', from, length, nameSize);
  d.put('header.name', from, length, name);
  d.put('header.value.length', at, end - at, size - ENTRY - nameSize);
  d.put(`header.value${secret}`, at, end - at, header.value);
  putNamed(d, header, at, end - at);
  d.add(`header.unescaped${secret}`, header.value);
  d.put('header.repr', from, length, form === 0 ? FORMS[0] : `${FORMS[form] ?? ''} - ${index === 0 ? 'New' : 'Indexed'} Name`);
  if (index > 0) d.put('header.index', from, length, index);
};

const putNamed = (d: Dissecting, { name, value }: Header, at: number, length: number): void => {
  const known = HEADERS.get(name);
  if (known === undefined) return;
  if (!known.isNumber) d.put(known.key, at, length, value);
  else if (/^\d{1,15}$/.test(value)) d.put(known.key, at, length, Number(value));
};
