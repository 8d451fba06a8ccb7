/** Control protocols of PPP: the messages that LCP and its kin have in common (RFC 1661 §5 and §6), and their options. */
import { u8 as u8At } from '../../core/bytes.ts';
import { extra, u8, u16 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

export const Code = {
  request: 1,
  reject: 4,
  codeReject: 7,
  protocolReject: 8,
  echoRequest: 9,
  discard: 11,
  identification: 12,
  remaining: 13,
} as const;

const CODES: Readonly<Record<number, string>> = {
  1: 'Configuration Request',
  2: 'Configuration Ack',
  3: 'Configuration Nak',
  4: 'Configuration Reject',
  5: 'Termination Request',
  6: 'Termination Ack',
  7: 'Code Reject',
  8: 'Protocol Reject',
  9: 'Echo Request',
  10: 'Echo Reply',
  11: 'Discard Request',
  12: 'Identification',
  13: 'Time Remaining',
  14: 'Reset Request',
  15: 'Reset Ack',
};
export const codeText = (code: number): string => CODES[code] ?? 'Unknown';

const HEADER = 4;

/** The header; its fields are called after PPP, whichever of its protocols it is. */
export const controlFields = {
  code: u8('Code', { names: CODES, as: 'ppp.code', fallback: Code.request }),
  identifier: u8('Identifier', { as: 'ppp.identifier', fallback: 1 }),
  length: u16('Length', { as: 'ppp.length', auto: (c) => HEADER + c.payload }),
};
export const controlExtras = { data: extra('Data', 'bytes', { as: 'ppp.data' }) };

/** An option: the key that its line has, fields of fixed length, then a field that goes to its end. */
export interface ControlOption {
  readonly title: string;
  readonly mark: string;
  readonly fields?: Fields;
  readonly rest?: string;
}
export type ControlOptions = Readonly<Record<number, ControlOption>>;

/** What options of these kinds put; their type and length are called `type` and `length` behind `opt.`. */
export const optionFields = (kinds: ControlOptions): Fields => ({
  'opt.type': extra('Type', 'dec', { names: Object.fromEntries(Object.entries(kinds).map(([type, { title }]) => [type, title])) }),
  'opt.length': extra('Length'),
  'opt.unknown': extra('Option', 'bytes', { unnamed: true }),
  ...Object.fromEntries(Object.values(kinds).map(({ mark, title }) => [mark, extra(title, 'bytes')])),
  ...Object.assign({}, ...Object.values(kinds).map(({ fields }) => fields ?? {})),
});

/** The options of a message that asks for, takes or refuses some. */
export const putOptions = (d: Dissecting, kinds: ControlOptions, from: number, end: number): void => {
  for (let o = from; o + 2 <= end && !d.stopped; ) {
    const [type, length] = [u8At(d.b, o), u8At(d.b, o + 1)];
    const known = kinds[type];
    if (length < 2 || o + length > end) return void d.fault('option', o, end - o, 'an option whose length cannot be (RFC 1661)');
    const at = o;
    d.under(d.put(known?.mark ?? 'opt.unknown', at, length), () => {
      if (known === undefined) return;
      d.put('opt.type', at, 1);
      d.put('opt.length', at + 1, 1);
      d.upTo(at + length, () => value(d, known, at + 2, at + length));
    });
    o += length;
  }
};

const value = (d: Dissecting, { fields, rest }: ControlOption, from: number, end: number): void => {
  const o = fields === undefined ? from : (d.struct(fields, from) ?? end);
  if (rest !== undefined && o < end) d.put(rest, o, end - o);
};

/** Where a message ends, as its length says. */
export const endOf = (d: Dissecting<typeof controlFields>): number => Math.min(d.end, d.start + Math.max(HEADER, d.v.length));

/** Messages that are the same in all of them; the layer's own are behind them. */
export const putMessage = (d: Dissecting<typeof controlFields>, kinds: ControlOptions): void => {
  const end = endOf(d);
  const o = d.start + HEADER;
  if (d.v.code >= Code.request && d.v.code <= Code.reject) putOptions(d, kinds, o, end);
  else if (o < end) d.put('data', o, end - o);
};
