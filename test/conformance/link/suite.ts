/** What every link must do, whatever its two channels are: `linkConformance('tcp to unix', makeEnds)`. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenChannel } from '../../../src/io/base/channel.ts';
import { type Link, type LinkOptions, link } from '../../../src/io/link/link.ts';
import { type Pair, pattern, readAll, recorder, text } from '../endpoint/suite.ts';

/** Makes a pair of ends that talk to each other. */
export type PairMaker = (signal: AbortSignal) => Promise<Pair>;

/** `left` and `right` are the far ends, the people at the telephone; the link is between the near ends. */
interface Line {
  readonly left: OpenChannel;
  readonly right: OpenChannel;
  readonly link: Link;
}

const MIB = 1 << 20;

/** `resets` is false where the system under `makeA` cannot tell a cut from an end (unix sockets). */
export const linkConformance = (name: string, makeA: PairMaker, makeB: PairMaker, resets = true): void => {
  let stop: AbortController;
  const line = async (options: LinkOptions = {}): Promise<Line> => {
    const a = await makeA(stop.signal);
    const b = await makeB(stop.signal);
    return { left: a.theirs, right: b.theirs, link: link(a.ours, b.ours, options, stop.signal) };
  };

  describe(`link ${name}: conforms`, () => {
    beforeEach(() => {
      stop = new AbortController();
    });
    afterEach(() => stop.abort(new Error('the test is over')));
    describeEnds(line);
    describeLoad(line);
    if (resets) describeResets(line);
    describeCuts(line);
    describeRules(line);
    describeLimits(line, () => stop);
  });
};

type MakeLine = (options?: LinkOptions) => Promise<Line>;

const describeEnds = (line: MakeLine): void => {
  it('passes a half-close on and brings the answer back (F-14)', async () => {
    const { left, right, link } = await line();
    await left.write(text('question'));
    await left.end();
    expect(String(await readAll(right))).toBe('question');
    await right.write(text('answer'));
    await right.end();
    expect(String(await readAll(left))).toBe('answer');
    const report = await link.done;
    expect(report.why).toBeUndefined();
    expect(report.a).toMatchObject({ sent: 6, received: 8, endings: [{ by: 'peer', how: 'end' }, { by: 'us' }] });
    expect(report.b).toMatchObject({ sent: 8, received: 6, endings: [{ by: 'us', how: 'end' }, { by: 'peer' }] });
  });

  it('passes a half-close on the other way too (F-14)', async () => {
    const { left, right, link } = await line();
    await right.end();
    expect(String(await readAll(left))).toBe('');
    await left.write(text('after the end'));
    await left.end();
    expect(String(await readAll(right))).toBe('after the end');
    expect((await link.done).b).toMatchObject({ sent: 13, received: 0, endings: [{ by: 'peer' }, { by: 'us' }] });
  });

  it('ends when both have nothing to say', async () => {
    const { left, right, link } = await line();
    await Promise.all([left.end(), right.end(), readAll(left), readAll(right)]);
    const report = await link.done;
    expect([link.aToB, link.bToA]).toEqual([0, 0]);
    expect(report.a.error ?? report.b.error).toBeUndefined();
  });

  it('keeps what came before it was linked, and what is sent in many pieces in order', async () => {
    const { left, right, link } = await line();
    for (let i = 0; i < 200; i++) await left.write(text(`${i} `));
    await left.end();
    expect(String(await readAll(right))).toBe(Array.from({ length: 200 }, (_, i) => `${i} `).join(''));
    right.close();
    await link.done;
  });

  it('tells taps of both channels', async () => {
    const { tap, seen } = recorder();
    const { left, right, link } = await line({ taps: [tap] });
    await left.write(text('hello'));
    await left.end();
    await readAll(right);
    await right.end();
    await link.done;
    expect(seen.slice(0, 2)).toEqual(['received hello', 'sent hello']);
    expect(seen.filter((s) => s === 'closed')).toHaveLength(2);
    expect(seen.filter((s) => s.startsWith('ended')).sort()).toEqual(['ended by peer', 'ended by peer', 'ended by us', 'ended by us']);
  });
};

const describeLoad = (line: MakeLine): void => {
  it('carries 5 MiB each way at once, byte for byte', async () => {
    const { left, right, link } = await line();
    const data = pattern(5 * MIB);
    const send = async (channel: OpenChannel, step: number): Promise<void> => {
      for (let o = 0; o < data.length; o += step) await channel.write(data.subarray(o, o + step));
      await channel.end();
    };
    const [a, b] = await Promise.all([readAll(left), readAll(right), send(left, 300_000), send(right, 7_777)]);
    expect(a.equals(data)).toBe(true);
    expect(b.equals(data)).toBe(true);
    await link.done;
    expect([link.aToB, link.bToA]).toEqual([5 * MIB, 5 * MIB]);
  });

  it('takes only so much while the other side does not read, and loses nothing (F-11)', async () => {
    const { left, right, link } = await line();
    const block = pattern(65_536);
    let taken = 0;
    let enough = false;
    const writing = (async () => {
      while (!enough && taken < 256 * MIB) {
        await left.write(block);
        taken += block.length;
      }
      await left.end();
    })();
    for (let before = -1; before !== taken; ) {
      before = taken;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    expect(taken).toBeLessThan(40 * MIB);
    enough = true;
    let got = 0;
    for await (const chunk of right.incoming) got += chunk.length;
    await writing;
    expect(got).toBe(taken);
    right.close();
    await link.done;
  });

  it('hands its large buffers on only when they are free', async () => {
    const data = pattern(3 * MIB);
    for (let round = 0; round < 4; round++) {
      const lines = await Promise.all(Array.from({ length: 3 }, () => line()));
      const copies = await Promise.all(
        lines.map(async ({ left, right, link }) => {
          const reading = readAll(right);
          await left.write(data);
          await left.end();
          const copy = await reading;
          right.close();
          await link.done;
          return copy.equals(data);
        }),
      );
      expect(copies).toEqual([true, true, true]);
    }
  });
};

const describeResets = (line: MakeLine): void => {
  it('passes a cut on as a cut, after what came before it (F-15)', async () => {
    const { left, right, link } = await line();
    await left.write(text('so far'));
    const iterator = right.incoming[Symbol.asyncIterator]();
    expect(String(Buffer.from((await iterator.next()).value))).toBe('so far');
    left.abort(new Error('cut'));
    const report = await link.done;
    expect(report.a.endings).toMatchObject([{ by: 'peer', how: 'reset' }]);
    expect(report.b.endings).toMatchObject([{ by: 'us', how: 'reset' }]);
    expect(link.aToB).toBe(6);
    await iterator.next().catch(() => {});
    right.close();
    expect((await right.ledger.closing).endings.some((e) => e.by === 'peer')).toBe(true);
  });
};

const describeCuts = (line: MakeLine): void => {
  it('passes a cut back to the one who is sending', async () => {
    const { left, right, link } = await line();
    const sending = (async () => {
      for (;;) await left.write(pattern(10_000));
    })();
    const iterator = right.incoming[Symbol.asyncIterator]();
    await iterator.next();
    right.abort(new Error('enough'));
    await expect(sending).rejects.toBeInstanceOf(Error);
    await link.done;
    left.close();
    await left.ledger.closing;
    expect(link.a.ledger.isOver && link.b.ledger.isOver).toBe(true);
  });

  it('is cut as a whole by `cut`, with the reason', async () => {
    const { left, right, link } = await line();
    await left.write(text('x'));
    link.cut(new Error('the operator closed it'));
    const report = await link.done;
    expect(report.why?.message).toBe('the operator closed it');
    expect(report.a.endings.at(-1)).toMatchObject({ by: 'us', how: 'reset', why: 'the operator closed it' });
    left.close();
    right.close();
  });

  it('delivers what was read when it is closed in order', async () => {
    const { left, right, link } = await line();
    await left.write(text('last words'));
    const iterator = right.incoming[Symbol.asyncIterator]();
    expect(String(Buffer.from((await iterator.next()).value))).toBe('last words');
    link.close();
    expect((await iterator.next()).done).toBe(true);
    expect(await readAll(left)).toHaveLength(0);
    await Promise.all([left.end(), right.end()].map((p) => p.catch(() => {})));
    const report = await link.done;
    expect(report.a.endings[0]).toMatchObject({ by: 'us', how: 'end' });
    expect(report.b.endings[0]).toMatchObject({ by: 'us', how: 'end' });
  });
};

const describeRules = (line: MakeLine): void => {
  it('need not pass an end on (nc without -N)', async () => {
    const { left, right, link } = await line({ aToB: { passEnd: false } });
    await left.write(text('question'));
    await left.end();
    const iterator = right.incoming[Symbol.asyncIterator]();
    expect(String(Buffer.from((await iterator.next()).value))).toBe('question');
    let ended = false;
    iterator.next().then(
      () => {
        ended = true;
      },
      () => {},
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ended).toBe(false);
    await right.write(text('answer'));
    await right.end();
    expect(String(await readAll(left))).toBe('answer');
    await link.done;
    await expect.poll(() => ended).toBe(true);
  });

  it('may close some time after one direction ended (nc -q)', async () => {
    const { left, right, link } = await line({ aToB: { closeAfter: 80 } });
    const started = performance.now();
    await left.end();
    expect(await readAll(right)).toHaveLength(0);
    expect(await readAll(left)).toHaveLength(0);
    expect(performance.now() - started).toBeGreaterThan(70);
    right.close();
    const report = await link.done;
    expect(report.b.endings[0]).toMatchObject({ by: 'us', how: 'end' });
  });

  it('may leave one direction unread', async () => {
    const { left, right, link } = await line({ aToB: { mode: 'off' } });
    await left.write(text('nobody listens'));
    await right.write(text('only this way'));
    const { value } = await left.incoming[Symbol.asyncIterator]().next();
    expect(String(Buffer.from(value))).toBe('only this way');
    await right.end();
    await link.done;
    expect([link.aToB, link.bToA]).toEqual([0, 13]);
    left.close();
  });

  it('keeps a rate', async () => {
    const { left, right, link } = await line({ rate: 100_000 });
    const started = performance.now();
    await left.write(pattern(50_000));
    await left.end();
    expect(await readAll(right)).toHaveLength(50_000);
    const seconds = (performance.now() - started) / 1000;
    expect(seconds).toBeGreaterThan(0.3);
    right.close();
    await link.done;
  });
};

const describeLimits = (line: MakeLine, stop: () => AbortController): void => {
  it('is cut when idle, not before', async () => {
    const { left, right, link } = await line({ idle: 600 });
    const started = performance.now();
    const reading = readAll(right).catch(() => {});
    for (let i = 0; i < 2; i++) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await left.write(text('.'));
    }
    const report = await link.done;
    expect(report.why?.message).toBe('idle for 0.6 s');
    expect(performance.now() - started).toBeGreaterThan(650);
    expect(link.aToB).toBe(2);
    await reading;
    left.close();
    right.close();
  });

  it('is cut after its total time', async () => {
    const { left, right, link } = await line({ total: 100 });
    const report = await link.done;
    expect(report.why?.message).toBe('open for 0.1 s, the limit');
    left.close();
    right.close();
  });

  it('is cut by its signal, with the reason', async () => {
    const { left, right, link } = await line();
    const reason = new Error('interrupted');
    stop().abort(reason);
    expect((await link.done).why).toBe(reason);
    left.close();
    right.close();
  });
};
