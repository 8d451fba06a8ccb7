import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endpointConformance, listeningPair, pattern, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { freePort } from '../../../../test/free-port.ts';
import { english } from '../../../core/said.ts';
import { IS_PLAIN } from '../../host/plain-host.ts';
import { tcp } from './tcp.ts';

endpointConformance(tcp, {
  pair: (_folder, signal) => listeningPair(tcp, '127.0.0.1:0', signal),
  refused: { text: () => '127.0.0.1:9', code: 'ECONNREFUSED' },
});

describe('tcp:', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());
  const listen = async (words: string, options = {}) => {
    const listener = await tcp.accept?.(tcp.parse(words), options, stop.signal);
    if (listener === undefined) throw new Error('tcp can listen');
    return listener;
  };
  const open = (words: string) => tcp.open(tcp.parse(words), {}, stop.signal);
  /** Everything that is due has its turn. */
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const portOf = (address: string | undefined): string => address?.slice(address.lastIndexOf(':') + 1) ?? '';

  it('listens on both loopback addresses and one port where no host is written', async () => {
    const { addresses } = await listen(':0');
    expect(addresses.map((a) => a.replace(/\d+$/, 'PORT'))).toEqual(['127.0.0.1:PORT', '[::1]:PORT']);
    expect(portOf(addresses[0])).toBe(portOf(addresses[1]));
    for (const address of addresses) (await open(address)).close();
  });

  it('listens everywhere only when told so, on both families', async () => {
    const { addresses } = await listen('*:0');
    const port = portOf(addresses[0]);
    expect(addresses).toEqual([`[::]:${port}`]);
    const four = await open(`127.0.0.1:${port}`);
    expect(four.remote).toBe(`127.0.0.1:${port}`);
    four.close();
    (await open(`[::1]:${port}`)).close();
  });

  it('shows an IPv4 peer of a dual-stack listener as IPv4', async () => {
    const listener = await listen('*:0');
    const client = await open(`127.0.0.1:${portOf(listener.addresses[0])}`);
    const { value: served } = await listener[Symbol.asyncIterator]().next();
    expect(served.remote).toBe(client.local);
    expect(served.facts.remoteIp).toEqual(client.facts.localIp);
    expect(served.facts.role).toBe('acceptor');
  });

  it('can be kept to one family', async () => {
    const { addresses } = await listen('localhost:0?4');
    expect(addresses).toHaveLength(1);
    await expect(open(`[::1]:${portOf(addresses[0])}?4`)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('connects from the address and port it is told', async () => {
    const listener = await listen('127.0.0.1:0');
    const free = await freePort();
    const channel = await open(`${listener.addresses[0]}?bind=127.0.0.2&sourceport=${free}`);
    expect(channel.local).toBe(`127.0.0.2:${free}`);
    channel.abort(new Error('done'));
  });

  it('tries the next address when one refuses, and tells of it', async () => {
    const { addresses } = await listen('127.0.0.1:0');
    const port = portOf(addresses[0]);
    const failed: string[] = [];
    const channel = await tcp.open(tcp.parse(`:${port}`), { onAttemptFailed: (a) => failed.push(a) }, stop.signal);
    expect(channel.remote).toBe(`127.0.0.1:${port}`);
    channel.close();
    await expect(open(`:${await freePort()}`)).rejects.toThrow(/nothing listens on that port .*\(tried 127\.0\.0\.1, ::1\)/);
  });

  it('gives up connecting after its own time limit', async () => {
    const deaf = await deafListener();
    const fillers = Array.from({ length: 4 }, () => new Socket().on('error', () => {}).connect(deaf.port, '127.0.0.1'));
    // Its queue is full as soon as one is not let in.
    const code = (): Promise<unknown> =>
      open(`127.0.0.1:${deaf.port}?connect-timeout=0.2`).then(
        () => 'opened',
        (error: { code: string }) => error.code,
      );
    await expect.poll(code).toBe('ETIMEDOUT');
    for (const filler of fillers) filler.destroy();
    deaf.stop();
  });

  it('says what is wrong with a port in use', async () => {
    const { addresses } = await listen('127.0.0.1:0');
    await expect(listen(addresses[0] ?? '')).rejects.toThrow(
      /^tcp:127\.0\.0\.1:\d+: cannot listen: something listens there already; .*\(EADDRINUSE\)/,
    );
  });

  it('says what is wrong with an unknown name', async () => {
    await expect(open('no-such-host.invalid:80')).rejects.toThrow(/\((ENOTFOUND|EAI_AGAIN)\)$/);
  });

  it('ends the iteration when the signal is aborted, and refuses from then on', async () => {
    const listener = await listen('127.0.0.1:0');
    const iterating = (async () => {
      for await (const channel of listener) channel.close();
      return 'over';
    })();
    stop.abort();
    expect(await iterating).toBe('over');
    await expect(tcp.open(tcp.parse(listener.addresses[0] ?? ''), {}, new AbortController().signal)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('rejects a write that fails at once, although nothing is left to be written', async () => {
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', stop.signal);
    theirs.abort(new Error('cut')); // ours is not read, so it does not notice
    await theirs.ledger.closing;
    await expect(ours.write(text('late'))).rejects.toMatchObject({ code: expect.stringMatching(/^E(PIPE|CONNRESET)$/) });
    expect(ours.ledger.sent).toBe(0);
  });

  it('fails a write that is under way with the reason of an abort, takes back what was not sent, and resets', async () => {
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', stop.signal);
    const reason = new Error('enough');
    const writing = ours.write(pattern(64 << 20));
    const caught = expect(writing).rejects.toBe(reason);
    await turn();
    ours.abort(reason);
    await caught;
    expect((await ours.ledger.closing).sent).toBe(0);
    const all = readAll(theirs);
    // A plain host takes a reset right behind the last bytes for an end.
    if (IS_PLAIN) expect((await all).length).toBeLessThan(64 << 20);
    else await expect(all).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('sends what was written before the end, however much that is, and then the end', async () => {
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', stop.signal);
    const writing = ours.write(pattern(32 << 20));
    const more = ours.write(text('the last words'));
    const ending = ours.end();
    await turn();
    const all = await readAll(theirs);
    await Promise.all([writing, more, ending]);
    expect(all.length).toBe((32 << 20) + 14);
    expect(String(all.subarray(-14))).toBe('the last words');
    theirs.close();
    await readAll(ours);
    expect(await ours.ledger.closing).toMatchObject({ sent: (32 << 20) + 14 });
  });

  it('takes a FIN with a reset right behind it for the end that it is', async () => {
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', stop.signal);
    await ours.write(text('nobody reads this'));
    await theirs.write(text('the last words'));
    await theirs.end();
    theirs.abort(new Error('gone'));
    await theirs.ledger.closing;
    expect(String(await readAll(ours))).toBe('the last words');
  });

  it('passes a reset of the peer on as ECONNRESET, with what came before it (F-15)', async () => {
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', stop.signal);
    await theirs.write(text('so far'));
    const iterator = ours.incoming[Symbol.asyncIterator]();
    expect(String(Buffer.from((await iterator.next()).value))).toBe('so far');
    theirs.abort(new Error('cut'));
    await expect(iterator.next()).rejects.toMatchObject({ code: 'ECONNRESET' });
    const closing = await ours.ledger.closing;
    expect(closing).toMatchObject({ sent: 0, received: 6 });
    expect(closing.endings).toMatchObject([{ by: 'peer', how: 'reset' }]);
  });
});

describe('tcp: limits', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  const served = async (options: object, clients: number): Promise<{ readonly answers: string[]; readonly refusals: string[] }> => {
    const refusals: string[] = [];
    const listener = await tcp.accept?.(
      tcp.parse('127.0.0.1:0'),
      { ...options, onRefused: (_remote, why) => refusals.push(english.text(why)) },
      stop.signal,
    );
    if (listener === undefined) throw new Error('tcp can listen');
    (async () => {
      for await (const channel of listener) await channel.write(text('welcome'));
    })().catch(() => {});
    const answers: string[] = [];
    for (let i = 0; i < clients; i++) {
      const client = await tcp.open(tcp.parse(listener.addresses[0] ?? ''), {}, stop.signal);
      const { value } = await client.incoming[Symbol.asyncIterator]().next();
      answers.push(value === undefined ? 'refused' : String(Buffer.from(value)));
    }
    return { answers, refusals };
  };

  it.each([
    [{ maxConns: 2 }, 'limit of 2 connections'],
    [{ maxPerAddress: 2 }, 'limit of 2 connections per address'],
  ])('holds %j at the limit and refuses the next cleanly', async (limit, why) => {
    expect(await served(limit, 3)).toEqual({ answers: ['welcome', 'welcome', 'refused'], refusals: [why] });
    expect((await served(limit, 2)).refusals).toEqual([]);
  });

  it('gives a place back when a connection ends', async () => {
    const listener = await tcp.accept?.(tcp.parse('127.0.0.1:0'), { maxConns: 1 }, stop.signal);
    if (listener === undefined) throw new Error('tcp can listen');
    const iterator = listener[Symbol.asyncIterator]();
    for (let i = 0; i < 3; i++) {
      const client = await tcp.open(tcp.parse(listener.addresses[0] ?? ''), {}, stop.signal);
      const { value: channel } = await iterator.next();
      await Promise.all([client.end(), channel.end(), readAll(client), readAll(channel)]);
      await channel.ledger.closing;
    }
    expect(listener.addresses).toHaveLength(1);
  });

  it('refuses before any byte whom the list does not admit', async () => {
    const asked: string[] = [];
    const admits = (remote: string): boolean => {
      asked.push(remote);
      return false;
    };
    expect(await served({ admits }, 1)).toEqual({ answers: ['refused'], refusals: ['not on the list of those allowed'] });
    expect(asked).toEqual(['127.0.0.1']);
  });
});

/** A listener with the shortest queue in a process that is stopped, so that nobody accepts. */
const deafListener = async (): Promise<{ readonly port: number; readonly stop: () => void }> => {
  const script =
    "const s = require('net').createServer().listen({port: 0, host: '127.0.0.1', backlog: 1}, () => console.log(s.address().port))";
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  return { port: Number(line), stop: () => child.kill('SIGKILL') };
};
