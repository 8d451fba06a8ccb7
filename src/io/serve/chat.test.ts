/** Chat: names, rooms, history; T-B10: nobody can disturb, deceive or hold up the others. */
import { describe, expect, it } from 'vitest';
import type { OpenChannel } from '../base/channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { Chat, type ChatOptions } from './chat.ts';
import { chatLines } from './chat-lines.ts';

const never = new AbortController().signal;

class Guest {
  heard = '';
  readonly channel: OpenChannel;
  readonly served: Promise<void>;

  constructor(chat: Chat) {
    const [ours, theirs] = memoryPair('127.0.0.1:7', '127.0.0.1:9');
    this.channel = theirs;
    this.served = chat.serve(ours, never).finally(() => ours.close());
    this.#hear().catch(() => {});
  }

  async types(...lines: readonly (string | Uint8Array)[]): Promise<void> {
    for (const line of lines) await this.channel.write(typeof line === 'string' ? Buffer.from(`${line}\n`) : line);
  }

  /** Waits for a line. */
  hears(line: string): Promise<void> {
    return expect.poll(() => this.heard.split('\n')).toContain(line);
  }

  async #hear(): Promise<void> {
    for await (const chunk of this.channel.incoming) this.heard += Buffer.from(chunk);
  }
}

const hosted = (options: ChatOptions = {}): { chat: Chat; seen: string[] } => {
  const seen: string[] = [];
  return { chat: new Chat({ rate: 1000, time: () => '12:34', onLine: (line) => seen.push(line), ...options }), seen };
};

describe('chat', () => {
  it('greets, names, and passes lines to the room and the host', async () => {
    const { chat, seen } = hosted();
    const [ann, bob] = [new Guest(chat), new Guest(chat)];
    await ann.hears('* you are guest1 in lobby, with host; /help lists what can be done');
    await ann.hears('* guest2 is here (127.0.0.1:9)');
    await ann.types('/name ann', 'hello');
    await bob.hears('* guest1 is now ann');
    await bob.hears('<ann> hello');
    expect(ann.heard).not.toContain('<ann> hello');
    chat.hostTypes(Buffer.from('wel'));
    chat.hostTypes(Buffer.from('come\r\n'));
    await ann.hears('<host> welcome');
    await bob.types('/quit');
    await bob.served;
    await ann.hears('* guest2 left');
    expect(seen).toEqual(expect.arrayContaining(['* guest1 is here (127.0.0.1:9)', '<ann> hello', '* guest2 left']));
  });

  it('has rooms, and a history for the late', async () => {
    const { chat, seen } = hosted({ history: 2 });
    const [ann, bob] = [new Guest(chat), new Guest(chat)];
    await ann.types('/join kitchen', 'one', 'two', 'three', '/rooms', '/who');
    await ann.hears('* lobby (2), kitchen (1)');
    await ann.hears('* in kitchen: guest1');
    expect(bob.heard).toContain('* guest1 went to kitchen');
    expect(bob.heard).not.toContain('two');
    await bob.types('/join kitchen');
    await bob.hears('* 12:34 <guest1> three');
    expect(bob.heard).toContain('* 12:34 <guest1> two\n* 12:34 <guest1> three\n');
    expect(bob.heard).not.toContain('<guest1> one');
    await ann.hears('* guest2 is here');
    expect(seen).toContain('[kitchen] <guest1> two');
  });

  it('whispers to one alone, and says what it does not understand', async () => {
    const { chat, seen } = hosted();
    const [ann, bob, cat] = [new Guest(chat), new Guest(chat), new Guest(chat)];
    await ann.types('/msg guest2 psst', '/msg nobody x', '/frob', '/name host', '/name * x', '/constructor', '//tmp is full');
    await bob.hears('* guest1 to you alone: psst');
    await ann.hears('* nobody is called nobody');
    await ann.hears('* no such command: /frob; /help lists them');
    await ann.hears('* no such command: /constructor; /help lists them');
    await ann.hears('* host is taken');
    await cat.hears('<guest1> /tmp is full');
    expect(cat.heard).not.toContain('psst');
    expect(seen.join('\n')).not.toContain('psst');
  });

  it('takes a last line without its end, and keeps the text of those who have left', async () => {
    const { chat } = hosted();
    const ann = new Guest(chat);
    await ann.types(Buffer.from('bye'));
    await ann.channel.end();
    await ann.served;
    const late = new Guest(chat);
    await late.hears('* 12:34 <guest1> bye');
  });
});

describe('T-B10', () => {
  it('shows control characters as text, and lets nobody speak for the chat or for another', async () => {
    const { chat } = hosted();
    const [ann, bob] = [new Guest(chat), new Guest(chat)];
    await bob.types(
      Buffer.from('\x1b]0;owned\x07 a\rb \u202e \u0085 \xff\n* host was dropped\n<guest1> not me\n', 'utf8'),
      Buffer.from([0x9b, 0x31, 0x6d, 0x0a]),
    );
    await ann.hears('<guest2> \\x9b1m');
    const own = ann.heard.split('\n').filter((line) => line.startsWith('<guest2>'));
    expect(own).toEqual([
      '<guest2> \\x1b]0;owned\\x07 a\\rb \\u202e \\x85 ÿ',
      '<guest2> * host was dropped',
      '<guest2> <guest1> not me',
      '<guest2> \\x9b1m',
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not come through
    expect(ann.heard).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it.each([
    [1999, 1999, false],
    [2000, 2000, false],
    [2001, 2000, true],
  ])('a line of %i bytes: %i are said, and it is told', async (typed, said, told) => {
    const { chat } = hosted();
    const [ann, bob] = [new Guest(chat), new Guest(chat)];
    await bob.types('x'.repeat(typed), 'next');
    await ann.hears('<guest2> next');
    expect(/<guest2> (x+)\n/.exec(ann.heard)?.[1]).toHaveLength(said);
    expect(bob.heard.includes('more than 2000 bytes')).toBe(told);
  });

  it('takes 20 lines a second of a member and makes it wait for the rest', async () => {
    const { chat, seen } = hosted({ rate: 20 });
    const bob = new Guest(chat);
    const started = performance.now();
    await bob.types(...Array.from({ length: 12 }, (_, i) => `line ${i}`));
    await expect.poll(() => seen.filter((line) => line.startsWith('<guest1>')).length).toBe(12);
    expect(performance.now() - started).toBeGreaterThan(400);
    expect(seen.filter((line) => line.startsWith('<guest1>'))).toEqual(Array.from({ length: 12 }, (_, i) => `<guest1> line ${i}`));
  });

  it('drops a member that does not read once its queue is full, with a line, and nobody else is held up', async () => {
    const { chat, seen } = hosted({ queue: 100_000 });
    const [stuck, theirs] = memoryPair('stuck', 'x');
    const serving = chat.serve(stuck, never).catch(() => {});
    const guests = Array.from({ length: 24 }, () => new Guest(chat));
    const [ann, ...others] = guests;
    for (let i = 0; i < 120; i++) {
      await ann!.types(`${i} ${'y'.repeat(1990)}`);
      await expect
        .poll(() => others.every((one) => one.heard.includes(`\n<guest2> ${i} yy`, one.heard.length - 2500)), { interval: 1 })
        .toBe(true);
    }
    expect(seen).toContain('* guest1 was dropped (more than 100000 bytes wait for it)');
    await serving;
    theirs.close();
  });

  it('a port that talks back at full speed does no harm', async () => {
    // Another server's echo, joined by mistake: what it is told it says again, as lines of its own.
    const { chat, seen } = hosted({ rate: 20 });
    const [ours, theirs] = memoryPair();
    void chat.serve(ours, never).catch(() => {});
    const talkBack = async (): Promise<void> => {
      for await (const chunk of theirs.incoming) await theirs.write(chunk);
    };
    talkBack().catch(() => {});
    const started = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(seen.length).toBeLessThan(25 + ((performance.now() - started) / 1000) * 20);
  });
});

describe('lines of nc and telnet', () => {
  const lines = (...chunks: readonly (readonly number[] | string)[]): string[] => {
    const reader = chatLines(100);
    const all = chunks.flatMap((chunk) => reader.push(Buffer.from(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)));
    return [...all, ...reader.end()].map((line) => line.text);
  };

  it('end in LF, CR LF, or with the connection', () => {
    expect(lines('a\nb\r\n', 'c', 'd\r', '\ne')).toEqual(['a', 'b', 'cd', 'e']);
    expect(lines('\n\r\n')).toEqual(['', '']);
  });

  it('are read without the commands of Telnet, wherever they are cut', () => {
    const typed = [0xff, 0xfd, 3, 65, 0xff, 0xfa, 24, 0, 88, 0xff, 0xf0, 66, 0xff, 0xf1, 67, 13, 0, 13, 10];
    expect(lines(typed)).toEqual(['ABC\\r']);
    expect(lines(...typed.map((byte) => [byte]))).toEqual(['ABC\\r']);
    expect(lines([65, 0xff, 0xff, 10])).toEqual(['A\\xff']);
  });
});
