import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { scratch, start, wirecat } from './program.ts';

const folder = scratch();

const rows = (file: string, ...more: readonly string[]): string => wirecat(['read', file, ...more]).out;

it.each([['nc'], ['ncat']])('%s shows the packets as rows in a pipe, and keeps them in a file', async (netcat) => {
  const port = await freePort();
  const file = join(folder, `${netcat}.pcapng`);
  const listener = start([netcat, '--wire', '--pcap', file, '-v', '-l', '127.0.0.1', port]);
  await listener.says(/Listening on/);
  const client = wirecat([netcat, '--wire', ...(netcat === 'nc' ? ['-N'] : []), '127.0.0.1', port], 'hello\n');
  await listener.end();
  expect([client.code, await listener.exit]).toEqual([0, 0]);
  expect(listener.out.toString()).toBe('hello\n');
  expect(client.err).toMatch(/ 1 S .* TCP \d+ \d+ → \d+ \[SYN\] .*\n/);
  expect(client.err).toContain('[PSH, ACK] Seq=1 Ack=1');
  expect(listener.err).toContain('[PSH, ACK] Seq=1 Ack=1');
  expect(rows(file, '-Y', 'tcp.len == 6').split('\n')).toHaveLength(2);
  expect(rows(file, '-Y', 'tcp.flags.fin == 1').trimEnd().split('\n')).toHaveLength(2);
});

it.each([
  ['nc', ['-N', '-X', 'connect', '-x']],
  ['ncat', ['--proxy-type', 'http', '--proxy']],
])('%s keeps a connection through a proxy once, and what was asked of the proxy', async (netcat, through) => {
  const port = await freePort();
  const file = join(folder, `${netcat}-proxy.pcapng`);
  const proxy = start(['ncat', '-v', '-l', '-k', '--proxy-type', 'http', '127.0.0.1', port]);
  await proxy.says(/Listening on/);
  wirecat([netcat, '--pcap', file, ...through, `127.0.0.1:${port}`, '127.0.0.1', port], 'no request\n\n');
  expect(rows(file, '-Y', 'tcp.flags.syn == 1').trimEnd().split('\n')).toHaveLength(2);
  expect(rows(file)).toContain(`CONNECT 127.0.0.1:${port}`);
  proxy.child.kill();
  await proxy.exit;
});

it('nc shows the first datagram of whoever comes', async () => {
  const port = await freePort();
  const listener = start(['nc', '--wire', '-v', '-u', '-l', '127.0.0.1', port]);
  await listener.says(/Bound on/);
  const client = start(['nc', '-u', '127.0.0.1', port]);
  client.type('one\n');
  await listener.says(/ 1 S .*127\.0\.0\.1 → 127\.0\.0\.1 +UDP \d+ \d+ → \d+ Len=4/);
  await listener.shows('one\n');
});

it('records what a program behind -e says, and who refused', async () => {
  const port = await freePort();
  const file = join(folder, 'exec.pcapng');
  const listener = start(['nc', '--pcap', file, '-v', '-l', '-c', 'echo from a program', '127.0.0.1', port]);
  await listener.says(/Listening on/);
  expect(wirecat(['nc', '-N', '127.0.0.1', port]).out).toBe('from a program\n');
  await listener.exit;
  expect(wirecat(['read', file, '--follow', 'tcp,0', '--raw', '--side', 'server']).out).toBe('from a program\n');
  const refused = join(folder, 'refused.pcapng');
  for (const netcat of ['nc', 'ncat']) {
    expect(wirecat([netcat, `--pcap=${refused}`, '127.0.0.1', port]).code).toBe(1);
    expect(rows(refused)).toMatch(/\[SYN\][\s\S]*\[RST, ACK\]/);
  }
});

it('completes the file when a signal ends it, which it reports', async () => {
  const port = await freePort();
  const file = join(folder, 'signal.pcapng');
  const listener = start(['ncat', '--pcap', file, '-v', '-l', '-k', '127.0.0.1', port]);
  await listener.says(/Listening on/);
  wirecat(['ncat', '127.0.0.1', port], 'hello\n');
  await listener.shows('hello\n');
  listener.child.kill('SIGTERM');
  await listener.exit;
  expect(listener.child.signalCode).toBe('SIGTERM');
  expect(rows(file, '-Y', 'tcp.len == 6')).not.toBe('');
});

it.each(['nc', 'ncat'])('records the end that the system gives a connection of %s when a signal ends it', async (netcat) => {
  const port = await freePort();
  const file = join(folder, `signal-${netcat}.pcapng`);
  const listener = start(['nc', '-l', '-v', '127.0.0.1', port]);
  await listener.says(/Listening on/);
  const client = start([netcat, '--pcap', file, '127.0.0.1', port]);
  client.type('hello\n');
  await listener.shows('hello\n');
  client.child.kill('SIGINT');
  await client.exit;
  expect(client.child.signalCode).toBe('SIGINT');
  expect(rows(file, '-Y', 'tcp.flags.fin == 1').trimEnd().split('\n')).toHaveLength(1);
});

it('nc -u -k keeps the datagrams of each of its peers as they crossed the wire', async () => {
  const port = await freePort();
  const file = join(folder, 'many.pcapng');
  const listener = start(['nc', '--pcap', file, '-v', '-u', '-k', '-l', '127.0.0.1', port]);
  await listener.says(/Bound on/);
  for (const line of ['one\n', 'two\n']) {
    wirecat(['nc', '-u', '-q', '0', '127.0.0.1', port], line);
    await listener.shows(line);
  }
  listener.child.kill('SIGINT');
  await listener.exit;
  const found = rows(file, '-Y', `udp.dstport == ${port}`).trimEnd().split('\n');
  expect(found).toEqual([expect.stringMatching(/127\.0\.0\.1 → 127\.0\.0\.1 +UDP .* Len=4/), expect.stringMatching(/UDP .* Len=4/)]);
  expect(rows(file).trimEnd().split('\n')).toEqual(found);
});
