import { describe, expect, it } from 'vitest';
import type { OpenChannel } from '../base/channel.ts';
import { datagramAnswer } from './datagram-answer.ts';

const text = (words: string): Uint8Array => Buffer.from(words);
const from = (address: string): OpenChannel => ({ facts: { remoteIp: { address, port: 5000 } } }) as unknown as OpenChannel;

describe('an answer over datagrams (T-B1)', () => {
  it('is whole on this machine', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.2'])
      expect(String(datagramAnswer(from(address), text(''), text('the time')))).toBe('the time');
  });

  it.each(['192.0.2.7', '2001:db8::7', '::ffff:192.0.2.7'])('is never longer than the question of another, %s', (address) => {
    for (const length of [0, 1, 3, 7, 8, 100])
      expect(datagramAnswer(from(address), text('x'.repeat(length)), text('the time')).length).toBe(Math.min(length, 8));
    expect(String(datagramAnswer(from(address), text('xxxx'), text('the time'), text('tcp')))).toBe('tcp');
    expect(String(datagramAnswer(from(address), text('xx'), text('the time'), text('tcp')))).toBe('tc');
  });
});
