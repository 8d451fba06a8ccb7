import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { Ledger } from '../../../io/base/ledger.ts';
import type { ChannelFacts } from '../../../io/base/tap.ts';
import { digestOf } from './digest.ts';

const facts: ChannelFacts = { scheme: 'tcp', role: 'initiator', local: 'a', remote: 'b', started: 0, opened: 0 };
const bytes = Buffer.from('some bytes');
const sum = createHash('sha256').update(bytes).digest('hex');

const ledgerWith = (...directions: ('sent' | 'received')[]) => {
  const ledger = new Ledger();
  ledger.bytes('sent', Buffer.from('CONNECT'));
  ledger.bytes('received', Buffer.from('200 some '));
  const digest = digestOf(directions, ledger, bytes.subarray(0, 5));
  ledger.watch(digest, facts);
  ledger.bytes('sent', bytes);
  ledger.bytes('received', bytes.subarray(5));
  return { digest, ledger };
};

it('tells bytes and sum of the directions asked for', () => {
  const { digest } = ledgerWith('received');
  expect(digest.lines()).toEqual([`received 10 B, sha256 ${sum}`]);
});

it('claims no sum of what was not sent', () => {
  const { digest, ledger } = ledgerWith('sent', 'received');
  ledger.unsent(3);
  expect(digest.lines()).toEqual(['sent 7 B, then it was cut', `received 10 B, sha256 ${sum}`]);
});

it('has nothing to say of silence', () => {
  expect(digestOf(['sent'], new Ledger(), new Uint8Array(0)).lines()).toEqual([]);
});
