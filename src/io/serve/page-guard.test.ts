import { describe, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { guardFromPages } from './page-guard.ts';

/** What the program hears, and what the client is told. */
const played = async (...parts: readonly string[]): Promise<readonly [heard: string, told: string]> => {
  const [program, inside] = memoryPair();
  const [near, client] = memoryPair();
  const heard = readAll(inside).then(String, () => 'nothing');
  const guarded = guardFromPages(program, near);
  try {
    for (const part of parts) await guarded.write(text(part));
    await guarded.end();
  } catch {
    guarded.abort(new Error('refused'));
  }
  await inside.end().catch(() => {}); // it was cut
  await near.end();
  return [await heard, String(await readAll(client)).split('\r\n')[0] ?? ''];
};

describe('guardFromPages', () => {
  const page = 'POST / HTTP/1.1\r\nHost: 127.0.0.1:9602\r\nOrigin: http://evil.test\r\nContent-Type: text/plain\r\n\r\nid\n';
  it.each([
    [[page]],
    [[page.replace('Origin: http://evil.test', 'Sec-Fetch-Site: cross-site')]],
    [[page.replace('Origin: http://evil.test', 'Origin: null')]],
    [[page.replace('127.0.0.1:9602', 'evil.test:9602').replace('evil.test\r', 'evil.test:9602\r')]],
    [['GET /$(id) HTTP/1.1\r\nHost: evil.test:9602\r\n\r\n']],
    [['GET /$(id) HTTP/1.1\r\nHost: localhost\r\n no: header\r\nSec-Fetch-Site: cross-site\r\n\r\n']],
    [[...page]],
    [[`POST /${'x'.repeat(20_000)} HTTP/1.1\r\n`, page]],
  ])('%# a page reaches no program', async (parts) => {
    expect(await played(...parts)).toEqual(['nothing', 'HTTP/1.1 403 Forbidden']);
  });

  it.each([
    'id\n',
    'GET',
    'GET / HTTP/1.0',
    'LIST all of it\n',
    'PRI * HTTP/2.0\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: localhost:8080\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\nOrigin: http://127.0.0.1:80\r\nSec-Fetch-Site: same-origin\r\n\r\nbody',
    'GET / HTTP/1.0\r\n\r\n',
    `${'A'.repeat(30_000)}`,
    '\x16\x03\x01',
  ])('%j is passed on as it came', async (words) => {
    expect((await played(words))[0]).toBe(words);
    expect((await played(...words.slice(0, 200), words.slice(200)))[0]).toBe(words);
  });
});
