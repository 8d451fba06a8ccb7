/** Programs of `nc -e` and `-c`: the connection is their input and output. */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { background, OURS, shell, until, untilBound, untilListening } from '../e2e/nc-programs.ts';
import { scratch } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';

const folder = scratch();
/** Plain tools for the other side. */
const call = (port: string, text: string): string => `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}; printf "${text}" >&3; cat <&3'`;

describe.concurrent('-e and -c', () => {
  it.each([
    ["-c 'read line; echo got $line; exit 3'", 'got word\n', 3],
    ['-e /bin/cat', 'word\n', 0],
    ['-e "cat -n"', '     1\tword\n', 0],
  ])('%s has the connection for its input and output', async (words, answer, code) => {
    const port = await freePort();
    const listener = shell(`${OURS} -l 127.0.0.1 ${port} ${words}`);
    await untilListening(port);
    const client = await shell(`echo word | ${OURS} -N 127.0.0.1 ${port}`);
    expect([client.out, (await listener).code]).toEqual([answer, code]);
  });

  it('-c: nothing of an answer is lost to a peer whose words were not read', async () => {
    const port = await freePort();
    const listener = shell(`${OURS} -l 127.0.0.1 ${port} -c 'dd bs=1 count=1 2>/dev/null; seq 1 100000; exit 4'`);
    await untilListening(port);
    const { got, cut } = await new Promise<{ got: number; cut: boolean }>((resolve) => {
      let bytes = 0;
      const peer = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
      peer.write('x'.repeat(200_000));
      peer.on('data', (chunk) => (bytes += chunk.length)).on('error', () => resolve({ got: bytes, cut: true }));
      peer.on('end', () => {
        peer.end();
        resolve({ got: bytes, cut: false });
      });
    });
    expect([got, cut, (await listener).code]).toEqual([588_896, false, 4]);
  });

  it('-c: what the program left running keeps the connection', async () => {
    const port = await freePort();
    const listener = shell(`${OURS} -l 127.0.0.1 ${port} -c '(sleep 0.5; echo later) & echo now'`);
    await untilListening(port);
    const client = await shell(`echo unread | ${OURS} -d 127.0.0.1 ${port}`);
    expect([client.out, (await listener).code]).toEqual(['now\nlater\n', 0]);
  });

  it('-u: each datagram is read, each output is one', async () => {
    const port = await freePort();
    const listener = shell(`${OURS} -u -l 127.0.0.1 ${port} -c 'read line; echo got $line; exit 3'`);
    await untilBound(port);
    const client = await shell(`${OURS} -u -W 1 127.0.0.1 ${port} < <(echo word; exec sleep 5 2>/dev/null)`);
    expect([client.out, (await listener).code]).toEqual(['got word\n', 3]);
  });

  it('-U -u -k: one peer after the other, each with a program of its own', async () => {
    const path = join(folder, 'programs');
    const listener = background(`${OURS} -U -u -l -k -c 'read line; echo got $line' ${path}`);
    for (const word of ['one', 'two']) {
      await until(() => existsSync(path), 'a socket');
      const { out } = await shell(`for i in 1 2 3 4 5 6 7 8 9; do
        got=$(${OURS} -U -u -w 1 -W 1 ${path} < <(echo ${word}; exec sleep 2 2>/dev/null)); [ "$got" ] && break; sleep 0.2
      done; echo "$got"`);
      expect(out).toBe(`got ${word}\n`);
    }
    await listener.stop();
  });

  it('says what it cannot run', async () => {
    const port = await freePort();
    const listener = shell(`${OURS} -l 127.0.0.1 ${port} -e /nonexistent/program`);
    await untilListening(port);
    await shell(call(port, ''));
    expect(await listener).toMatchObject({ code: 1, err: 'nc: exec /nonexistent/program failed: No such file or directory\n' });
  });

  it('a signal reaches the program, and nothing stays behind', async () => {
    const port = await freePort();
    const { out } = await shell(`${OURS} -l 127.0.0.1 ${port} -e '/bin/sleep ${port}' & nc=$!
      until (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null; do sleep 0.1; done
      until pgrep -f '^sleep ${port}$' >/dev/null; do sleep 0.1; done; kill $nc; wait $nc; echo $?; pgrep -f '^sleep ${port}$' || echo gone`);
    expect(out).toBe('143\ngone\n');
  });
});
