import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../../test/free-port.ts';
import { inPlainHost, inWholeHost } from '../../../test/host.ts';
import { type Called, type SocketCalls, socketCalls } from './socket-calls.ts';

inWholeHost(() => {
  let calls: SocketCalls | undefined;
  const open: number[] = [];
  beforeAll(async () => {
    if (process.platform === 'linux') calls = await socketCalls('test');
  });
  afterAll(() => {
    for (const fd of open) calls?.close(fd);
  });

  /** Whether it is over before anything else can happen: no thread took it. */
  const atOnce = async (called: Promise<Called> | undefined): Promise<readonly [boolean, number | undefined]> => {
    let isOver = false;
    void called?.then(() => {
      isOver = true;
    });
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    const before = isOver;
    return [before, (await called)?.value];
  };
  const opened = (): number => {
    const fd = calls?.socket('AF_INET', 'SOCK_STREAM', 0).value ?? -1;
    open.push(fd);
    return fd;
  };

  it.skipIf(process.platform !== 'linux')(
    'a call that need not wait is made at once: what a thread takes to start is not blocked',
    async () => {
      const [s, a] = [opened(), opened()];
      const place = `127.0.0.1:${await freePort()}`;
      expect([calls?.bind(s, place).value, calls?.listen(s, 1).value]).toEqual([0, 0]);
      expect((await calls?.connect(a, place))?.value).toBe(0);
      const [over, c = -1] = await atOnce(calls?.accept(s));
      open.push(c);
      expect(over).toBe(true);
      expect(await atOnce(calls?.send(a, new Uint8Array(5)))).toEqual([true, 5]);
      expect(await atOnce(calls?.recv(c, 3))).toEqual([true, 3]);
      expect(await atOnce(calls?.recvfrom(c, 1024))).toEqual([true, 2]);
      const waits = atOnce(calls?.recv(c, 1));
      await calls?.send(a, new Uint8Array(1));
      expect(await waits).toEqual([false, 1]);
      calls?.setBlocking(c, false);
      expect(await atOnce(calls?.recv(c, 1))).toEqual([true, -1]);
    },
  );
});

inPlainHost(() => {
  it('there are no calls of the system in a plain host', async () => {
    await expect(socketCalls('here')).rejects.toThrow('here: expected more than Node alone');
  });
});
