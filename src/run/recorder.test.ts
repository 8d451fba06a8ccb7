import { expect, it } from 'vitest';
import { acceptAddress, openAddress, parseAddress } from '../io/address/address.ts';
import { serve } from '../io/serve/serve.ts';
import { echo } from '../io/services/echo/echo.ts';
import { openRecorder } from './recorder.ts';

it('a recorder shows no more packets a second than it may, counts the others, and keeps the numbers right', async () => {
  const { signal } = new AbortController();
  const serving = serve(echo, await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, signal), { most: 1 }, signal);
  const channel = await openAddress(parseAddress(serving.addresses[0] ?? ''), {}, signal);
  let shown = 0;
  let skipped = 0;
  const infos: string[] = [];
  const tenths = new Map<number, number>();
  const recorder = await openRecorder(
    {
      wire: { live: true, file: undefined },
      application: 'test',
      mostShown: 100,
      onTrouble: (error) => expect.unreachable(error.message),
      onPacket: (d, _, unshown) => {
        shown++;
        skipped += unshown;
        infos.push(d.layers.at(-1)?.info ?? '');
        const tenth = d.frame.seconds * 10 + Math.floor(d.frame.nanos / 1e8);
        tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
        if (unshown > 0) expect(d.frame.number).toBe(shown + skipped);
      },
    },
    signal,
  );
  recorder.watch(channel);
  const reading = (async () => {
    for await (const chunk of channel.incoming) expect(chunk.length).toBeGreaterThan(0);
  })();
  const block = new Uint8Array(1 << 20);
  for (let k = 0; k < 20; k++) await channel.write(block);
  await channel.end();
  await reading;
  await serving.done;
  expect(Math.max(...tenths.values())).toBeLessThanOrEqual(10);
  expect(skipped + recorder.unshown).toBeGreaterThan(100);
  // What was not shown was still taken note of: nothing looks lost or sent again.
  expect(infos.filter((info) => /Retransmission|not captured|unseen/.test(info))).toEqual([]);
  await recorder.close();
});

it('shows nothing while the view has no room, takes note of all of it, and goes on with whole packets', async () => {
  const { signal } = new AbortController();
  const serving = serve(echo, await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, signal), { most: 1 }, signal);
  const channel = await openAddress(parseAddress(serving.addresses[0] ?? ''), {}, signal);
  let room = false;
  const shown: { info: string; cut: boolean; unshown: number }[] = [];
  const recorder = await openRecorder(
    {
      wire: { live: true, file: undefined },
      application: 'test',
      hasRoom: () => room,
      onTrouble: (error) => expect.unreachable(error.message),
      onPacket: (d, _, unshown) => {
        shown.push({ info: d.layers.at(-1)?.info ?? '', cut: d.frame.bytes.length !== d.frame.original, unshown });
      },
    },
    signal,
  );
  recorder.watch(channel);
  const incoming = channel.incoming[Symbol.asyncIterator]();
  const echoed = async (bytes: Uint8Array): Promise<void> => {
    await channel.write(bytes);
    for (let left = bytes.length; left > 0; ) {
      const { value } = await incoming.next();
      left -= value?.length ?? left;
    }
  };
  await echoed(new Uint8Array(3 << 20));
  expect(shown).toEqual([]);
  const before = recorder.unshown;
  expect(before).toBeGreaterThan(90);
  room = true;
  await echoed(new Uint8Array(100_000));
  await channel.end();
  await serving.done;
  expect(shown[0]?.unshown).toBe(before);
  expect(shown.filter(({ info, cut }) => cut || /Retransmission|not captured|unseen|size limited/.test(info))).toEqual([]);
  expect(shown.length).toBeGreaterThan(5);
  await recorder.close();
});
