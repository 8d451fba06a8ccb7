/** The web server where more was allowed: uploads, programs (T-B6), hosts of their own, and WebSocket. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { answerOf, type HttpTalk, httpTalk } from '../../../../test/http-talk.ts';
import { tcp } from '../../endpoints/tcp/tcp.ts';

let talk: HttpTalk;
afterEach(() => talk.close());

const script = (root: string, name: string, text: string): void =>
  writeFileSync(join(root, 'cgi-bin', name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });

describe('uploads', () => {
  const start = async (): Promise<void> => {
    talk = await httpTalk(
      (root) => {
        mkdirSync(join(root, 'sub'));
        mkdirSync(join(root, 'cgi-bin'));
        script(root, 'run', 'echo');
        writeFileSync(join(root, 'old.txt'), 'old');
      },
      { cgi: true, largest: 1000 },
      { write: true, programs: 'cgi-bin' },
    );
  };
  const at = (name: string): string => readFileSync(join(talk.root, name), 'utf8');
  const put = async (path: string, body: string, fields: readonly string[] = []): Promise<number> =>
    (await talk.ask(`PUT ${path}`, [`Content-Length: ${body.length}`, ...fields], body)).status;

  it('PUT makes and replaces files, DELETE removes them', async () => {
    await start();
    expect(await talk.ask('PUT /sub/n%20w.txt', ['Content-Length: 3'], 'new')).toMatchObject({
      status: 201,
      fields: { location: '/sub/n%20w.txt' },
    });
    expect(at('sub/n w.txt')).toBe('new');
    expect(await put('/old.txt', 'newer')).toBe(204);
    expect(at('old.txt')).toBe('newer');
    expect((await talk.ask('PUT /c.txt', ['Transfer-Encoding: chunked'], '2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n')).status).toBe(201);
    expect(at('c.txt')).toBe('abc');
    expect((await talk.ask('DELETE /c.txt')).status).toBe(204);
    expect((await talk.ask('DELETE /c.txt')).status).toBe(404);
  });

  it('are made on conditions', async () => {
    await start();
    const { etag = '' } = (await talk.ask('HEAD /old.txt')).fields;
    expect(await put('/old.txt', 'x', ['If-None-Match: *'])).toBe(412);
    expect(await put('/old.txt', 'x', ['If-Match: "other"'])).toBe(412);
    expect(await put('/none.txt', 'x', ['If-Match: *'])).toBe(412);
    expect(at('old.txt')).toBe('old');
    expect(await put('/old.txt', 'x', [`If-Match: ${etag}`])).toBe(204);
  });

  it('leave nothing behind where they are not whole, too large or not wanted', async () => {
    await start();
    expect(answerOf(await talk.raw('PUT /half.txt HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf')).status).toBe(400);
    expect(await put('/large.txt', 'x'.repeat(1001))).toBe(413);
    expect((await talk.ask('PUT /large.txt', ['Transfer-Encoding: chunked'], `3e9\r\n${'x'.repeat(1001)}\r\n0\r\n\r\n`)).status).toBe(413);
    expect(await put('/none/x.txt', 'x')).toBe(404);
    expect(await put('/sub', 'x')).toBe(409);
    expect(await put('/.hidden', 'x')).toBe(403);
    expect(await put('/../up.txt', 'x')).toBe(403);
    expect(await put('/x.txt', 'x', ['Content-Range: bytes 0-0/2'])).toBe(400);
    expect(await put('/x.txt', 'x', ['Origin: http://elsewhere'])).toBe(403);
    expect(await put('/cgi-bin/run', 'x')).toBe(405);
    expect(await put('/y.txt', 'x', ['Origin: http://lab'])).toBe(201);
    expect(readdirSync(talk.root).sort()).toEqual(['cgi-bin', 'old.txt', 'sub', 'y.txt']);
  });

  it('a form posts several files to a folder, whatever they call themselves', async () => {
    await start();
    const form = [
      'before\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nfield\r\n',
      '--b\r\nContent-Disposition: form-data; name="f"; filename="one.txt"\r\nContent-Type: text/plain\r\n\r\none\r\n--c\r\n\r\n',
      '--b\r\ncontent-disposition: form-data; name=f; filename="..\\..\\/etc/t%22wo.txt"\r\n\r\n\r\n',
      '--b \r\nContent-Disposition: form-data; name="f"; filename=""\r\n\r\n\r\n--b--\r\nafter',
    ].join('');
    const posted = await talk.ask('POST /sub/', ['Content-Type: multipart/form-data; boundary=b', `Content-Length: ${form.length}`], form);
    expect(posted).toMatchObject({ status: 201, fields: { location: '/sub/one.txt' } });
    expect(at('sub/one.txt')).toBe('one\r\n--c\r\n');
    expect(at('sub/t"wo.txt')).toBe('');
    expect(
      (await talk.ask('POST /sub/', ['Content-Type: multipart/form-data; boundary=b', `Content-Length: ${form.length}`], form)).status,
    ).toBe(409);
    const cut = form.slice(0, -20);
    expect((await talk.ask('POST /', ['Content-Type: multipart/form-data; boundary=b', `Content-Length: ${cut.length}`], cut)).status).toBe(
      400,
    );
    expect((await talk.ask('POST /', ['Content-Type: text/plain', 'Content-Length: 1'], 'x')).status).toBe(415);
    expect((await talk.ask('GET /sub/')).body).toContain('enctype="multipart/form-data"');
  });
});

describe('programs (RFC 3875)', () => {
  const start = async (): Promise<void> => {
    talk = await httpTalk(
      (root) => {
        mkdirSync(join(root, 'cgi-bin/deep'), { recursive: true });
        mkdirSync(join(root, 'sub'));
        writeFileSync(join(root, 'ten.txt'), '0123456789');
        writeFileSync(join(root, 'cgi-bin/text'), 'no program');
        script(root, 'env', "printf 'Content-Type: text/plain\\n\\n'; env | sort");
        script(root, 'deep/cat', "printf 'Content-Type: text/plain\\r\\nX-Own: yes\\r\\nConnection: close\\r\\n\\r\\n'; cat");
        script(root, 'stdin', "printf 'Content-Type: text/plain\\n\\n'; cat /dev/stdin");
        script(root, 'nph-own', "printf 'HTTP/1.1 299 Mine\\r\\nX-A: b\\r\\n\\r\\nhello'");
        script(root, 'nph-wrong', "printf 'Content-Type: text/plain\\n\\nhello'");
        script(root, 'status', "printf 'Status: 404 Not here\\nContent-Type: text/plain\\n\\nnothing'");
        script(root, 'away', "printf 'Location: http://other/\\n\\n'");
        script(root, 'local', "printf 'Location: /ten.txt\\n\\n'");
        script(root, 'round', "printf 'Location: /cgi-bin/round\\n\\n'");
        script(root, 'silent', 'echo broken >&2; exit 3');
        script(root, 'wrong', 'echo hello');
        script(root, 'where', "printf 'Content-Type: text/plain\\n\\n'; pwd; head -c 1");
        script(root, 'left', "trap '' TERM; sleep 60 & echo $! >pid; wait");
      },
      { cgi: true },
      { programs: 'cgi-bin' },
      tcp,
    );
  };
  const env = async (line: string, fields: readonly string[] = [], body = ''): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      (await talk.ask(line, fields, body)).body
        .trim()
        .split('\n')
        .map((l) => l.split(/=(.*)/s).slice(0, 2)),
    );

  it('learn what RFC 3875 §4.1 lists, and nothing of our own environment', async () => {
    await start();
    process.env['WIRECAT_TEST_SECRET'] = 'no';
    const told = await env(
      'POST /cgi-bin/env/more/x%20y?a=b&c',
      ['Content-Type: text/x', 'Content-Length: 2', 'X-Own: v', 'User-Agent: u', 'Authorization: Basic eA=='],
      'hi',
    );
    expect(told).toMatchObject({
      GATEWAY_INTERFACE: 'CGI/1.1',
      SERVER_PROTOCOL: 'HTTP/1.1',
      SERVER_NAME: 'lab',
      SERVER_PORT: talk.address.split(':')[1],
      REQUEST_METHOD: 'POST',
      SCRIPT_NAME: '/cgi-bin/env',
      PATH_INFO: '/more/x y',
      QUERY_STRING: 'a=b&c',
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_LENGTH: '2',
      CONTENT_TYPE: 'text/x',
      HTTP_X_OWN: 'v',
      HTTP_USER_AGENT: 'u',
      HTTP_HOST: 'lab',
    });
    expect(told['PATH_TRANSLATED']).toMatch(/\/more\/x y$/);
    expect(Object.keys(told)).not.toContain('HTTP_AUTHORIZATION');
    expect(Object.keys(told)).not.toContain('WIRECAT_TEST_SECRET');
    for (const up of ['..', '%2e%2e', '../../etc/passwd', '..%2f..%2fetc', 'more/..'])
      expect((await talk.ask(`GET /cgi-bin/env/${up}`)).status).toBe(404);
    expect((await env('GET /cgi-bin/env'))['QUERY_STRING']).toBe('');
  });

  it('never get what shells and libraries take for their own (Shellshock, httpoxy)', async () => {
    await start();
    const told = await env('GET /cgi-bin/env?-d+x=1', ['Proxy: http://evil/', 'X-A: () { :;}; touch PWN', 'X_B: 1', 'X-C: a']);
    expect(told).toMatchObject({ HTTP_X_C: 'a', QUERY_STRING: '-d+x=1' });
    for (const name of ['HTTP_PROXY', 'HTTP_X_A', 'HTTP_X_B', 'CONTENT_LENGTH']) expect(Object.keys(told)).not.toContain(name);
    expect(existsSync(join(talk.root, 'cgi-bin/PWN'))).toBe(false);
  });

  it('get the body, also one in chunks, and say header lines of their own', async () => {
    await start();
    const body = 'x'.repeat(200_000);
    const posted = await talk.ask('POST /cgi-bin/deep/cat', [`Content-Length: ${body.length}`], body);
    expect(posted.fields).toMatchObject({ 'x-own': 'yes', 'transfer-encoding': 'chunked', connection: 'close' });
    expect(posted.body.replace(/[0-9a-f]*\r\n/g, '')).toBe(body);
    const text = await talk.raw(
      'POST /cgi-bin/deep/cat HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\nGET /ten.txt HTTP/1.0\r\n\r\n',
    );
    expect(text).toMatch(/\r\n\r\n2\r\nab\r\n0\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*0123456789$/);
    expect(answerOf(await talk.raw('POST /cgi-bin/deep/cat HTTP/1.0\r\nContent-Length: 2\r\n\r\nab'))).toMatchObject({ body: 'ab' });
    expect((await talk.ask('HEAD /cgi-bin/env')).body).toBe('');
  });

  it('may open their input by its name, with a body and without', async () => {
    await start();
    expect((await talk.ask('POST /cgi-bin/stdin', ['Content-Length: 5'], 'a=1&b')).body).toBe('5\r\na=1&b\r\n0\r\n\r\n');
    expect((await talk.ask('GET /cgi-bin/stdin')).body).toBe('0\r\n\r\n');
  });

  it('named nph-… say the whole reply, and nothing is added', async () => {
    await start();
    expect(await talk.raw('GET /cgi-bin/nph-own HTTP/1.1\r\nHost: a\r\n\r\n')).toBe('HTTP/1.1 299 Mine\r\nX-A: b\r\n\r\nhello');
    expect((await talk.ask('GET /cgi-bin/nph-wrong')).status).toBe(500);
    expect(talk.said.some((line) => line.includes('"GET /cgi-bin/nph-own HTTP/1.1" 299'))).toBe(true);
  });

  it('say status and location', async () => {
    await start();
    expect(await talk.ask('GET /cgi-bin/status')).toMatchObject({ status: 404, reason: 'Not here', body: '7\r\nnothing\r\n0\r\n\r\n' });
    expect(await talk.ask('GET /cgi-bin/away')).toMatchObject({ status: 302, fields: { location: 'http://other/' } });
    expect(await talk.ask('GET /cgi-bin/local')).toMatchObject({ status: 200, body: '0123456789' });
    expect((await talk.ask('GET /cgi-bin/round')).status).toBe(500);
  });

  it('that do not answer are told of, here and there', async () => {
    await start();
    for (const [name, status] of [
      ['silent', 500],
      ['wrong', 500],
      ['text', 403],
      ['none', 404],
      ['deep', 404],
      ['deep/none', 404],
    ] as const)
      expect([name, (await talk.ask(`GET /cgi-bin/${name}`)).status]).toEqual([name, status]);
    expect(talk.said).toContain('/cgi-bin/silent: broken');
    expect((await talk.ask('PUT /cgi-bin/env', ['Content-Length: 0'])).status).toBe(405);
  });

  it('start in their folder', async () => {
    await start();
    const { body } = await talk.ask('POST /cgi-bin/where', ['Content-Length: 1'], 'x');
    expect(body).toContain(`${talk.root}/cgi-bin\n`);
  });

  it('go with their client, and all that they started', async () => {
    await start();
    const channel = await tcp.open(tcp.parse(talk.address), {}, new AbortController().signal);
    await channel.write(Buffer.from('GET /cgi-bin/left HTTP/1.1\r\nHost: a\r\n\r\n'));
    const file = join(talk.root, 'cgi-bin/pid');
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').trim()).toBeTruthy();
    const pid = Number(readFileSync(file, 'utf8'));
    channel.abort(new Error('cut'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it('are not run unless that was asked for, nor shown', async () => {
    talk = await httpTalk((root) => {
      mkdirSync(join(root, 'cgi-bin'));
      script(root, 'run', 'touch PWN');
    });
    expect((await talk.ask('GET /cgi-bin/run')).status).toBe(403);
    expect(existsSync(join(talk.root, 'cgi-bin/PWN'))).toBe(false);
  });
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('hosts have folders of their own', async () => {
  talk = await httpTalk(
    (root) => {
      for (const host of ['a.lab', 'default']) {
        mkdirSync(join(root, host));
        writeFileSync(join(root, host, 'x.txt'), host);
      }
    },
    { hosts: true },
  );
  const of = async (host: string): Promise<string> =>
    answerOf(await talk.raw(`GET /x.txt HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).body;
  expect([await of('a.lab'), await of('A.LAB.:80'), await of('b.lab'), await of('..'), await of('')]).toEqual([
    'a.lab',
    'a.lab',
    'default',
    'default',
    'default',
  ]);
});

describe('WebSocket on /echo', () => {
  it('sends back each message as it came', async () => {
    talk = await httpTalk(() => {}, {}, {}, tcp);
    const socket = new WebSocket(`ws://${talk.address}/echo`);
    const got: (string | Buffer)[] = [];
    socket.on('message', (data: Buffer, isBinary) => got.push(isBinary ? data : data.toString()));
    await new Promise((resolve) => socket.once('open', resolve));
    const messages = ['text', Buffer.from('binary'), '', 'ü'.repeat(40_000)];
    for (const message of messages) socket.send(message);
    await expect.poll(() => got.length).toBe(4);
    expect(got).toEqual(messages);
    const closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
    socket.close(1000);
    expect(await closed).toBe(1000);
  });

  it('refuses what is no handshake, and pages from elsewhere', async () => {
    talk = await httpTalk(() => {});
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    const raw = async (...fields: readonly string[]): Promise<string> =>
      talk.raw(['GET /echo HTTP/1.1', 'Host: 127.0.0.1', 'Upgrade: websocket', ...fields, '', ''].join('\r\n'));
    expect(await raw('Connection: Upgrade', key)).toMatch(/^HTTP\/1\.1 426 [\s\S]*Sec-WebSocket-Version: 13/);
    expect(await raw('Connection: Upgrade', 'Sec-WebSocket-Version: 13')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw('Connection: Upgrade', 'Sec-WebSocket-Version: 13', key, 'Origin: http://evil')).toMatch(/^HTTP\/1\.1 403 /);
  });
});
