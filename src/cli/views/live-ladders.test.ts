import { expect, it } from 'vitest';
import type { ChannelFacts } from '../../io/base/tap.ts';
import { batchSink } from '../../io/capture/synth/batch-sink.ts';
import { synth } from '../../io/capture/synth/synth.ts';
import { FrameLoop } from '../../run/frames.ts';
import type { Watched } from '../../run/watched.ts';
import { plainText, widthOf } from '../../view/text.ts';
import { LiveLadders } from './live-ladders.ts';

const facts = (port: number): ChannelFacts => ({
  scheme: 'tcp',
  role: 'acceptor',
  local: '127.0.0.1:7007',
  remote: `127.0.0.1:${port}`,
  localIp: { address: '127.0.0.1', port: 7007 },
  remoteIp: { address: '127.0.0.1', port },
  started: 1000,
  opened: 1000,
});
const pipe: ChannelFacts = { scheme: 'fifo', role: 'initiator', local: 'me', remote: 'me', started: 1000, opened: 1000 };

/** Draws what channels tell, in the order in which they tell it. */
const screen = (all: boolean, columns = 80) => {
  const ladders = new LiveLadders({ all });
  const loop = new FrameLoop();
  const lines: string[] = [];
  let of: Watched;
  const sink = batchSink((batch) => {
    for (let i = 0; i < batch.count; i++) {
      const passed = loop.next(batch, i);
      if (passed) lines.push(...ladders.lines(passed.d, passed.times.first, 0, of, columns).map(plainText));
    }
  });
  const tap = synth(sink);
  const open = (watched: Watched) => {
    const turn = <T>(event: () => T): T => {
      of = watched;
      const value = event();
      sink.flush();
      return value;
    };
    const channel = turn(() => tap.open(watched.facts));
    return {
      says: (text: string, direction: 'sent' | 'received' = 'received') => turn(() => channel.chunk(direction, Buffer.from(text), 1001)),
      ends: (by: 'us' | 'peer') => turn(() => channel.ended(by, 1002)),
    };
  };
  return { lines, open, ladders };
};

it('shows clients of one server each with its tag, and whose turn it is', () => {
  const { lines, open } = screen(false);
  const one = open({ facts: facts(5001), tag: '#1', names: ['client', 'server: echo'] });
  const two = open({ facts: facts(5002), tag: '#2', names: ['client', 'server: echo'] });
  one.says('hello\n');
  two.says('hi\n');
  two.says('and more\n');
  const shown = lines.join('\n');
  expect(shown).toMatch(/#1 message 1 +│ 127\.0\.0\.1:5001 +127\.0\.0\.1:7007 │\n.*PSH, ACK {2}Len=6 ─+▶│\n.*"hello\\n"/);
  expect(shown).toMatch(/#2 message 1 +│ 127\.0\.0\.1:5002 +127\.0\.0\.1:7007 │\n.*Len=3/);
  expect(shown.match(/#2 message 1/g)).toHaveLength(1);
});

it('folds acknowledgements without data and inferred numbers, but the one that ends the handshake', () => {
  const [brief, all] = [screen(false), screen(true)];
  for (const { open } of [brief, all]) {
    const client = open({ facts: facts(5001) });
    client.says('hello\n');
    client.says('world\n', 'sent');
    client.ends('peer');
    client.ends('us');
  }
  const acks = (lines: readonly string[]): number => lines.filter((l) => / S~ .*\bACK\b/.test(l)).length;
  expect([acks(brief.lines), acks(all.lines)]).toEqual([1, 4]);
  expect(brief.lines.join('\n')).not.toMatch(/Seq=|MSS=|Win=/);
  expect(all.lines.join('\n')).toMatch(/Seq=1 Ack=1 Len=6/);
  expect(brief.ladders.legend(200).map(plainText).join('')).toContain('--wire=all');
  expect(all.ladders.legend(200).map(plainText).join('')).not.toContain('--wire=all');
});

it('knows which way the bytes of a channel go whose ends have one name', () => {
  const { lines, open } = screen(false);
  const channel = open({ facts: pipe });
  channel.says('out', 'sent');
  channel.says('in');
  const shown = lines.join('\n');
  expect(shown).toMatch(/── FIFO {2}Len=3 ─+▶│/);
  expect(shown).toMatch(/│◀═+ FIFO {2}Len=2 ══│/);
});

it.each([60, 72, 80, 120])('fits %i columns', (columns) => {
  const { lines, open, ladders } = screen(false, columns);
  const client = open({
    facts: {
      ...facts(5001),
      localIp: { address: '2001:db8:1111:2222:3333:4444:5555:6666', port: 65535 },
      remoteIp: { address: '2001:db8:1111:2222:3333:4444:5555:7777', port: 65535 },
    },
    tag: '#1234 A',
    names: ['client', 'server'],
  });
  client.says('x'.repeat(300));
  client.says('日本語\u001b[2J', 'sent');
  client.ends('peer');
  for (const l of [...lines, ...ladders.legend(columns).map(plainText)]) expect(widthOf(l)).toBeLessThanOrEqual(columns);
});

it('names messages, and says in any case that a side ends', () => {
  const { lines, open } = screen(false);
  const client = open({ facts: facts(5001) });
  client.says('GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:7007\r\nAccept: */*\r\n\r\n');
  client.says('HTTP/1.0 200 OK\r\n\r\nall there is', 'sent');
  client.ends('us');
  client.ends('peer');
  const arrows = lines.filter((l) => /[▶◀]/.test(l)).map((l) => l.replace(/^.{19}│|[│─═▶◀]/g, '').trim());
  expect(arrows.slice(3)).toEqual(['HTTP  GET /index.html HTTP/1.1', 'PSH, ACK  Len=31', 'FIN, ACK', 'FIN, ACK']);
});
