import { describe, expect, it } from 'vitest';
import { records } from '../../../../test/dns-records.ts';
import { fc } from '../../../../test/property.ts';
import { hex } from '../../../core/bytes.ts';
import type { DnsMessage, DnsRecord, ReadMessage, WholeMessage } from './message.ts';
import { readMessage } from './read-message.ts';
import { RECORDS } from './records.ts';
import { framed, LEAST_SIZE, replySize, writeMessage } from './write-message.ts';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const messageIn = (read: ReadMessage): WholeMessage => {
  if (read.kind === 'fault') throw new Error(`${read.text} at ${read.at}`);
  return read.message;
};
/** What is read from what was written. */
const again = (m: DnsMessage, multicast = false): WholeMessage =>
  messageIn(readMessage(writeMessage(m, { multicast }), 0, undefined, { multicast }));

describe('what is written is read again', () => {
  it('every type with plain data is among the records', () => {
    expect(Object.keys(RECORDS).filter((type) => !records.some((r) => r.type === type))).toEqual([]);
  });

  it.each(records.map((r) => [r.type, r] as const))('%s', (_, record) => {
    const whole = again({ id: 1, response: true, answers: [record] });
    expect(whole.answers).toEqual([record]);
    expect(again(whole)).toEqual(whole);
  });

  it('all of them together, with their names compressed', () => {
    const m = { id: 1, answers: records, authorities: records, additionals: records };
    expect(again(m)).toMatchObject(m);
  });

  it('every mark, question and option', () => {
    const m: WholeMessage = {
      id: 0xffff,
      response: true,
      authoritative: true,
      truncated: true,
      recursionDesired: true,
      recursionAvailable: true,
      authentic: true,
      checkingDisabled: true,
      opcode: 4,
      rcode: 0x17,
      questions: [
        { name: 'example.com', type: 'AXFR' },
        { name: '.', type: 'TYPE1234', class: 3 },
      ],
      answers: [],
      authorities: [],
      additionals: [],
      edns: {
        size: 1232,
        version: 1,
        dnssec: true,
        options: [
          { kind: 'nsid', id: bytes(110, 115) },
          { kind: 'dau', algorithms: [8, 13] },
          { kind: 'dhu', algorithms: [2] },
          { kind: 'n3u', algorithms: [1] },
          { kind: 'subnet', subnet: { source: 24, scope: 0, address: '192.0.2.0' } },
          { kind: 'subnet', subnet: { source: 52, scope: 48, address: '2001:db8:1:f000::' } },
          { kind: 'subnet', subnet: { source: 8, scope: 0, address: { family: 3, bytes: bytes(1) } } },
          { kind: 'experimental-subnet', subnet: { source: 0, scope: 0, address: '0.0.0.0' } },
          { kind: 'expire' },
          { kind: 'expire', seconds: 86400 },
          { kind: 'cookie', client: bytes(1, 2, 3, 4, 5, 6, 7, 8), server: bytes() },
          { kind: 'keepalive' },
          { kind: 'keepalive', timeout: 100 },
          { kind: 'padding', bytes: new Uint8Array(5) },
          { kind: 'chain', closest: 'com' },
          { kind: 'error', code: 18, text: 'not \\195\\169' },
          { kind: 65001, value: bytes(1) },
        ],
      },
    };
    expect(again(m)).toEqual(m);
  });

  it('questions and records of mDNS (RFC 6762 §5.4, §10.2)', () => {
    const m: DnsMessage = {
      id: 0,
      questions: [
        { name: 'h.local', type: 'ANY', unicast: true },
        { name: 'h.local', type: 'A' },
      ],
      answers: [{ name: 'h.local', ttl: 120, flush: true, type: 'A', data: { address: '192.0.2.1' } }],
    };
    expect(again(m, true)).toMatchObject(m);
    expect(messageIn(readMessage(writeMessage(m, { multicast: true }))).questions[0]).toEqual({
      name: 'h.local',
      type: 'ANY',
      class: 0x8001,
    });
  });

  it('DNS Stateful Operations (RFC 8490 §7.1)', () => {
    const m: DnsMessage = {
      id: 5,
      opcode: 6,
      stateful: [
        { kind: 'keepalive', inactivity: 15000, interval: 30000 },
        { kind: 'retry', delay: 1000 },
        { kind: 'padding', bytes: new Uint8Array(3) },
        { kind: 64, value: bytes(1) },
      ],
    };
    expect(again(m)).toMatchObject(m);
  });

  it('any names and texts', () => {
    const name = fc.array(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
    const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((a) => a.join('.'));
    const record = fc.record({ name, ttl: fc.nat(), type: fc.constant('A' as const), data: fc.record({ address }) });
    const mail = fc.record({
      name,
      ttl: fc.nat(),
      type: fc.constant('MX' as const),
      data: fc.record({ preference: fc.nat(65535), exchange: name }),
    });
    fc.assert(
      fc.property(fc.nat(65535), fc.array(fc.oneof(record, mail), { maxLength: 12 }), (id, answers) => {
        expect(again({ id, answers })).toMatchObject({ id, answers });
      }),
    );
  });
});

describe('names are compressed (RFC 1035 §4.1.4, RFC 3597 §4)', () => {
  it('in questions, owners and the types of RFC 1035, not in later ones', () => {
    const b = writeMessage({
      id: 0,
      questions: [{ name: 'example.com', type: 'MX' }],
      answers: [
        { name: 'example.com', ttl: 1, type: 'MX', data: { preference: 1, exchange: 'mail.example.com' } },
        { name: 'mail.example.com', ttl: 1, type: 'SRV', data: { priority: 0, weight: 0, port: 0, target: 'mail.example.com' } },
      ],
    });
    expect(hex(b.subarray(29))).toBe(
      `c00c000f0001000000010009${'0001046d61696cc00c'}${'c02b00210001000000010018'}${'000000000000046d61696c076578616d706c6503636f6d00'}`,
    );
  });

  it('upper and lower case stay as they are', () => {
    const names = ['example.com', 'EXAMPLE.com', 'a.Example.com'].map((name) => ({ name, ttl: 1, type: 'TYPE65534', bytes: bytes() }));
    expect(again({ id: 0, answers: names }).answers.map((r) => r.name)).toEqual(['example.com', 'EXAMPLE.com', 'a.Example.com']);
  });

  it('only to the first 16 KiB', () => {
    const filler = { name: 'filler', ttl: 1, type: 'TYPE65534', bytes: new Uint8Array(17000) };
    const late = [1, 2].map(() => ({ name: 'late.example', ttl: 1, type: 'TYPE65534', bytes: bytes() }));
    expect(again({ id: 0, answers: [filler, ...late] }).answers.map((r) => r.name)).toEqual(['filler', 'late.example', 'late.example']);
  });
});

describe('what has no room is left out (RFC 2181 §9)', () => {
  const answers = Array.from(
    { length: 40 },
    (_, i): DnsRecord => ({
      name: 'example.com',
      ttl: 1,
      type: 'A',
      data: { address: `192.0.2.${i}` },
    }),
  );
  const query: DnsMessage = { id: 1, questions: [{ name: 'example.com', type: 'A' }], edns: { size: 600 } };

  it('answers, with the truncated bit', () => {
    const b = writeMessage({ ...query, response: true, answers, additionals: answers }, { most: LEAST_SIZE });
    const m = messageIn(readMessage(b));
    expect([b.length, m.truncated, m.answers.length, m.additionals.length, m.edns?.size]).toEqual([504, true, 29, 0, 600]);
  });

  it('additional records without it', () => {
    const m = messageIn(readMessage(writeMessage({ ...query, additionals: answers }, { most: LEAST_SIZE })));
    expect([m.truncated, m.additionals.length]).toEqual([undefined, 29]);
  });

  it('but not a signature, which stays last', () => {
    const signature = records.find((r) => r.type === 'TSIG')!;
    const b = writeMessage({ ...query, answers, additionals: [...answers, signature] }, { most: LEAST_SIZE });
    const m = messageIn(readMessage(b));
    expect(b.length).toBeLessThanOrEqual(LEAST_SIZE);
    expect([m.truncated, m.additionals.map((r) => r.type)]).toEqual([true, ['TSIG']]);
    expect(hex(b.subarray(-8))).toBe('0006000001020304');
  });

  it('the size of a reply is what the asker can take, within bounds (RFC 6891 §6.2.3)', () => {
    expect([undefined, 100, 600, 4096].map((size) => replySize({ id: 0, ...(size && { edns: { size } }) }))).toEqual([512, 512, 600, 1232]);
  });

  it('over TCP there is a length in front (RFC 1035 §4.2.2)', () => {
    expect(hex(framed(new Uint8Array(258)).subarray(0, 3))).toBe('010200');
  });
});

describe('what cannot be written is refused', () => {
  it.each([
    ['a label of 64 bytes', { name: `${'a'.repeat(64)}.b`, ttl: 1, type: 'A', data: { address: '192.0.2.1' } }],
    ['an address that is none', { name: 'a', ttl: 1, type: 'A', data: { address: '192.0.2' } }],
    ['a text of 256 bytes', { name: 'a', ttl: 1, type: 'TXT', data: { texts: ['a'.repeat(256)] } }],
    ['a type that is none', { name: 'a', ttl: 1, type: 'NOTHING', bytes: bytes() }],
  ] as const)('%s', (_, record) => {
    expect(() => writeMessage({ id: 0, answers: [record] })).toThrow(/expected/);
  });

  it('an outcome above 15 without EDNS', () => {
    expect(() => writeMessage({ id: 0, rcode: 16 })).toThrow(/EDNS/);
  });
});
