import { describe, expect, it } from 'vitest';
import { recorder, text } from '../../../test/conformance/endpoint/suite.ts';
import { IoError } from '../../core/fault.ts';
import { type Closing, closingText, Ledger } from './ledger.ts';
import type { ChannelFacts, Tap } from './tap.ts';

const facts: ChannelFacts = { scheme: 'tcp', role: 'initiator', local: 'a', remote: 'b', started: 0, opened: 0 };

describe('the ledger of a channel', () => {
  it('adds up, and tells at the end', async () => {
    const ledger = new Ledger();
    ledger.bytes('sent', text('hello'));
    ledger.bytes('received', text('hi'));
    ledger.ended('peer');
    ledger.ended('us');
    ledger.ended('us');
    const before = ledger.closing;
    ledger.closed();
    ledger.closed();
    const closing = await before;
    expect(closing).toEqual({
      sent: 5,
      received: 2,
      endings: [
        { by: 'peer', how: 'end', why: '' },
        { by: 'us', how: 'end', why: '' },
      ],
    });
    expect(await ledger.closing).toBe(closing);
    expect(ledger.isOver).toBe(true);
    expect(ledger.isCut).toBe(false);
  });

  it('keeps the first cut and its reason', async () => {
    const ledger = new Ledger();
    const reason = new Error('the peer cut it');
    ledger.reset('peer', reason);
    ledger.reset('us', new Error('and so did we'));
    ledger.closed();
    expect(await ledger.closing).toEqual({
      sent: 0,
      received: 0,
      endings: [{ by: 'peer', how: 'reset', why: 'the peer cut it' }],
      error: reason,
    });
    expect(ledger.isCut).toBe(true);
  });

  it('takes back what was never sent, and counts what is neither', async () => {
    const ledger = new Ledger();
    ledger.bytes('sent', text('hello'));
    ledger.unsent(2);
    ledger.count('ofOthers', 2);
    ledger.count('ofOthers');
    ledger.count('lost', 0);
    ledger.closed();
    expect(await ledger.closing).toMatchObject({ sent: 3, counts: new Map([['ofOthers', 3]]) });
  });

  it('tells all taps, each in order, and those who came late only the rest', () => {
    const ledger = new Ledger();
    const [early, late] = [recorder(), recorder()];
    ledger.watch(early.tap, facts);
    ledger.bytes('sent', text('one'));
    ledger.watch(late.tap, facts);
    ledger.bytes('received', text('two'));
    ledger.reset('us', new Error('enough'));
    ledger.closed();
    expect(early.seen).toEqual(['sent one', 'received two', 'reset by us: enough', 'closed']);
    expect(late.seen).toEqual(['received two', 'reset by us: enough', 'closed']);
  });

  it('hears a tap that throws no more, and says so', async () => {
    const ledger = new Ledger();
    const fail = (): never => {
      throw new Error('a bug in a tap');
    };
    ledger.watch({ open: () => ({ chunk: fail, ended: fail, reset: fail, closed: fail }) }, facts);
    ledger.bytes('sent', text('x'));
    ledger.bytes('sent', text('y'));
    ledger.closed();
    expect(await ledger.closing).toMatchObject({ sent: 2, counts: new Map([['tapsFailed', 1]]) });
  });
});

describe('a ledger whose channel comes with bytes', () => {
  const tapInto = (found: string[]): Tap => ({
    open: () => ({
      chunk: (direction, bytes) => found.push(`${direction} ${Buffer.from(bytes)}`),
      ended: () => {},
      reset: () => {},
      closed: () => {},
      secret: (line) => found.push(line),
    }),
  });

  it('tells them to a tap that watches before anybody reads, and to none after', () => {
    const ledger = new Ledger();
    ledger.keepEarly();
    ledger.bytes('received', text('first'));
    const [early, late]: [string[], string[]] = [[], []];
    ledger.watch(tapInto(early), facts);
    ledger.begun();
    ledger.watch(tapInto(late), facts);
    ledger.bytes('received', text('second'));
    expect([early, late]).toEqual([['received first', 'received second'], ['received second']]);
  });

  it('passes secrets on to what it lies on', () => {
    const [below, above] = [new Ledger(), new Ledger()];
    const found: string[] = [];
    below.watch(tapInto(found), facts);
    above.liesOn(below);
    above.secret('LINE');
    expect(found).toEqual(['LINE']);
  });

  it('tells at the end what failed in the one it lies on, and no cut there', async () => {
    const failure = new IoError('sh:exit 3', 'EEXIT', 'the program ended with exit status 3');
    const [below, above] = [new Ledger(), new Ledger()];
    above.liesOn(below);
    below.failed(failure);
    above.closed();
    expect((await above.closing).error).toBe(failure);
    const [cut, over] = [new Ledger(), new Ledger()];
    over.liesOn(cut);
    cut.reset('us', new Error('the channel is closed'));
    over.closed();
    expect((await over.closing).error).toBeUndefined();
  });
});

describe('the closing line', () => {
  const tcp = { scheme: 'tcp', localIp: { address: '192.0.2.1', port: 7 } };
  const closing = (endings: Closing['endings']): Closing => ({ sent: 18, received: 18, endings });

  it('says what was sent and who closed, in the words of the transport', () => {
    const both = closing([
      { by: 'us', how: 'end', why: '' },
      { by: 'peer', how: 'end', why: '' },
    ]);
    expect(closingText(both, tcp)).toBe('sent 18 B, received 18 B, closed by: us FIN, peer FIN');
    expect(closingText(both, { scheme: 'unix' })).toBe('sent 18 B, received 18 B, closed by: us end, peer end');
    expect(closingText(closing([{ by: 'peer', how: 'reset', why: 'x' }]), tcp)).toBe('sent 18 B, received 18 B, closed by: peer RST');
    expect(closingText(closing([]), tcp)).toBe('sent 18 B, received 18 B, closed by: nobody');
  });
});
