/** Services over TLS: who leaves with a FIN and no close_notify gets what was asked for, and an end in order. */
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect } from 'node:tls';
import { expect, it } from 'vitest';
import { listenWords, portOf } from '../../../test/addresses.ts';
import { serve } from './serve.ts';
import type { Service } from './service.ts';

/** Answers when its client has ended, and then ends as it was told. */
const late: Service<void> = {
  name: 'late',
  title: 'Answers at the end',
  spec: 'RFC 863',
  ports: { tcp: 9 },
  framings: ['stream'],
  example: '',
  options: {},
  parse: () => {},
  serve: async (channel) => {
    const ended = (async () => {
      for await (const _ of channel.incoming);
    })();
    const error = await ended.catch((cause: unknown) => cause);
    await channel.write(Buffer.from('all of it'));
    if (error !== undefined) throw error;
  },
};

it.each(['1.2', '1.3'])('tls %s: an answer after a plain FIN, then close_notify and FIN, told as what it was', async (version) => {
  const listener = await listenWords(`tls?min=${version}&max=${version}:127.0.0.1:0`);
  const closings: string[] = [];
  const serving = serve(
    late,
    listener,
    { onClosed: (_, { endings }) => closings.push(endings.map((e) => `${e.by} ${e.how}`).join()) },
    never,
  );
  const raw = connectTcp({ port: portOf(listener), host: '127.0.0.1', allowHalfOpen: true });
  const client = connect({ socket: raw, rejectUnauthorized: false });
  let got = '';
  client.on('data', (chunk) => (got += chunk));
  await once(client, 'secureConnect');
  client.write('x', () => raw.end());
  await once(client, 'end');
  expect(got).toBe('all of it');
  await expect.poll(() => closings).toEqual(['peer reset,us end']);
  await serving.stop();
});

const never = new AbortController().signal;
