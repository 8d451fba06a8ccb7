import { expect, it } from 'vitest';
import { recorder } from '../../../../test/conformance/endpoint/suite.ts';
import { lineText } from '../../../core/said.ts';
import type { ChannelFacts } from '../../base/tap.ts';
import { Retold, Teller, type Told } from './told.ts';

const facts: ChannelFacts = { scheme: 'tcp', role: 'acceptor', local: 'a', remote: 'b', started: 0, opened: 1 };

it('what a helper sees of channels of its own, its parent sees after it, and who was cut short ends with the helper', () => {
  const { tap, seen } = recorder();
  const said: string[] = [];
  const retold = new Retold({ tap, say: (line) => said.push(lineText(line)), heard: (h) => teller.heard(h) });
  const teller: Teller = new Teller((told) => retold.take(structuredClone(told)));
  teller.say('it listens');
  const channel = teller.tap.open(facts);
  const bytes = new Uint8Array([104, 105]);
  channel.chunk('sent', bytes, 2);
  channel.ended('us', 3);
  channel.reset('peer', 4, 'gone');
  channel.closed(5);
  teller.tap.open(facts).chunk('received', bytes, 6);
  retold.end(7);
  expect(said).toEqual(['it listens']);
  expect(seen).toEqual(['sent hi', 'ended by us', 'reset by peer: gone', 'closed', 'received hi', 'closed']);
});

it('a parent that does not keep up is told no further, and told so', () => {
  const told: Told[] = [];
  const channel = new Teller((t) => told.push(t), 5).tap.open(facts);
  const piece = new Uint8Array(3);
  for (let i = 0; i < 3; i++) channel.chunk('sent', piece, i);
  expect(told.map((t) => (t.kind === 'wire' ? t.event.what : lineText(t.line)))).toEqual([
    'open',
    'chunk',
    'closed',
    'the packets with b come too fast to be recorded; what follows of them is not',
  ]);
});
