import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pattern } from '../../../../test/conformance/endpoint/suite.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { type Bytes, concat, fromUtf8, utf8 } from '../../../core/bytes.ts';
import { readTftp, type TftpMessage, writeTftp } from '../../../protocols/tftp/message.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { memoryPair } from '../../endpoints/memory/memory.ts';
import { udp } from '../../endpoints/udp/udp.ts';
import { openFiles } from '../../files/files.ts';
import { serve } from '../../serve/serve.ts';
import { serviceContext } from '../../serve/service-context.ts';
import { fromNetascii, toNetascii } from './netascii.ts';
import { termsOf } from './terms.ts';
import { tftp } from './tftp.ts';
import { type Terms, Transfer } from './transfer.ts';

serviceConformance(tftp);

const data = (block: number, bytes: Bytes = new Uint8Array(0)): TftpMessage => ({ kind: 'data', block, data: bytes });
const ack = (block: number): TftpMessage => ({ kind: 'ack', block });
const terms = (more: Partial<Terms> = {}): Terms => ({ size: 4, window: 1, patience: 60_000, agreed: undefined, firstTries: 6, ...more });

/** The other side of a transfer, by hand; memory keeps the edges of what is written. */
class Hand {
  readonly theirs: OpenChannel;
  readonly #said: AsyncIterator<Bytes>;
  readonly ours: OpenChannel;

  constructor() {
    [this.ours, this.theirs] = memoryPair();
    this.#said = this.theirs.incoming[Symbol.asyncIterator]();
  }

  say(m: TftpMessage): Promise<void> {
    return this.theirs.write(writeTftp(m));
  }

  async hears(): Promise<string> {
    const m = readTftp((await this.#said.next()).value);
    if (m?.kind === 'data') return `data ${m.block} ${fromUtf8(m.data)}`;
    return m?.kind === 'ack' ? `ack ${m.block}` : (m?.kind ?? 'nothing');
  }
}

describe('a transfer', () => {
  const text = utf8('abcdefghij');
  const block = async (n: number): Promise<Bytes> => text.subarray((n - 1) * 4, n * 4);

  it('sends block by block; an acknowledgement that comes twice sends nothing twice (RFC 1123 §4.2.3.1)', async () => {
    const hand = new Hand();
    const sending = new Transfer(hand.ours, terms()).send(block);
    expect(await hand.hears()).toBe('data 1 abcd');
    await hand.say(ack(1));
    expect(await hand.hears()).toBe('data 2 efgh');
    await hand.say(ack(1));
    await hand.say(ack(2));
    expect(await hand.hears()).toBe('data 3 ij');
    await hand.say(ack(3));
    await sending;
  });

  it('sends windows, and goes on behind what arrived (RFC 7440)', async () => {
    const hand = new Hand();
    const sending = new Transfer(hand.ours, terms({ window: 3, agreed: new Map([['windowsize', '3']]) })).send(block);
    expect(await hand.hears()).toBe('options');
    await hand.say(ack(0));
    expect([await hand.hears(), await hand.hears(), await hand.hears()]).toEqual(['data 1 abcd', 'data 2 efgh', 'data 3 ij']);
    await hand.say(ack(1));
    expect([await hand.hears(), await hand.hears()]).toEqual(['data 2 efgh', 'data 3 ij']);
    await hand.say(ack(3));
    await sending;
  });

  it('sends again when nothing comes, and gives up', async () => {
    const hand = new Hand();
    const sending = new Transfer(hand.ours, terms({ patience: 1, firstTries: 2 })).send(block);
    await expect(sending).rejects.toThrow('does not answer');
    expect([await hand.hears(), await hand.hears()]).toEqual(['data 1 abcd', 'data 1 abcd']);
  });

  it('counts past 65,535, and past twice as many', async () => {
    const hand = new Hand();
    const sending = new Transfer(hand.ours, terms({ size: 1 })).send(async (n) => new Uint8Array(n <= 131_100 ? 1 : 0));
    for (let n = 1; n <= 131_101; n++) {
      await hand.hears();
      await hand.say(ack(n % 65_536));
    }
    await sending;
  });

  it('takes blocks, asks for one that is missing, and acknowledges the last', async () => {
    const hand = new Hand();
    const taken: Bytes[] = [];
    const receiving = new Transfer(hand.ours, terms()).receive(
      async (b) => void taken.push(b.slice()),
      async () => {},
    );
    expect(await hand.hears()).toBe('ack 0');
    await hand.say(data(1, utf8('abcd')));
    expect(await hand.hears()).toBe('ack 1');
    await hand.say(data(3, utf8('xxxx')));
    expect(await hand.hears()).toBe('ack 1');
    await hand.say(data(2, utf8('e')));
    expect(await hand.hears()).toBe('ack 2');
    await receiving;
    expect(fromUtf8(concat(taken))).toBe('abcde');
  });
});

describe('options and text', () => {
  it('are agreed on where they can be', () => {
    const asked = new Map([
      ['blksize', '70000'],
      ['tsize', '0'],
      ['timeout', '3'],
      ['windowsize', '1000'],
      ['multicast', ''],
    ]);
    expect(termsOf(asked, 99, false)).toEqual({
      size: 512,
      window: 64,
      patience: 3000,
      agreed: new Map([
        ['timeout', '3'],
        ['windowsize', '64'],
        ['tsize', '99'],
      ]),
      firstTries: 2,
    });
    expect(termsOf(new Map([['blksize', '8']]), 1, true)).toMatchObject({ size: 8, agreed: new Map([['blksize', '8']]) });
    expect(termsOf(new Map(), 1, true).agreed).toBeUndefined();
  });

  it('netascii comes back, cut anywhere', () => {
    const text = utf8('a\nb\r\nc\rd\r\0e\n');
    const wire = toNetascii(text);
    for (let cut = 0; cut <= wire.length; cut++) {
      const decode = fromNetascii();
      expect(concat([decode(wire.subarray(0, cut)), decode(wire.subarray(cut))])).toEqual(text);
    }
  });
});

describe('over UDP', () => {
  let stop: AbortController;
  let folder: string;
  beforeEach(() => {
    stop = new AbortController();
    folder = mkdtempSync(join(tmpdir(), 'tftp-'));
  });
  afterEach(() => {
    stop.abort();
    rmSync(folder, { recursive: true });
  });

  const asked = async (request: TftpMessage, write: boolean): Promise<readonly [string, TftpMessage | undefined]> => {
    const listener = await udp.accept!(udp.parse('127.0.0.1:0'), {}, stop.signal);
    serve(tftp, listener, { context: serviceContext(tftp.parse({}), { files: openFiles(folder, { write }) }, stop.signal) }, stop.signal);
    const socket = (await import('node:dgram')).createSocket('udp4');
    try {
      const [, port = ''] = (listener.addresses[0] ?? '').split(':');
      const answer = new Promise<readonly [string, TftpMessage | undefined]>((resolve) => {
        socket.once('message', (b, from) =>
          resolve([from.port === Number(port) ? 'the same port' : 'another port', readTftp(new Uint8Array(b))]),
        );
      });
      socket.send(writeTftp(request), Number(port), '127.0.0.1');
      return await answer;
    } finally {
      socket.close();
    }
  };
  const request = (kind: 'read' | 'write', file: string, mode = 'octet'): TftpMessage => ({ kind, file, mode, options: new Map() });

  it('answers from a port of its own, with the file or why not', async () => {
    writeFileSync(join(folder, 'a.bin'), pattern(600));
    const [where, first] = await asked(request('read', 'a.bin'), false);
    expect([where, first?.kind === 'data' && first.data.length]).toEqual(['another port', 512]);
    const codes = [];
    for (const [r, write] of [
      [request('read', 'nothing'), false],
      [request('read', '../../etc/passwd'), false],
      [request('read', '.'), false],
      [request('write', 'new'), false],
      [request('read', 'a.bin', 'mail'), false],
    ] as const) {
      const [, reply] = await asked(r, write);
      codes.push(reply?.kind === 'error' ? reply.code : reply?.kind);
    }
    expect(codes).toEqual([1, 1, 2, 2, 4]);
    expect((await asked(request('write', 'new'), true))[1]).toEqual({ kind: 'ack', block: 0 });
    expect(readFileSync(join(folder, 'a.bin')).length).toBe(600);
  });
});
