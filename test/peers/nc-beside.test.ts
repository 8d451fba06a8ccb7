/** wirecat nc and nc.openbsd in the same scene, one after the other: what is shown, what the peer gets, the code, and whether it ends. */
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { background, type Ended, OPENBSD, OURS, untilListening } from '../e2e/nc-programs.ts';
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
});
