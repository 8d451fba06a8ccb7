import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { fromHex } from '../../core/bytes.ts';
import { rowOf } from '../../view/rows.ts';
import { buildStack } from '../../wire/build.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { tcp } from './tcp.ts';

/** What the option in hex says, by the last part of its names. */
const option = (hex: string, flags = 0x10): Record<string, string> => {
  const bytes = fromHex(hex.padEnd(Math.ceil(hex.length / 8) * 8, '01'));
  const d = dissected(
    buildStack([
      [ip, {}],
      [tcp, { srcport: 2001, dstport: 1026, flags, options: bytes }],
    ]),
    LinkType.raw,
  );
  const own = Object.entries(valuesOf(d)).filter(([name]) => name.startsWith('tcp.options.mptcp.'));
  return Object.fromEntries(own.map(([name, values]) => [name.slice('tcp.options.mptcp.'.length), values.join()]));
};

/** The values are those that tshark 4.0 gives. */
describe('Multipath TCP', () => {
  it('begins with keys, in both versions', () => {
    expect(option('1e0c008182b70eee7f1a5039', 2)).toEqual({
      subtype: '0',
      version: '0',
      flags: '0x81',
      'checksumreq.flags': '1',
      'extensibility.flag': '0',
      'sha1.flag': '1',
      'reserved.flag': '0x00',
      sendkey: '9419013563166117945',
    });
    expect(option('1e040181', 2)).toMatchObject({ version: '1', 'nomoresubflows.flag': '0', 'sha256.flag': '1' });
    expect(option('1e180081d4544a8721a99a01ad219eb59cf6a15ef6f15a1d')).toMatchObject({
      sendkey: '15299935778330221057',
      recvkey: '12475426945652662622',
      datalvllen: '63217',
      checksum: '0x5a1d',
    });
  });

  it('gives its name to rows and to the stack of protocols', () => {
    const segment = (hex: string): Dissection => {
      const stack = buildStack([
        [ip, {}],
        [tcp, { srcport: 2001, dstport: 1026, options: fromHex(hex)! }],
      ]);
      return dissected(stack, LinkType.raw);
    };
    const named = (hex: string): readonly unknown[] => [
      rowOf(segment(hex), { seconds: 0, nanos: 0 }).protocol,
      ...(valuesOf(segment(hex))['frame.protocols'] ?? []),
    ];
    expect(named('1e040181')).toEqual(['MPTCP', 'raw:ip:tcp:mptcp']);
    expect(named('0101080a0000000100000002')).toEqual(['TCP', 'raw:ip:tcp']);
    expect(rowOf(segment('1d080102aabbccdd'), { seconds: 0, nanos: 0 }).info).toMatch(/Len=0TCP AO$/);
  });

  it('joins in three steps that differ in length', () => {
    const common = { subtype: '1', flags: '0x11', 'backup.flag': '1', addrid: '7' };
    expect(option('1e0c1107debe4c1ed79648e8', 2)).toEqual({ ...common, recvtok: '3737013278', sendrand: '3616950504' });
    expect(option('1e10110756e8f9a2f58c95f0ce4b39c1', 0x12)).toEqual({
      ...common,
      sendtrunchmac: '6262529760158324208',
      sendrand: '3461036481',
    });
    expect(option('1e1811075bffad5c2dfb8bb820b6119cba8ff88796ae5b05')).toEqual({
      subtype: '1',
      reserved: '0x0107',
      sendhmac: '5bffad5c2dfb8bb820b6119cba8ff88796ae5b05',
    });
  });

  it('maps data as its flags say', () => {
    expect(option('1e14201e105f676414faf6b200daf099dba5eeec')).toMatchObject({
      'datafin.flag': '1',
      'dseqn8.flag': '1',
      'dataackpresent.flag': '0',
      rawdataseqno: '1179775306940741298',
      subflowseqno: '14348441',
      datalvllen: '56229',
    });
    expect(option('1e082001f28115cc')).toMatchObject({ rawdataack: '4068545996' });
  });

  it.each([
    ['1e083403372c5226', { ipver: '4', addrid: '3', ipv4: '55.44.82.38' }],
    ['1e0a30036d08e1b7f9d8', { echo: '0', ipv4: '109.8.225.183', port: '63960' }],
    ['1e143103c043069de5723b479ff72c86cea04342', { echo: '1', ipv6: 'c043:69d:e572:3b47:9ff7:2c86:cea0:4342' }],
    ['1e103003c20092430ee24ff8f6c1d2f6', { ipv4: '194.0.146.67', addaddrtrunchmac: '1072507591977980662' }],
  ])('announces addresses: %s', (hex, expected) => expect(option(hex)).toMatchObject(expected));

  it('takes addresses away, asks for another way, and gives one up', () => {
    expect(option('1e06400c81c6')).toEqual({ subtype: '4', addrid: '12,129,198' });
    expect(option('1e04515a')).toEqual({ subtype: '5', flags: '0x51', 'backup.flag': '1', addrid: '90' });
    expect(option('1e0c6000461ab53f04e916fd')).toEqual({ subtype: '6', reserved: '0x0000', rawdataseqno: '5051549214319384317' });
    expect(option('1e0c7000140dd23cd3e27138')).toMatchObject({ subtype: '7', recvkey: '1445042214150500664' });
    expect(option('1e048b05', 4)).toMatchObject({ subtype: '8', 'flag_U.flag': '1', 'flag_T.flag': '1', rst_reason: '0x05' });
    expect(option('1e08a001eb9b238b')).toEqual({ subtype: '10' });
  });
});
