/** The HTTP proxy as a service; what it passes on is the matter of http-server.test.ts. */
import { afterEach, expect, it } from 'vitest';
import { readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { proxied } from '../../../../test/proxied.ts';
import { proxy } from './proxy.ts';

serviceConformance(proxy);

const started: { close(): void }[] = [];
afterEach(() => {
  for (const each of started.splice(0)) each.close();
});
const start = async (given: Readonly<Record<string, unknown>> = {}, on?: string): Promise<Awaited<ReturnType<typeof proxied>>> => {
  const run = await proxied(proxy, given, on);
  started.push(run);
  return run;
};

it('makes a tunnel, and passes requests on', async () => {
  const run = await start();
  const tunnel = await run.call(text(`CONNECT ${run.target} HTTP/1.1\r\nHost: x\r\n\r\nhello`));
  await tunnel.end();
  expect(String(await readAll(tunnel))).toBe('HTTP/1.0 200 OK\r\n\r\nhello');
  const passed = await run.call(text(`DELETE http://${run.target}/x HTTP/1.1\r\nHost: x\r\n\r\n`));
  expect(String(await readAll(passed))).toContain('502');
  expect(run.said.join('\n')).toMatch(/DELETE http:\/\/127\.0\.0\.1:\d+\/x: 502/);
});

it('says why it does not', async () => {
  const run = await start();
  const answer = async (line: string): Promise<string> =>
    String(await readAll(await run.call(text(`${line} HTTP/1.1\r\nHost: x\r\n\r\n`))));
  expect(await answer('GET /')).toMatch(/^HTTP\/1\.0 400 [\s\S]*addresses that begin with http/);
  expect(await answer('CONNECT 127.0.0.1:1')).toMatch(/^HTTP\/1\.0 504 [\s\S]*cannot be reached \(.*127\.0\.0\.1:1.*refused/);
});

it('asks for a password where one was set', async () => {
  const run = await start({ 'proxy-user': 'ada:secret' });
  const ask = async (more = ''): Promise<string> =>
    String(await readAll(await run.call(text(`GET http://${run.target}/ HTTP/1.1\r\nHost: x\r\n${more}\r\n`))));
  expect(await ask()).toMatch(/^HTTP\/1\.0 407 [\s\S]*Proxy-Authenticate: Basic/);
  expect(await ask(`Proxy-Authorization: Basic ${Buffer.from('ada:secret').toString('base64')}\r\n`)).toMatch(/^HTTP\/1\.0 502 /);
});

it('connects clients of other machines to nothing on this one, unless asked (T-C1)', async () => {
  const closed = await start({}, '0.0.0.0:0');
  if (closed.away === undefined) return;
  const line = (run: typeof closed): Uint8Array => text(`CONNECT ${run.target} HTTP/1.1\r\nHost: x\r\n\r\nhello`);
  expect(String(await readAll(await closed.call(line(closed), closed.away)))).toMatch(/^HTTP\/1\.0 403 [\s\S]*--internal/);
  const open = await start({ internal: true }, '0.0.0.0:0');
  const tunnel = await open.call(line(open), open.away);
  await tunnel.end();
  expect(String(await readAll(tunnel))).toBe('HTTP/1.0 200 OK\r\n\r\nhello');
});
