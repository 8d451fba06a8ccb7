import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { concat, utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Side } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { tunnelled } from '../shared/tunnelled.ts';
import { socksReader } from './reader.ts';

const bytes = (...parts: readonly (number | string)[]): Uint8Array =>
  concat(parts.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : utf8(part))));
const read = (...said: (readonly [Side, Uint8Array])[]) => readAll(socksReader, said);
const values = (...said: (readonly [Side, Uint8Array])[]) =>
  read(...said).messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'socks', frame, message));
  });

const [HELLO, PLAIN, ASK] = [bytes(5, 1, 0), bytes(5, 0), bytes(5, 1, 0, 3, 3, 'lab', 0, 80)];
const DONE = bytes(5, 0, 0, 1, 127, 0, 0, 1, 4, 0);

describe('socks (RFC 1928)', () => {
  it('version 5: methods, a login, a name, an IPv6 address; byte by byte', () => {
    const said = [
      [0, bytes(5, 2, 0, 2)],
      [1, bytes(5, 2)],
      [0, bytes(1, 3, 'ada', 6, 'secret')],
      [1, bytes(1, 0)],
      [0, ASK],
      [1, concat([bytes(5, 0, 0, 4), new Uint8Array(15), bytes(1, 4, 0)])],
    ] as const;
    const each = said.flatMap(([side, all]) => Array.from(all, (byte) => [side, Uint8Array.of(byte)] as const));
    expect(values(...each)).toMatchObject([
      { 'socks.auth_method': ['0', '2'] },
      { 'socks.auth_accepted_method': ['2'] },
      { 'socks.username': ['ada'], 'socks.password': ['secret'] },
      { 'socks.auth_status': ['0'] },
      { 'socks.command': ['1'], 'socks.remote_name': ['lab'], 'socks.port': ['80'] },
      { 'socks.results': ['0'], 'socks.dstV6': ['::1'], 'socks.port': ['1024'] },
    ]);
  });

  it('version 4 with an address, 4a with a name', () => {
    expect(values([0, bytes(4, 1, 0, 80, 10, 0, 0, 1, 'me', 0)], [1, bytes(0, 91, 0, 0, 0, 0, 0, 0)])).toMatchObject([
      { 'socks.dst': ['10.0.0.1'], 'socks.dstport': ['80'], 'socks.username': ['me'] },
      { 'socks.results': ['91'] },
    ]);
    expect(values([0, bytes(4, 1, 0, 80, 0, 0, 0, 1, 0, 'lab', 0)])).toMatchObject([{ 'socks.v4a_dns_name': ['lab'] }]);
  });

  it('becomes what the tunnel carries, by its first bytes or by the port; nothing after a refusal', () => {
    const through = (port: number, from: Side, text: string): string | undefined => tunnelled(port, from, utf8(text), 0, text.length);
    expect([
      through(8080, 0, 'GET / '),
      through(9, 0, '\u0016\u0003\u0001'),
      through(21, 1, '220 '),
      through(9, 0, 'x'),
      through(80, 0, 'GE'),
    ]).toEqual(['http', 'tls', 'ftp', '', undefined]);
    expect(read([0, HELLO], [1, PLAIN], [0, ASK], [1, DONE], [0, utf8('HEAD / HTTP/1.1\r\n')]).became).toBe('http');
    expect(read([0, HELLO], [1, PLAIN], [0, ASK], [1, bytes(5, 5, 0, 1, 0, 0, 0, 0, 0, 0)], [1, utf8('x')]).became).toBe('');
    expect(read([0, HELLO], [1, bytes(5, 255)], [0, utf8('x')]).became).toBe('');
  });

  it('BIND is answered twice; a client that does not wait is heard when it is connected', () => {
    const bind = bytes(5, 2, 0, 1, 10, 0, 0, 1, 0, 9);
    expect(read([0, HELLO], [1, PLAIN], [0, bind], [1, DONE], [1, DONE], [0, utf8('GET / ')])).toMatchObject({
      messages: { length: 5 },
      became: 'http',
    });
    const hasty = concat([ASK, utf8('GET / HTTP/1.1\r\n')]);
    expect(read([0, HELLO], [1, PLAIN], [0, hasty], [1, DONE], [0, utf8('Host: lab\r\n')])).toMatchObject({
      messages: { length: 4 },
      became: 'http',
    });
  });

  it('is told from chance on other ports', () => {
    const guess = (...parts: readonly (number | string)[]): number =>
      socksReader.guess?.(bytes(...parts), 0, bytes(...parts).length, 0) ?? 0;
    expect([guess(5, 1, 0), guess(5, 2, 2, 0), guess(4, 1, 0, 80, 1, 2, 3, 4, 0)].every((sure) => sure > 0.5)).toBe(true);
    expect([guess(5, 3, 0), guess(5, 1, 7), guess(4, 7, 0, 80, 1, 2, 3, 4, 0), guess(4, 1, 0, 80, 1)]).toEqual([0, 0, 0, 0]);
  });

  /** tshark says version, target and command again with every frame that goes through the tunnel, and the version with a login. */
  needs('tshark')('has the values that tshark has, but for those that it repeats', () => {
    const theirs = [...theirsInFrames('socks')].filter(([, all]) =>
      all.some((values) => Object.keys(values).some((name) => !REPEATED.has(name))),
    );
    const found = differences(oursInFrames('socks'), new Map(theirs), new Set());
    expect(found.filter((place) => !place.endsWith(' socks.version'))).toEqual([]);
    expect(found).toHaveLength(4);
  });
});

const REPEATED: ReadonlySet<string> = new Set([
  'socks.version',
  'socks.command',
  'socks.dst',
  'socks.dstV6',
  'socks.dstport',
  'socks.remote_name',
  'socks.v4a_dns_name',
]);
