/** Broker: who hears what, and what becomes of a member who takes nothing. */

import { describe, expect, it } from 'vitest';
import { english } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { Broker, type Member } from './broker.ts';

const text = (words: string): Uint8Array => Buffer.from(words);

interface Peer {
  readonly channel: OpenChannel;
  readonly served: Promise<void>;
  heard: string;
}

/** A peer that reads all it is sent. */
const peer = (broker: Broker): Peer => {
  const [ours, theirs] = memoryPair();
  const one = { channel: theirs, served: broker.serve(ours).finally(() => ours.close()), heard: '' };
  const hear = async (): Promise<void> => {
    for await (const chunk of theirs.incoming) one.heard += Buffer.from(chunk);
  };
  hear().catch(() => {});
  return one;
};

/** A member that takes nothing. */
const deaf = (broker: Broker, id: number): { readonly member: Member; readonly theirs: OpenChannel } => {
  const [ours, theirs] = memoryPair();
  return { member: broker.join(id, ours), theirs };
};

describe('broker', () => {
  it('passes what a member says to all others, in its order, and not back', async () => {
    const broker = new Broker();
    const [a, b, c] = [peer(broker), peer(broker), peer(broker)];
    for (const word of ['one ', 'two ', 'three']) await a.channel.write(text(word));
    await expect.poll(() => [a.heard, b.heard, c.heard]).toEqual(['', 'one two three', 'one two three']);
    await b.channel.write(text(', four'));
    await expect.poll(() => [a.heard, c.heard]).toEqual([', four', 'one two three, four']);
  });

  it('forgets a member at its end, unless it stays', async () => {
    const broker = new Broker();
    const [a, b] = [peer(broker), peer(broker)];
    await a.channel.end();
    await a.served;
    expect(broker.members).toHaveLength(1);
    const [ours, theirs] = memoryPair();
    void broker.serve(ours, true);
    await theirs.end();
    await b.channel.write(text('still there?'));
    for await (const chunk of theirs.incoming) {
      expect(String(Buffer.from(chunk))).toBe('still there?');
      break;
    }
    expect(broker.members).toHaveLength(2);
  });

  it.each([
    [-1, true],
    [0, true],
    [1, false],
  ])('a queue of its limit and %i bytes: kept is %s', (more, kept) => {
    const dropped: string[] = [];
    const broker = new Broker({ queue: 200_000, onDropped: (_member, why) => dropped.push(english.text(why)) });
    const { member } = deaf(broker, 1);
    broker.tell(member, new Uint8Array(200_000 + more));
    expect(broker.members.length === 1).toBe(kept);
    expect(dropped).toEqual(kept ? [] : ['more than 200000 bytes wait for it']);
  });

  it('those who speak wait for one who is slow, but not for one who takes nothing', async () => {
    const dropped: number[] = [];
    const onDropped = (member: Member): void => {
      dropped.push(member.id);
    };
    const broker = new Broker({ queue: 100_000, patience: 60_000, onDropped });
    const slow = deaf(broker, 1);
    broker.say(new Uint8Array(150_000));
    let room = false;
    const waiting = broker.room().then(() => {
      room = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(room).toBe(false);
    const taking = slow.theirs.incoming[Symbol.asyncIterator]();
    await taking.next();
    void taking.next(); // wants more: the writer goes on
    await waiting;
    expect(dropped).toEqual([]);

    const hasty = new Broker({ queue: 100_000, patience: 50, onDropped });
    const stuck = deaf(hasty, 2);
    hasty.tell(stuck.member, new Uint8Array(150_000));
    await hasty.room();
    expect(dropped).toEqual([2]);
  });

  it('a member that cannot be written to is gone', async () => {
    const broker = new Broker();
    const { theirs } = deaf(broker, 1);
    theirs.abort(new Error('cut'));
    broker.say(text('hello'));
    await expect.poll(() => broker.members.length).toBe(0);
  });
});
