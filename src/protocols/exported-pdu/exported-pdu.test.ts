import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { concat, utf8 } from '../../core/bytes.ts';
import { LinkType } from '../../wire/frame.ts';
import { wayOf, wayText } from './tags.ts';

const tag = (number: number, value: Uint8Array | string = '', length?: number): Uint8Array => {
  const bytes = typeof value === 'string' ? utf8(value) : value;
  const size = length ?? bytes.length;
  return concat([Uint8Array.of(number >> 8, number & 255, size >> 8, size & 255), bytes]);
};
const word = (n: number): Uint8Array => Uint8Array.of(0, 0, n >> 8, n & 255);
const pdu = (tags: readonly Uint8Array[], payload = '') => dissected(concat([...tags, tag(0), utf8(payload)]), LinkType.upperPdu);

describe('exported_pdu', () => {
  it('hands over to the dissector that is named last', () => {
    const udp = String.fromCharCode(3, 232, 7, 208, 0, 11, 0, 0, 97, 98, 99);
    expect(pdu([tag(12, 'udp\0')], udp).layers.map((l) => l.layer.name)).toEqual(['exported_pdu', 'udp']);
    const table = pdu([tag(12, 'tcp\0'), tag(14, 'ip.proto'), tag(32, word(17))], udp.replace(/[^\0-\x7f]/g, '\x03'));
    expect(table.layers.at(-1)?.layer.name).toBe('udp');
  });

  it('leaves what it does not know as data', () => {
    const d = pdu([tag(12, 'nosuch\0\0')], 'abc');
    expect(valuesOf(d)).toMatchObject({ 'exported_pdu.prot_name': ['nosuch'], 'exported_pdu.exported_pdu': ['616263'], 'data.len': ['3'] });
  });

  it('reads addresses by their kind, whatever their length says, and shows them under their protocol too', () => {
    const v = valuesOf(pdu([tag(20, Uint8Array.of(1, 2), 2)], 'abcd'));
    expect([v['exported_pdu.ipv4_src'], v['ip.src'], v['ip.addr']]).toEqual([['1.2.0.0'], ['1.2.0.0'], ['1.2.0.0']]);
  });

  it('names both ends, with ports where the numbers are ports', () => {
    const ends = [tag(20, Uint8Array.of(1, 2, 3, 4)), tag(21, Uint8Array.of(5, 6, 7, 8)), tag(25, word(9)), tag(26, word(80))];
    expect(pdu([tag(24, word(2)), ...ends]).layers[0]?.ends).toMatchObject({ source: { text: '1.2.3.4', port: 9 }, target: { port: 80 } });
    expect(pdu([tag(24, word(0)), ...ends]).layers[0]?.ends?.source.port).toBeUndefined();
  });

  it('says where it ends too early', () => {
    expect(faultsOf(dissected(tag(12, 'data', 100), LinkType.upperPdu))).toEqual(['needs 100 bytes at offset 4, the packet ends at 8']);
    expect(faultsOf(dissected(tag(12, 'data'), LinkType.upperPdu))).toEqual(['needs 2 bytes at offset 8, the packet ends at 8']);
    expect(faultsOf(pdu([tag(24, word(99))]))).toEqual(['port type 99 is none of those that are known']);
  });
});

describe('the text of our channels', () => {
  it.each([
    { from: 'unnamed', to: '/run/x.sock' },
    { from: '/run/x.sock', to: 'unnamed', event: 'opened' },
    { from: 'wirecat', to: 'exec:cat: -', event: 'cut (write EPIPE)' },
    { from: 'wirecat', to: 'exec:cat: -', event: 'cut (tcp:127.0.0.1:1: connection refused)' },
  ])('comes back: %o', (way) => {
    expect(wayOf(wayText(way))).toEqual({ ...way, to: way.to.replace(': ', ':') });
  });

  it('is told from any other text', () => {
    expect(wayOf('GET / HTTP/1.0')).toBeUndefined();
    expect(wayOf(wayText({ from: 'a → b', to: 'c' }))).toEqual({ from: 'a -> b', to: 'c' });
  });
});
