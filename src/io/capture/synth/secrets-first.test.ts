import { describe, expect, it } from 'vitest';
import type { ChannelFacts, TappedChannel } from '../../base/tap.ts';
import { batchSink } from './batch-sink.ts';
import { synth } from './synth.ts';

const T0 = 1_700_000_000_000;
const facts = (more: Partial<ChannelFacts> = {}): ChannelFacts => ({
  scheme: 'tcp',
  role: 'initiator',
  local: '127.0.0.1:40000',
  remote: '127.0.0.1:7',
  localIp: { address: '127.0.0.1', port: 40000 },
  remoteIp: { address: '127.0.0.1', port: 7 },
  started: T0,
  opened: T0 + 1,
  ...more,
});

describe('secrets', () => {
  const events = (session: (c: TappedChannel) => void): string[] => {
    const found: string[] = [];
    const sink = batchSink(
      (b) => {
        for (let i = 0; i < b.count; i++)
          if (b.captured[i]! > 40) found.push(String.fromCharCode(...b.bytes.slice(b.offset[i]! + 40, b.offset[i]! + b.captured[i]!)));
      },
      { secrets: (_, bytes) => found.push(String(Buffer.from(bytes)).trim()) },
    );
    const channel = synth(sink, {
      turn: (_, event) => {
        event();
        sink.flush();
      },
    }).open(facts());
    found.splice(0);
    session(channel);
    return found;
  };
  const chunk = (c: TappedChannel, direction: 'sent' | 'received', text: string): void => c.chunk(direction, Buffer.from(text), T0 + 2);

  it('stand before what was received in the same turn, where they are expected', async () => {
    const found = events((c) => {
      c.expectsSecrets?.(true);
      chunk(c, 'received', 'hello');
      c.secret?.('SECRET', T0 + 2);
      chunk(c, 'sent', 'finished');
      chunk(c, 'received', 'late');
    });
    expect(found).toEqual(['SECRET', 'hello', 'finished']);
    await Promise.resolve();
    expect(found).toEqual(['SECRET', 'hello', 'finished', 'late']);
  });

  it('let go of everything when no more are expected', () => {
    const found = events((c) => {
      c.expectsSecrets?.(true);
      chunk(c, 'received', 'hello');
      c.expectsSecrets?.(false);
      chunk(c, 'received', 'data');
    });
    expect(found).toEqual(['hello', 'data']);
  });
});
