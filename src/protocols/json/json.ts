/** JavaScript Object Notation, RFC 8259: what a message brings, as a tree of its values, each with the way that leads to it. */
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { contentType } from '../shared/content-type.ts';
import { JSON_TYPES } from '../shared/json-types.ts';
import { type JsonPiece, JsonScan } from './scan.ts';

/** Values that are shown, and how deep they lie. */
const MOST_VALUES = 5000;
const MOST_DEPTH = 100;

export const json = layer('json', {
  title: 'JavaScript Object Notation',
  spec: 'RFC 8259',
  label: 'JSON',
  fields: {},
  inMessages: true,
  extras: {
    object: extra('Object', 'none'),
    array: extra('Array', 'none'),
    member: extra('Member', 'string'),
    key: extra('Key', 'string'),
    path: extra('Path', 'string'),
    path_with_value: extra('Path with value', 'string'),
    member_with_value: extra('Member with value', 'string'),
    'value.string': extra('String value', 'string'),
    'value.number': extra('Number value', 'string'),
    'value.true': extra('True value', 'none'),
    'value.false': extra('False value', 'none'),
    'value.null': extra('Null value', 'none'),
  },
  on: { media_type: JSON_TYPES },
  heading: (d) => `JavaScript Object Notation${contentType(d) === '' ? '' : `: ${contentType(d)}`}`,
  body: (d) => {
    putText(d);
    d.header = d.end;
  },
});

const putText = (d: Dissecting): void => {
  const scan = new JsonScan(d.b, d.start, d.end);
  const walk: Walk = { d, scan, shown: 0 };
  const rest = putValue(walk, '', '', 0) ? scan.blanks() : scan.at;
  if (walk.shown >= MOST_VALUES) d.fault('large', scan.at, 0, `more than ${MOST_VALUES} values: the rest is not shown`, 'note');
  else if (rest < d.end) d.fault('malformed', rest, d.end - rest, 'no JSON from here on (RFC 8259)', 'warn');
  else if (scan.isCut) d.fault('malformed', d.end, 0, 'the text ends inside a value (RFC 8259)', 'warn');
};

/** Where one is in the text. */
interface Walk {
  readonly d: Dissecting;
  readonly scan: JsonScan;
  shown: number;
}

/** Puts a value; `name` is that of its member, `[]` in an array. False where the text cannot be read on. */
const putValue = (walk: Walk, path: string, name: string, depth: number): boolean => {
  if (++walk.shown > MOST_VALUES || depth > MOST_DEPTH) return false;
  const piece = walk.scan.value();
  if (piece === undefined) return false;
  if (piece.kind === 'object' || piece.kind === 'array') return putInside(walk, piece, path, depth);
  const { d } = walk;
  const length = piece.to - piece.from;
  if (name !== '') {
    d.put('path_with_value', piece.from, length, `${path}:${piece.text}`);
    d.put('member_with_value', piece.from, length, `${name}:${piece.text}`);
  }
  const isText = piece.kind === 'string' || piece.kind === 'number';
  d.put(`value.${piece.kind}`, piece.from, length, isText ? piece.text : true);
  return true;
};

const putInside = (walk: Walk, { kind, from }: JsonPiece, path: string, depth: number): boolean => {
  const { d, scan } = walk;
  const end = scan.endOf(from);
  let whole = false;
  d.under(d.put(kind, from, end - from, true), () => {
    whole = kind === 'object' ? putMembers(walk, path, depth) : putElements(walk, `${path}/[]`, depth);
  });
  return whole;
};

const putElements = (walk: Walk, path: string, depth: number): boolean => {
  if (walk.scan.takes(']')) return true;
  do if (!putValue(walk, path, '[]', depth + 1)) return false;
  while (walk.scan.takes(','));
  return walk.scan.takes(']');
};

const putMembers = (walk: Walk, path: string, depth: number): boolean => {
  if (walk.scan.takes('}')) return true;
  do if (!putMember(walk, path, depth)) return false;
  while (walk.scan.takes(','));
  return walk.scan.takes('}');
};

const putMember = (walk: Walk, path: string, depth: number): boolean => {
  const { d, scan } = walk;
  const key = scan.key();
  if (key === undefined) return false;
  const way = `${path}/${key.text}`;
  const end = scan.endOf(scan.blanks());
  let whole = false;
  d.under(d.put('member', key.from, end - key.from, key.text), () => {
    whole = putValue(walk, way, key.text, depth + 1);
    d.put('key', key.from, key.to - key.from, key.text);
    d.put('path', key.from, end - key.from, way);
  });
  return whole;
};
