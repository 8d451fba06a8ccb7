import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { fromHex } from '../../core/bytes.ts';
import { checksum16 } from '../../core/checksum.ts';
import { rowOf } from '../../view/rows.ts';
import { build } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from './ip.ts';

const packet = (values: Record<string, unknown>, payload = new Uint8Array(8)) =>
  build(ip, { src: 0xc0000201, dst: 0xc6336402, proto: 253, ...values }, payload);
const values = (b: Uint8Array) => valuesOf(dissected(b, LinkType.raw));

describe('ip', () => {
  it('works out header length, total length and checksum (RFC 791, RFC 1071)', () => {
    const b = packet({});
    expect([b[0], (b[2]! << 8) | b[3]!]).toEqual([0x45, 28]);
    expect(checksum16(b, 0, 20)).toBe(0);
    expect(values(b)['ip.checksum.status']).toEqual(['1']);
  });

  it('leaves checksums unverified unless asked', () => {
    expect(valuesOf(dissected(packet({}), LinkType.raw, false))['ip.checksum.status']).toEqual(['2']);
  });

  it('splits the service field as RFC 2474 and RFC 3168 do', () => {
    const v = values(packet({ dsfield: 0xb9 }));
    expect([v['ip.dsfield.dscp'], v['ip.dsfield.ecn']]).toEqual([['46'], ['1']]);
  });

  it('takes a total length of 0 for segmentation offload, and stops at one below the header', () => {
    expect(values(packet({ len: 0 }))['ip.dst']).toEqual(['198.51.100.2']);
    const d = dissected(packet({ len: 19 }), LinkType.raw);
    expect(faultsOf(d)).toEqual(["total length 19 is less than the header's 20"]);
    expect(valuesOf(d)['ip.id']).toBeUndefined();
  });

  it('shows the last address of a source route as the destination (RFC 791 §3.1)', () => {
    const route = Uint8Array.of(131, 11, 4, 203, 0, 113, 1, 203, 0, 113, 2, 0);
    const v = values(packet({ options: route }));
    expect(v['ip.cur_rt']).toEqual(['198.51.100.2']);
    const row = rowOf(dissected(packet({ options: route }), LinkType.raw), { seconds: 0, nanos: 0 });
    expect([row.source, row.destination]).toEqual(['192.0.2.1', '203.0.113.2']);
    expect(v['ip.src_rt']).toEqual(['203.0.113.1']);
    expect(v['ip.dst']).toEqual(['203.0.113.2']);
    expect(v['ip.addr']).toEqual(['192.0.2.1', '203.0.113.2']);
  });

  it.each([
    [
      'a pointer into the middle of an address leads nowhere',
      '830b05cb007101cb00710200',
      { 'ip.dst': ['198.51.100.2'], 'ip.src_rt': undefined },
    ],
    ['recorded routes end where the pointer cannot be', '070b05fdb23218' + '8d41582b00', { 'ip.rec_rt': undefined, 'ip.opt.ptr': ['5'] }],
    [
      'the first security option (RFC 791)',
      '820bf1350001414231323300',
      {
        'ip.opt.sec_rfc791_sec': ['0xf135'],
        'ip.opt.sec_rfc791_comp': ['1'],
        'ip.opt.sec_rfc791_hr': ['AB'],
        'ip.opt.sec_rfc791_tcc': ['123'],
      },
    ],
    [
      'the security option (RFC 1108), byte by byte',
      '8205465f03000000',
      {
        'ip.opt.sec_cl': ['0x46'],
        'ip.opt.sec_prot_auth_flags': ['0x5f', '0x03'],
        'ip.opt.sec_prot_auth_doe': ['1'],
        'ip.opt.sec_prot_auth_unassigned': ['0x03', '0x01'],
        'ip.opt.sec_prot_auth_fti': ['1', '1'],
      },
    ],
    [
      'categories as bits, numbers and ranges (FIPS 188)',
      `86180000000501060003800102040009050800090009000300`,
      {
        'ip.cipso.doi': ['5'],
        'ip.cipso.tag_type': ['1', '2', '5'],
        'ip.cipso.sensitivity_level': ['3', '9', '9'],
        'ip.cipso.categories': ['0,15', '9-3'],
      },
    ],
    [
      'a request for a rate (RFC 4782)',
      '19080709cdbebd47',
      { 'ip.opt.qs_rate': ['7'], 'ip.opt.qs_ttl': ['9'], 'ip.opt.qs_ttl_diff': ['55'], 'ip.opt.qs_nonce': ['0x336faf51'] },
    ],
    [
      'a report of a rate',
      '19088709945784' + '0f',
      { 'ip.opt.qs_unused': ['9'], 'ip.opt.qs_ttl': undefined, 'ip.options.qs': ['190887099457840f'] },
    ],
  ])('%s', (_, options, expected) => {
    const v = values(packet({ options: fromHex(options.padEnd(Math.ceil(options.length / 8) * 8, '0')) }));
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, v[name]]))).toEqual(expected);
  });

  it('does not look for a header in a later fragment', () => {
    expect(dissected(packet({ proto: 17, frag_offset: 1 }), LinkType.raw).layers.map((l) => l.layer.name)).toEqual(['raw', 'ip']);
  });
});
