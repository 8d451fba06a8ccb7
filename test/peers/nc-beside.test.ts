/** wirecat nc and nc.openbsd in the same scene, one after the other: what is shown, what the peer gets, the code, and whether it ends. */
import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { background, type Ended, OPENBSD, OURS, serverOf, shell, until, untilListening } from '../e2e/nc-programs.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';

const REAL = `exec -a nc '${OPENBSD}'`;

interface Outcome {
  /** `stays` where it goes on without the peer. */
  readonly code: number | null | 'stays';
  readonly out: string;
  readonly err: string;
  /** What each peer got. */
  readonly got: readonly string[];
}

interface Scene {
  /** Words of nc; PORT is a free one. */
  readonly words: string;
  /** A shell command whose output is standard input. */
  readonly input: string;
  /** What each of the peers sends before it ends its direction. */
  readonly peers: readonly string[];
  readonly stays?: boolean;
}

const play = async (nc: string, { words, input, peers, stays = false }: Scene): Promise<Outcome> => {
  const port = await freePort();
  const listener = background(`${input} | (${nc} ${words.replace('PORT', port)})`);
  await untilListening(port);
  const got: string[] = [];
  for (const text of peers) got.push(await peer(port, text));
  const ended = stays ? await listener.stop() : await listener.ended;
  return outcomeOf(ended, got, stays);
};

const outcomeOf = ({ code, out, err }: Ended, got: readonly string[], stays: boolean): Outcome => ({
  code: stays ? 'stays' : code,
  out,
  err: err.replace(/^(sent|received) \d+ B, .*\n/gm, '').replace(/\d{4,5}$/gm, 'PORT'),
  got,
});

/** Sends, ends its direction, and gives what came until the end of the other one. */
const peer = (port: string, text: string): Promise<string> =>
  new Promise((resolve) => {
    let got = '';
    const socket: Socket = connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true }, () => socket.end(text));
    socket.setEncoding('latin1').on('data', (chunk: string) => (got += chunk));
    socket.on('error', () => resolve(`${got} and a reset`));
    socket.on('end', () => resolve(got));
  });

needs('nc.openbsd').describe('beside nc.openbsd', () => {
  it.concurrent.each<Scene>([
    { words: '-v -l 127.0.0.1 PORT', input: 'echo greeting', peers: [''] },
    { words: '-v -N -l 127.0.0.1 PORT', input: 'echo greeting', peers: ['command'] },
    { words: '-n -v -l 127.0.0.1 PORT', input: '(echo greeting; exec sleep 2)', peers: ['command'] },
    { words: '-i 1 -l 127.0.0.1 PORT', input: "printf 'a\\nb\\n'", peers: ['command'] },
    { words: '-q 1 -l 127.0.0.1 PORT', input: 'sleep 3', peers: ['command'] },
    { words: '-W 1 -l 127.0.0.1 PORT', input: 'echo greeting', peers: ['command'] },
    { words: '-k -q 1 -l 127.0.0.1 PORT', input: 'sleep 3', peers: ['command'] },
    { words: '-k -v -l 127.0.0.1 PORT', input: 'true', peers: ['one', 'two', 'three'], stays: true },
    { words: '-k -W 1 -l 127.0.0.1 PORT', input: 'true', peers: ['one', 'two'], stays: true },
  ])('a listener: $input | nc $words', async (scene) => {
    const [ours, real] = [await play(OURS, scene), await play(REAL, scene)];
    expect(ours).toEqual(real);
  });

  it.concurrent.each([
    { words: '', shows: 5 },
    { words: '-W 2', shows: 5 },
    { words: '-W 2 -q 0', shows: 5 },
    { words: '-W 1 -N', shows: 5 },
    { words: '-W 2 -q 1', shows: 2, ends: true },
  ])('datagrams of everybody: -u -k $words', async ({ words, shows, ends = false }) => {
    const play = async (nc: string): Promise<Outcome> => {
      const port = await freePort();
      const listener = background(`${nc} -v -u -k ${words} -l 127.0.0.1 ${port} < <(exec sleep 60 2>/dev/null)`);
      await until(() => listener.said().includes('Bound'), 'its first word');
      const sender = createSocket('udp4');
      for (const n of [1, 2, 3, 4, 5]) await new Promise((sent) => sender.send(`${n}\n`, Number(port), '127.0.0.1', sent));
      await until(() => listener.shown().length >= 2 * shows, `${shows} datagrams`);
      sender.close();
      return outcomeOf(ends ? await listener.ended : await listener.stop(), [], !ends);
    };
    const [ours, real] = [await play(OURS), await play(REAL)];
    expect(ours.out).toBe('1\n2\n3\n4\n5\n'.slice(0, 2 * shows));
    expect(ours).toEqual(real);
  });

  it('-u -k: standard input that has ended ends it, where -q says so before anybody came', async () => {
    for (const nc of [OURS, REAL]) expect((await shell(`${nc} -u -k -q 0 -l 127.0.0.1 ${await freePort()} </dev/null`)).code).toBe(0);
  });

  it.concurrent.each(['-d', '-d -N', '-l', '-l -N'])(
    'ends when the reader of standard output has left, though nothing more comes: %s',
    async (words) => {
      const play = async (nc: string): Promise<unknown> => {
        if (words.startsWith('-l')) {
          const port = await freePort();
          const listener = background(`set -o pipefail; sleep 60 | ( (${nc} ${words} 127.0.0.1 ${port}); echo $? >&2) | head -c 4`);
          await untilListening(port);
          const client = connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true });
          const closed = new Promise((resolve) => client.resume().on('end', resolve).on('error', resolve));
          client.write('word');
          await closed;
          client.destroy();
          await until(() => listener.said() !== '', 'its code');
          const { out, err } = await listener.stop();
          return { out, err };
        }
        const { port, server } = await serverOf((socket) => socket.on('error', () => {}).write('word'));
        const { out, code, err } = await shell(`set -o pipefail; ${nc} ${words} 127.0.0.1 ${port} | head -c 4`, 30);
        server.close();
        return { out, code, err };
      };
      expect(await play(OURS)).toEqual(await play(REAL));
    },
  );

  it.concurrent('an empty datagram is the end of what is shown, and nothing but lines is sent', async () => {
    const play = async (nc: string): Promise<unknown> => {
      const got: string[] = [];
      const peer = createSocket('udp4');
      await new Promise<void>((bound) => peer.bind(0, '127.0.0.1', bound));
      const all = new Promise<void>((resolve) => {
        peer.on('message', (bytes, from) => {
          got.push(String(bytes));
          for (const answer of got.length === 1 ? ['shown', '', 'not shown'] : []) peer.send(answer, from.port, from.address);
          if (got.includes('two\n')) resolve();
        });
      });
      const client = background(`(echo one; sleep 1; echo two; exec sleep 60) | (${nc} -u 127.0.0.1 ${peer.address().port})`);
      await all;
      peer.close();
      return { got, out: (await client.stop()).out };
    };
    const [ours, real] = [await play(OURS), await play(REAL)];
    expect(ours).toEqual(real);
    expect(ours).toEqual({ got: ['one\n', 'two\n'], out: 'shown' });
  });
});
