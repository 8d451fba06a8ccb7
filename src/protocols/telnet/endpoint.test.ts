import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/property.ts';
import { type Bytes, concat, fromHex, hex, utf8 } from '../../core/bytes.ts';
import { readWindowSize, TelnetEnd, writeStatus, writeWindowSize } from './endpoint.ts';
import { Command, Option } from './names.ts';
import { MOST_ANSWERS } from './negotiation.ts';
import { writeOption, writeSuboption } from './parts.ts';

const { will, wont, do: please, dont } = Command;

/** An end, what it sends and what it takes. */
const made = (us: readonly number[] = [], them: readonly number[] = []) => {
  const sent: Bytes[] = [];
  const data: Bytes[] = [];
  const told: string[] = [];
  const end = new TelnetEnd(
    { us, them },
    {
      send: (bytes) => sent.push(bytes.slice()),
      data: (bytes) => data.push(bytes.slice()),
      command: (code) => told.push(`command ${code}`),
      suboption: (option, value) => told.push(`suboption ${option} ${hex(value)}`),
      changed: (whose, option, on) => told.push(`${whose} ${option} ${on ? 'on' : 'off'}`),
    },
  );
  return { end, told, data: () => hex(concat(data)), sent: () => hex(concat(sent.splice(0))) };
};

describe('options (RFC 1143)', () => {
  it('are agreed to where they are wanted, and refused where not', () => {
    const { end, sent, told } = made([Option.echo], [Option.binary]);
    end.push(writeOption(please, Option.echo));
    end.push(writeOption(will, Option.binary));
    end.push(writeOption(please, Option.binary));
    end.push(writeOption(will, Option.environment));
    expect(sent()).toBe(hex(concat([writeOption(will, 1), writeOption(please, 0), writeOption(wont, 0), writeOption(dont, 39)])));
    expect(told).toEqual(['us 1 on', 'them 0 on']);
    expect([end.options.on('us'), end.options.on('them')]).toEqual([[1], [0]]);
  });

  it('what is so already is not answered', () => {
    const { end, sent, told } = made([Option.echo]);
    end.options.ask('us', Option.echo, true);
    expect([sent(), end.options.isOn('us', 1), end.options.isWaiting]).toEqual(['fffb01', false, true]);
    for (let i = 0; i < 3; i++) end.push(writeOption(please, Option.echo));
    end.push(writeOption(wont, Option.binary));
    end.push(writeOption(dont, Option.binary));
    expect([sent(), told, end.options.isWaiting]).toEqual(['', ['us 1 on'], false]);
    end.push(writeOption(dont, Option.echo));
    end.push(writeOption(dont, Option.echo));
    expect([sent(), told.at(-1)]).toEqual(['fffc01', 'us 1 off']);
  });

  it('a wish that changes while it waits is kept, and said when the answer came', () => {
    const { end, sent } = made();
    end.options.ask('them', Option.windowSize, true);
    end.options.ask('them', Option.windowSize, false);
    expect(sent()).toBe('fffd1f');
    end.push(writeOption(will, Option.windowSize));
    expect([sent(), end.options.isOn('them', Option.windowSize)]).toEqual(['fffe1f', false]);
    end.options.ask('them', Option.windowSize, true);
    end.push(writeOption(wont, Option.windowSize));
    expect(sent()).toBe('fffd1f');
    end.push(writeOption(will, Option.windowSize));
    expect([sent(), end.options.isOn('them', Option.windowSize)]).toEqual(['', true]);
  });

  it('two ends that want different things come to rest (T-B8)', () => {
    const step = fc.tuple(fc.boolean(), fc.constantFrom('us' as const, 'them' as const), fc.integer({ min: 0, max: 3 }), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 })),
        fc.array(fc.integer({ min: 0, max: 3 })),
        fc.array(step),
        (mine, yours, steps) => {
          const queues: Bytes[][] = [[], []];
          const ends = [0, 1].map(
            (i) =>
              new TelnetEnd(
                { us: i === 0 ? mine : yours, them: i === 0 ? yours : mine },
                { send: (b) => queues[i]?.push(b.slice()), data: () => {} },
              ),
          );
          for (const [first, whose, option, on] of steps) ends[first ? 0 : 1]?.options.ask(whose, option, on);
          let passed = 0;
          while (queues.some((q) => q.length > 0)) {
            for (const [i, queue] of queues.entries()) {
              for (const bytes of queue.splice(0)) ends[1 - i]?.push(bytes);
            }
            expect(++passed).toBeLessThan(100);
          }
          expect([ends[0]?.options.on('us'), ends[0]?.options.on('them')]).toEqual([
            ends[1]?.options.on('them'),
            ends[1]?.options.on('us'),
          ]);
          expect(ends.some((end) => end.options.isWaiting)).toBe(false);
        },
      ),
    );
  });

  it('a peer that never stops gets 64 answers and no more (T-B8)', () => {
    const { end, sent } = made([Option.echo]);
    for (let i = 0; i < 1000; i++) {
      end.push(writeOption(please, Option.echo));
      end.push(writeOption(dont, Option.echo));
      end.push(writeOption(will, i % 256));
      end.push(writeOption(please, Option.timingMark));
    }
    expect(sent().length / 6).toBeLessThanOrEqual(2 * MOST_ANSWERS);
  });

  it('bears any bytes, cut anywhere', () => {
    const piece = fc.uint8Array({ maxLength: 40 }).map((b) => b.map((c) => (c > 200 ? 255 - (c % 20) : c)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const [whole, cut] = [made([1], [1]), made([1], [1])];
        whole.end.push(concat(pieces));
        for (const bytes of pieces) for (const c of bytes) cut.end.push(Uint8Array.of(c));
        expect([cut.data(), cut.sent(), cut.told]).toEqual([whole.data(), whole.sent(), whole.told]);
      }),
    );
  });
});

describe('data', () => {
  it('a CR alone is CR NUL, a line ends in CR LF, and 255 is sent twice (RFC 854)', () => {
    const { end, sent, data } = made([Option.binary], [Option.binary]);
    end.write(utf8('a\nb\r\nc\rd'));
    expect(sent()).toBe(hex(utf8('a\r\nb\r\nc\r\0d')));
    end.write(Uint8Array.of(1, 255, 2));
    expect(sent()).toBe('01ffff02');
    end.push(concat([utf8('a\r\nb\r\0c'), fromHex('ffff')!]));
    expect(data()).toBe(hex(concat([utf8('a\r\nb\rc'), Uint8Array.of(255)])));
  });

  it('is itself where it is binary (RFC 856)', () => {
    const { end, sent, data } = made([Option.binary], [Option.binary]);
    end.push(concat([writeOption(please, 0), writeOption(will, 0)]));
    sent();
    end.write(Uint8Array.of(10, 13, 0, 255));
    end.push(Uint8Array.of(10, 13, 0, 255, 255, 13));
    expect([sent(), data()]).toEqual(['0a0d00ffff', '0a0d00ff0d']);
  });
});

describe('suboptions', () => {
  it('are told whole, without what doubles their bytes', () => {
    const { end, told } = made();
    const b = writeSuboption(Option.windowSize, writeWindowSize({ columns: 255, rows: 65_535 }));
    for (const c of b) end.push(Uint8Array.of(c));
    end.push(Uint8Array.of(255, Command.ayt));
    expect(told).toEqual(['suboption 31 00ffffff', `command ${Command.ayt}`]);
    expect(readWindowSize(fromHex('00ffffff')!)).toEqual({ columns: 255, rows: 65_535 });
    expect(readWindowSize(fromHex('00ff')!)).toBeUndefined();
  });

  it('that do not end hold no memory', () => {
    const { end, told } = made();
    end.push(Uint8Array.of(255, Command.sb, 24));
    for (let i = 0; i < 100; i++) end.push(new Uint8Array(1000).fill(65));
    end.push(writeOption(will, 1));
    expect(told.length).toBeLessThanOrEqual(1);
  });

  it('status says what is in force (RFC 859)', () => {
    const { end } = made([Option.echo], [Option.windowSize]);
    end.push(concat([writeOption(please, Option.echo), writeOption(will, Option.windowSize)]));
    expect(hex(writeStatus(end.options))).toBe(hex(Uint8Array.of(0, will, 1, please, 31)));
  });
});
