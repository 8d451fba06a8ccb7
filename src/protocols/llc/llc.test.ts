import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

const frame = (payload: string): string => `0180c2000000020000000001${(payload.length / 2).toString(16).padStart(4, '0')}${payload}`;

it('reads EtherTypes behind a SNAP header (IEEE 802 §9.2), and gives the padding to the frame', () => {
  const d = dissected(`${frame('aaaa030000000806' + '0001080006040001020000000001c0000201000000000000c0000202')}${'00'.repeat(10)}`);
  expect(d.layers.map((l) => l.layer.name)).toEqual(['eth', 'llc', 'arp']);
  const v = valuesOf(d);
  expect([v['eth.len'], v['llc.oui'], v['llc.type'], v['eth.padding']]).toEqual([['36'], ['0'], ['0x0806'], ['00'.repeat(10)]]);
});

it.each([
  ['f0f10107', 'S F, func=RR, N(R)=3; DSAP NetBIOS Individual, SSAP NetBIOS Response'],
  ['00041300', 'U P, func=UI; DSAP NULL LSAP Individual, SSAP SNA Path Control Command'],
  ['0105e3', 'U, func=TEST; DSAP NULL LSAP Group, SSAP SNA Path Control Response'],
  ['22220204', 'I, N(R)=2, N(S)=1; DSAP 0x22 Individual, SSAP 0x22 Command'],
  ['aaaa03abcdef1234', 'U, func=UI; SNAP, OUI 0xABCDEF (Unknown), PID 0x1234'],
  ['42', '[Malformed Packet]'],
  ['aaaa030000', 'U, func=UI[Malformed Packet]'],
])('a row of %s', (payload, info) => {
  expect(dissected(frame(payload)).layers.at(-1)?.info).toBe(info);
});

it('leaves alone what has no LLC: IPX as Novell began', () => {
  expect(dissected(frame('ffff0030')).layers.map((l) => l.heading)).toEqual(['IEEE 802.3 Ethernet Raw ']);
});
