import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { Ledger } from '../../../io/base/ledger.ts';
import type { ChannelFacts } from '../../../io/base/tap.ts';
import { digestOf } from './digest.ts';

const facts: ChannelFacts = { scheme: 'tcp', role: 'initiator', local: 'a', remote: 'b', started: 0, opened: 0 };
const bytes = Buffer.from('some bytes');
const sum = createHash('sha256').update(bytes).digest('hex');

const ledgerWith = (...directions: ('sent' | 'received')[]) => {
  const digest = digestOf(directions);
  const ledger = new Ledger();
  ledger.watch(digest, facts);
  ledger.bytes('sent', bytes);
  ledger.bytes('received', bytes);
  return { digest, ledger };
};

it('tells bytes and sum of the directions asked for', () => {
  const { digest, ledger } = ledgerWith('received');
  expect(digest.lines(ledger)).toEqual([`received 10 B, sha256 ${sum}`]);
});

it('claims no sum of what was not sent', () => {
  const { digest, ledger } = ledgerWith('sent', 'received');
  ledger.unsent(3);
  expect(digest.lines(ledger)).toEqual(['sent 7 B, then it was cut', `received 10 B, sha256 ${sum}`]);
});

it('has nothing to say of silence', () => {
  expect(digestOf(['sent']).lines(new Ledger())).toEqual([]);
});
