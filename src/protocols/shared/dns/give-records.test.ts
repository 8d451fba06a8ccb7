import { describe, expect, it } from 'vitest';
import { records } from '../../../../test/dns-records.ts';
import { seen } from '../../../wire/row.ts';
import type { Value } from '../../../wire/value.ts';
import { giveRecords } from './give-records.ts';
import { writeMessage } from './write-message.ts';

const of = (...types: readonly string[]) => types.map((type) => records.find((r) => r.type === type)!);

const given = (keys: readonly string[], bytes: Uint8Array, missing = 0): readonly (readonly [string, Value])[] | undefined => {
  const at = { ...seen(bytes), end: bytes.length, wire: bytes.length + missing };
  const values: (readonly [string, Value])[] = [];
  return giveRecords(false)(keys, at, (key, value) => values.push([key, value])) ? values : undefined;
};

describe('without a tree', () => {
  const bytes = writeMessage({
    id: 7,
    response: true,
    questions: [{ name: 'example.com', type: 'A' }],
    answers: of('CNAME', 'A', 'AAAA', 'MX', 'TXT', 'SRV', 'RRSIG'),
    edns: { size: 1232, options: [{ kind: 'cookie', client: new Uint8Array(8), server: new Uint8Array(8) }] },
  });

  it.each(['a', 'aaaa', 'cname', 'mx.preference', 'mx.mail_exchange', 'txt', 'srv.port', 'rrsig.signature_expiration'])(
    'an answer gives %s',
    (key) => {
      expect(given([key], bytes)?.length).toBeGreaterThan(0);
    },
  );

  it('every record gives its type, those of services no name of their own, that of EDNS no time to live', () => {
    expect(given(['resp.type'], bytes)?.map(([, value]) => value)).toEqual([5, 1, 28, 15, 16, 33, 46, 41]);
    expect(given(['resp.name'], bytes)).toHaveLength(7);
    expect(given(['resp.ttl'], bytes)).toHaveLength(7);
  });

  it('nothing is given of a message that is not whole, or of what only a tree knows', () => {
    expect(given(['a'], bytes, 1)).toBeUndefined();
    expect(given(['a'], bytes.subarray(0, bytes.length - 1))).toBeUndefined();
    expect(given(['a', 'opt.cookie.client'], bytes)).toBeUndefined();
    expect(given(['a'], writeMessage({ id: 7, response: true, answers: of('A', 'NSEC') }))).toBeUndefined();
  });
});
