import { expect, it } from 'vitest';
import { freePort } from '../../test/free-port.ts';
import { openAddress, parseAddress } from '../io/address/address.ts';
import { packetsOf } from './link-packets.ts';
import { openRecorder } from './recorder.ts';
import { recordRefusals } from './refusals.ts';

it('a connection that is refused is a SYN and the RST that answered it, both marked S', async () => {
  const { signal } = new AbortController();
  const rows: string[] = [];
  const recorder = await openRecorder(
    {
      wire: { live: true, file: undefined },
      application: 'test',
      onTrouble: (error) => expect.unreachable(error.message),
      onPacket: (d) => rows.push(`${d.frame.mark} ${d.layers.at(-1)?.info}`),
    },
    signal,
  );
  const port = await freePort();
  const onAttemptFailed = recordRefusals(recorder);
  await expect(openAddress(parseAddress(`tcp:127.0.0.1:${port}`), { onAttemptFailed }, signal)).rejects.toThrow('ECONNREFUSED');
  await expect(openAddress(parseAddress(`tcp:localhost:${port}?4`), { onAttemptFailed }, signal)).rejects.toThrow('ECONNREFUSED');
  await recorder.close();
  const ours = rows.filter((row) => row.includes('SYN')).map((row) => Number(/^S (\d+) →/.exec(row)?.[1]));
  expect(ours).toHaveLength(2);
  for (const from of ours) expect(from).toBeGreaterThan(0);
  expect(rows).toEqual(
    ours.flatMap((from) => [
      `S ${from} → ${port} [SYN] Seq=0 Win=65535 Len=0 MSS=65483 SACK_PERM WS=128`,
      `S ${port} → ${from} [RST, ACK] Seq=1 Ack=1 Win=0 Len=0`,
    ]),
  );
});

it('a side of a link that refuses is called as that side', async () => {
  const { signal } = new AbortController();
  const called = new Set<string>();
  const recorder = await openRecorder(
    {
      wire: { live: true, file: undefined },
      application: 'test',
      onTrouble: (error) => expect.unreachable(error.message),
      onPacket: (_, _times, _unshown, { tag, names }) => called.add(`${tag} ${names}`),
    },
    signal,
  );
  const at = parseAddress(`tcp:127.0.0.1:${await freePort()}`);
  await expect(packetsOf(recorder, 'both').open('B', at, {}, signal, 1)).rejects.toThrow('ECONNREFUSED');
  await recorder.close();
  expect([...called]).toEqual(['#1 B wirecat,B']);
});

it('what is not a refusal records nothing', () => {
  const note = recordRefusals({
    tapAs: () => undefined,
    watch: () => {},
    attempted: () => expect.unreachable('nothing was refused'),
    unshown: 0,
    speaks: () => {},
    close: () => Promise.resolve(undefined),
  });
  note('127.0.0.1', Object.assign(new Error('no answer'), { code: 'ETIMEDOUT', address: '127.0.0.1', port: 9 }));
  note('/run/x', Object.assign(new Error('nobody'), { code: 'ECONNREFUSED', address: '/run/x' }));
});
