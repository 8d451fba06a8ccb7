/** Who can reach what, seen from another machine (a network namespace), and what a peer's own words can do: threats A1, A2, A3 and A13. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch, start, startOther, WIRECAT, wirecat } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { ask, call, serveWith, until } from './side.ts';

const folder = scratch();

/** Words, whether the other machine gets in, and whether a line says so. */
const CASES: readonly (readonly [words: string, reached: boolean, said: boolean])[] = [
  ['listen PORT', false, false],
  ['serve echo PORT', false, false],
  ['broker PORT', false, false],
  ['chat PORT', false, false],
  ['link -l PORT 127.0.0.1:9', false, false],
  ['link listen:tls:tcp::PORT 127.0.0.1:9', false, false],
  ['link listen:ws:tcp::PORT 127.0.0.1:9', false, false],
  ['nc -l 127.0.0.1 PORT', false, false],
  ['ncat -l 127.0.0.1 PORT', false, false],
  ['listen 0.0.0.0:PORT', true, true],
  ['listen *:PORT', true, true],
  ['serve echo here:PORT', true, true],
  ['broker 10.9.0.1:PORT', true, true],
  ['link -l 0.0.0.0:PORT 127.0.0.1:9', true, true],
  ['link -l 0.0.0.0:PORT --allow 10.9.0.0/16 127.0.0.1:9', true, false],
  ['nc -l PORT', true, false],
  ['ncat -l PORT', true, false],
];

/** Two machines joined by a cable; all listeners run on one, and the other calls them. A line for each: reached or refused, then what was said. */
const LAB = `
set -e
ip link set lo up
unshare -n sleep 60 > /dev/null 2>&1 & other=$!
until [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
ip link add here type veth peer name there netns $other
ip addr add 10.9.0.1/24 dev here; ip link set here up
nsenter -t $other -n sh -c 'ip addr add 10.9.0.2/24 dev there; ip link set there up; ip link set lo up'
mkfifo "$FOLDER/nobody"; exec 9<> "$FOLDER/nobody"
port=20000; all=$other
while read -r words; do
  port=$((port + 1)); set -f
  "$NODE" "$WIRECAT" $(echo "$words" | sed "s/PORT/$port/") <&9 > /dev/null 2> "$FOLDER/$port" 9>&- &
  all="$all $!"
done <<< "$CASES"
for p in $(seq 20001 $port); do
  until ss -Hltn "sport = :$p" | grep -q .; do sleep 0.05; done
done
sleep 0.2
for p in $(seq 20001 $port); do
  nsenter -t $other -n timeout 3 bash -c "exec 3<>/dev/tcp/10.9.0.1/$p" 2> /dev/null && how=reached || how=refused
  grep -q 'can be reached from other machines' "$FOLDER/$p" && how="$how said"
  echo $how
done
kill $all
`;

needs('netns', 'ip', 'ss', 'nsenter').describe('T-A1: from another machine', () => {
  it('the native verbs are not reached unless an address says so, the personas are, and a line tells', () => {
    const place = join(folder, 'lab');
    mkdirSync(place);
    const env = { ...process.env, NODE: process.execPath, WIRECAT, FOLDER: place, CASES: CASES.map(([words]) => words).join('\n') };
    const out = execFileSync('unshare', ['-rn', 'bash', '-c', LAB], { env, timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] });
    const seen = String(out).trim().split('\n');
    const wanted = CASES.map(([, reached, said]) => `${reached ? 'reached' : 'refused'}${said ? ' said' : ''}`);
    expect(CASES.map(([words], i) => `${words}: ${seen[i]}`)).toEqual(CASES.map(([words], i) => `${words}: ${wanted[i]}`));
  });
});

describe('T-A2: a program for everybody, whatever lies between', () => {
  it.each([
    ['listen:udp:0.0.0.0:PORT', 'exec:/bin/cat'],
    ['listen:tls:tcp:0.0.0.0:PORT', 'exec:/bin/cat'],
    ['listen:ws:tcp:*:PORT', 'sh:cat'],
    ['exec:/bin/cat', 'listen:tcp:0.0.0.0:PORT'],
  ])('%s and %s: refused, nothing is bound', async (a, b) => {
    const port = await freePort();
    const { code, err } = wirecat(['link', a.replace('PORT', port), b.replace('PORT', port)]);
    expect(code).toBe(2);
    expect(err).toContain('--allow NETWORK to say who may, or --exec-for-everyone');
    expect((await call(Number(port))).socket.destroyed).toBe(true);
  });

  it('over a unix socket, which is for this user alone, it is served', async () => {
    const path = join(folder, 'cat.sock');
    await start(['link', `listen:unix:${path}`, 'exec:/bin/cat']).says(/listening on /);
    expect(wirecat(['connect', `unix:${path}`], 'meow').out).toBe('meow');
  });
});

describe('T-A3: what a peer says is never a command', () => {
  const BAD = ['$(touch PWN)', ';touch PWN', '`touch PWN`', '() { :;}; touch PWN'];
  const mark = (): string => join(folder, 'PWN');
  const bad = (text: string): string => text.replaceAll('PWN', mark());
  const NAMES = ['REMOTE_ADDR', 'REMOTE_PORT', 'LOCAL_ADDR', 'LOCAL_PORT', 'PROTO'].map((name) => `WIRECAT_${name}`);
  /** The variables of `env`; a shell adds some of its own. */
  const checkNames = (env: string, own: readonly string[] = []): void => {
    const seen = env.split('\n').flatMap((line) => /^([A-Za-z_]\w*)=/.exec(line)?.[1] ?? []);
    expect(seen.length).toBeGreaterThan(4);
    for (const name of seen) expect(['PATH', 'LANG', 'TZ', ...NAMES, ...own]).toContain(name);
    expect(existsSync(mark())).toBe(false);
  };

  it.each(['exec:/usr/bin/env', 'sh:env'])('%s: the path of a WebSocket, its headers', async (program) => {
    const port = await freePort();
    const server = start(['link', `listen:ws?origin=*:tcp:127.0.0.1:${port}`, program], { WIRECAT_SECRET: 'hidden' });
    await server.says(/listening/);
    for (const words of BAD) {
      const key = `Sec-WebSocket-Key: ${Buffer.alloc(16, 'k').toString('base64')}`;
      const head = `GET /${bad(words).replaceAll(' ', '%20')} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: ${bad(words)}\r\nOrigin: http://x`;
      const request = `${head}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n${key}\r\n\r\n`;
      const { socket, got } = await call(Number(port));
      socket.write(request);
      await until(() => got().includes('WIRECAT_PROTO=WS'), 'the environment');
      socket.destroy();
      checkNames(String(got()), ['PWD', 'SHLVL', '_', 'OLDPWD']);
      expect(String(got())).not.toContain('hidden');
    }
  });

  needs('openssl')('the name that a TLS client asks for', async () => {
    const port = await freePort();
    const server = start(['link', `listen:tls:tcp:127.0.0.1:${port}`, 'exec:/usr/bin/env']);
    await server.says(/listening/);
    for (const words of BAD) {
      const client = startOther('openssl', ['s_client', '-quiet', '-connect', `127.0.0.1:${port}`, '-servername', bad(words)]);
      await client.shows('WIRECAT_PROTO=TLS');
      await client.exit;
      checkNames(client.out.toString());
    }
  });

  it('the path of a unix socket; what shells have taken for code is left out', async () => {
    for (const [i, words] of BAD.entries()) {
      const place = join(folder, `bad${i}`);
      mkdirSync(place);
      const path = join(place, words.replaceAll('PWN', 'P').replaceAll('/', ''));
      await start(['link', `listen:unix:${path}`, 'sh:env']).says(/listening on /);
      let env = '';
      for await (const chunk of connect({ path })) env += chunk;
      checkNames(env, ['PWD', 'SHLVL', '_', 'OLDPWD']);
      expect(existsSync(join(place, 'P')) || existsSync('P')).toBe(false);
    }
  });
});

describe('T-A13: a secret', () => {
  it('is neither in the list of processes nor in what is said', async () => {
    const secret = 'correct-horse-battery';
    const file = join(folder, 'password');
    writeFileSync(file, `${secret}\n`, { mode: 0o600 });
    const asked: string[] = [];
    let go = (): void => {};
    const proxy = await serveWith((socket) => {
      socket.on('data', (chunk) => {
        asked.push(String(chunk));
        if (asked.length === 1) socket.write('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n');
        else go = () => socket.end('HTTP/1.1 403 No\r\n\r\n');
      });
    });
    const client = start(['connect', '--debug', `http-connect?user=Aladdin&password-file=${file}:far.example:80:127.0.0.1:${proxy}`]);
    await until(() => asked.length === 2, 'the password at the proxy');
    expect(asked[1]).toContain(`Basic ${Buffer.from(`Aladdin:${secret}`).toString('base64')}`);
    expect(readFileSync(`/proc/${client.child.pid}/cmdline`, 'latin1')).not.toContain(secret);
    go();
    expect(await client.exit).toBe(1);
    expect(client.err).toContain('403');
    expect(client.err).not.toContain(secret);
  });

  it.each(['http-connect?user=me&password=x:far.example:80:127.0.0.1:1', 'socks5?user=me&password=x:far.example:80:127.0.0.1:1'])(
    'cannot be written into an address: %s',
    (words) => {
      expect(wirecat(['connect', words]).code).toBe(2);
    },
  );
});

it('T-A1: whoever cannot come in is told so before a byte', async () => {
  const relay = start(['link', '--deny', '127.0.0.1', '-l', '0', 'sh:echo secret']);
  const port = Number((await relay.says(/listening on 127\.0\.0\.1:(\d+)/))[1]);
  expect(await ask(port, 'hello')).toBe('');
  await relay.says(/turned away 127\.0\.0\.1:\d+: not on the list of those allowed/);
});
