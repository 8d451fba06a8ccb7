import { describe, expect, it } from 'vitest';
import type { ChannelFacts } from '../../base/tap.ts';
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

describe('the handshake', () => {
  it('sends its SYN again, after twice as long each time, where nobody answers', () => {
    const seconds: number[] = [];
    const sink = batchSink((b) => {
      for (let i = 0; i < b.count; i++) seconds.push(b.seconds[i]! - T0 / 1000);
    });
    synth(sink)
      .open(facts({ opened: T0 + 7500, answer: 'none' }))
      .closed(T0 + 7500);
    sink.flush();
    expect(seconds).toEqual([0, 1, 3, 7]);
  });

  it('has its answer when the connection was open, or the handshake as long ago as the system says', () => {
    const millis = (more: Partial<ChannelFacts>): number[] => {
      const found: number[] = [];
      const sink = batchSink((b) => {
        for (let i = 0; i < b.count; i++) found.push(Math.round((b.seconds[i]! - T0 / 1000) * 1000 + b.nanos[i]! / 1e6));
      });
      synth(sink).open(facts(more));
      sink.flush();
      return found;
    };
    expect(millis({ opened: T0 + 8 })).toEqual([0, 8, 8]);
    expect(millis({ role: 'acceptor', opened: T0 + 8 })).toEqual([0, 0, 8]);
  });
});
