/** What single options do, seen from the other side, and beside nc.openbsd where it can be played. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasTool, needs } from '../needs.ts';
import { background, OPENBSD, OURS, serverOf, shell, sleep, until, untilBound, untilListening } from './nc-programs.ts';
import { freePort, scratch, startOther, WIRECAT } from './program.ts';

const folder = scratch();
/** Plain tools for the other side. */
const call = (port: string, text: string): string => `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}; printf "${text}" >&3; cat <&3'`;

/** What a server gets of a client until its end, or so many bytes of it, in which pieces, and how long that took. */
const received = async (
  words: string,
  input: string,
  reply = '',
  most = Number.POSITIVE_INFINITY,
): Promise<{ got: string; out: string; pieces: number; seconds: number }> => {
  let got = '';
  let pieces = 0;
  const { port, server } = await serverOf((socket) => {
    socket.write(reply, 'latin1');
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
      pieces++;
      if (got.length >= most) socket.end();
    });
    socket.on('end', () => socket.end());
  });
  const { out, seconds } = await shell(`${input} | ${OURS} ${words} 127.0.0.1 ${port}`);
  server.close();
  return { got, out, pieces, seconds };
};

describe.concurrent('what passes', () => {
  it('-C: line ends become CR LF', async () => {
    const { got } = await received('-C -N', "printf 'a\\nb\\r\\nc\\n\\n'");
    expect(got).toBe('a\r\nb\r\nc\r\n\r\n');
  });

  it('-i: so many seconds between lines', async () => {
    const { got, pieces, seconds } = await received('-i 1 -N', "printf 'a\\nb\\nc'");
    expect([got, pieces]).toEqual(['a\nb\nc', 3]);
    expect(seconds).toBeGreaterThan(2);
  });

  it('-t: telnet options are refused, and shown as they came', async () => {
    const { got, out } = await received('-t -d', 'true', '\xff\xfd\x01\xff\xfb\x03hello', 6);
    expect([got, out]).toEqual(['\xff\xfc\x01\xff\xfe\x03', '\xff\xfd\x01\xff\xfb\x03hello']);
  });

  it('-d: standard input is not read, and -N ends our direction at once', async () => {
    const { got, out } = await received('-d -N', 'echo no', 'yes');
    expect([got, out]).toEqual(['', 'yes']);
  });

  it('-o: a hex dump of both directions, for the user alone', async () => {
    const log = join(folder, 'log');
    await received(`-o ${log} -N`, "printf 'hi\\n'", 'ho\n');
    expect(readFileSync(log, 'latin1').split('\n').sort().join('\n').trim()).toBe(
      `< 00000000 68 6f 0a${' '.repeat(40)}# ho.\n> 00000000 68 69 0a${' '.repeat(40)}# hi.`,
    );
    expect(statSync(log).mode & 0o777).toBe(0o600);
  });
});

describe.concurrent('-k', () => {
  it('serves one after the other, and standard input goes to whoever is there', async () => {
    const port = await freePort();
    const input = join(folder, 'k-input');
    await shell(`mkfifo ${input}`);
    const listener = background(`${OURS} -l -k 127.0.0.1 ${port} <${input}`);
    const writer = background(`exec 3>${input}; echo one >&3; sleep 20`);
    await untilListening(port);
    const first = await shell(`(echo A; sleep 1) | ${OURS} -N 127.0.0.1 ${port}`);
    const secondOut = shell(`(echo B; sleep 2) | ${OURS} -N 127.0.0.1 ${port}`);
    await shell(`sleep 1; echo two >${input}`);
    const second = await secondOut;
    await writer.stop();
    expect([first.out, second.out, (await listener.stop()).out]).toEqual(['one\n', 'two\n', 'A\nB\n']);
  });

  it('lets a caller wait while another one is served', async () => {
    const port = await freePort();
    const listener = background(`${OURS} -l -k 127.0.0.1 ${port}`);
    await untilListening(port);
    const clients = [shell(`(echo 1; sleep 1) | ${OURS} -N 127.0.0.1 ${port}`), shell(`sleep 0.3; echo 2 | ${OURS} -N 127.0.0.1 ${port}`)];
    await Promise.all(clients);
    expect((await listener.stop()).out).toBe('1\n2\n');
  });
});

describe.concurrent('-u', () => {
  it('hears its first peer only, answers it, and takes an empty datagram for the end', async () => {
    const port = await freePort();
    const listener = shell(`(sleep 0.6; echo reply; sleep 2) | ${OURS} -u -l 127.0.0.1 ${port}`);
    await untilBound(port);
    const peer = shell(`python3 -c "
import socket, time
a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
to = ('127.0.0.1', ${port})
a.sendto(b'first ', to); b.sendto(b'other ', to); a.sendto(b'second ', to)
print(a.recv(99)); time.sleep(.2); b.sendto(b'other ', to); a.sendto(b'third', to); a.sendto(b'', to)"`);
    const [{ out, code }, answer] = await Promise.all([listener, peer]);
    expect([out, code, answer.out]).toEqual(['first second third', 0, "b'reply\\n'\n"]);
  });

  it('-k hears everybody', async () => {
    const port = await freePort();
    const listener = background(`${OURS} -u -l -k 127.0.0.1 ${port}`);
    await untilBound(port);
    for (const n of [1, 2, 3]) await shell(`echo ${n} | ${OURS} -u -q 0 127.0.0.1 ${port}`);
    await sleep(200);
    expect((await listener.stop()).out).toBe('1\n2\n3\n');
  });

  it('cuts a file into datagrams of 16 KiB', async () => {
    const port = await freePort();
    const receiver = shell(`python3 -c "
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', ${port})); s.settimeout(8)
print([len(s.recv(65536)) for _ in range(3)])"`);
    await untilBound(port);
    await shell(`head -c 40000 /dev/zero | ${OURS} -u -q 0 127.0.0.1 ${port}`);
    expect((await receiver).out).toBe('[16384, 16384, 7232]\n');
  });

  it('ends where nobody listens, once the system has told', async () => {
    const { code, seconds } = await shell(`(echo 1; sleep 0.3; echo 2; sleep 5) | ${OURS} -u 127.0.0.1 9`);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5.5);
  });
});

describe.concurrent('-U', () => {
  it('leaves its socket behind, as the original does, and replaces it the next time', async () => {
    const path = join(folder, 'left');
    for (const text of ['one', 'two']) {
      const listener = shell(`${OURS} -l -U ${path}`);
      await until(() => readFileSync('/proc/net/unix', 'latin1').includes(` ${path}\n`), 'a socket');
      await sleep(30);
      await shell(`echo ${text} | ${OURS} -N -U ${path}`);
      expect((await listener).out).toBe(`${text}\n`);
      expect(statSync(path).isSocket()).toBe(true);
    }
  });

  it('replaces an empty file, but not one that holds something', async () => {
    const path = join(folder, 'precious');
    writeFileSync(path, 'text');
    expect(await shell(`${OURS} -l -U ${path}`)).toMatchObject({ code: 1, err: 'nc: Address already in use\n' });
    expect(readFileSync(path, 'utf8')).toBe('text');
    writeFileSync(path, '');
    const listener = background(`${OURS} -l -U ${path}`);
    await until(() => statSync(path, { throwIfNoEntry: false })?.isSocket() === true, 'a socket');
    await listener.stop();
  });

  needs('nc.openbsd')('-u: datagrams and their answers, with nc.openbsd on either side', async () => {
    const talk = async (a: string, b: string, path: string): Promise<void> => {
      const listener = shell(`(sleep 1; echo reply; sleep 1) | ${a} -w 2 -l -u -U ${path}`);
      await until(() => existsSync(path), 'a socket');
      await sleep(50);
      const client = await shell(`(echo one; sleep 0.2; echo two; sleep 1.5) | ${b} -q 0 -u -U ${path}`);
      expect([client.out, (await listener).out]).toEqual(['reply\n', 'one\ntwo\n']);
    };
    await Promise.all([talk(OURS, OPENBSD, join(folder, 'datagrams1')), talk(OPENBSD, OURS, join(folder, 'datagrams2'))]);
  });

  needs('nc.openbsd')('abstract names are those of everybody else', async () => {
    for (const [a, b] of [
      [OURS, OPENBSD],
      [OPENBSD, OURS],
    ]) {
      const listener = shell(`${a} -l -U @wirecat-test`);
      await until(() => readFileSync('/proc/net/unix', 'latin1').includes(' @wirecat-test\n'), 'a socket');
      await sleep(30);
      await shell(`echo text | ${b} -N -U @wirecat-test`);
      expect((await listener).out).toBe('text\n');
    }
  });
});

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

  it('says what it cannot run', async () => {
    const port = await freePort();
    const listener = shell(`${OURS} -l 127.0.0.1 ${port} -e /nonexistent/program`);
    await untilListening(port);
    await shell(call(port, ''));
    expect(await listener).toMatchObject({ code: 1, err: 'nc: exec /nonexistent/program failed: No such file or directory\n' });
  });

  it('a signal reaches the program, and nothing stays behind', async () => {
    const port = await freePort();
    const { out } = await shell(`${OURS} -l 127.0.0.1 ${port} -e '/bin/sleep 77' & nc=$!
      until (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null; do sleep 0.1; done
      sleep 0.5; kill $nc; wait $nc; echo $?; pgrep -f '^/bin/sleep 77' || echo gone`);
    expect(out).toBe('143\ngone\n');
  });
});

describe.concurrent('addresses and ports', () => {
  it('-s and -p: where we come from', async () => {
    let from = '';
    const { port, server } = await serverOf((socket) => {
      from = `${socket.remoteAddress} ${socket.remotePort}`;
      socket.end();
    });
    const own = await freePort();
    await shell(`${OURS} -s 127.0.0.9 -p ${own} -d 127.0.0.1 ${port}`);
    server.close();
    expect(from).toBe(`127.0.0.9 ${own}`);
  });

  it('several ports, a range, names; -r in another order', async () => {
    const scan = async (words: string): Promise<string[]> => {
      const { err } = await shell(`${OURS} -z -v ${words}`);
      return [...err.matchAll(/port (\d+) \(/g)].map((m) => m[1] ?? '');
    };
    expect(await scan('127.0.0.1 9 5-3 discard')).toEqual(['9', '3', '4', '5', '9']);
    const random = await scan('-r 127.0.0.1 2-60');
    expect([...random].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 59 }, (_, i) => String(i + 2)));
    expect(random).not.toEqual(Array.from({ length: 59 }, (_, i) => String(i + 2)));
  });

  it('-W counts over all connections', async () => {
    const port = await freePort();
    const listener = background(`${OURS} -l -k -W 1 127.0.0.1 ${port}`);
    await untilListening(port);
    for (const n of [1, 2]) await shell(`(echo ${n}; sleep 0.6; echo more) | ${OURS} -N 127.0.0.1 ${port}`);
    expect((await listener.stop()).out).toBe('1\n2\n');
  });
});

needs('strace').describe('options of the socket', () => {
  let traces = 0;
  const calls = async (words: string): Promise<string> => {
    const trace = join(folder, `trace${++traces}`);
    await shell(`strace -f -o ${trace} -e trace=setsockopt,shutdown ${OURS} ${words} </dev/null`);
    return readFileSync(trace, 'latin1');
  };

  it('are set before it is connected', async () => {
    const trace = await calls('-T ef -M 9 -m 2 -I 5000 -O 6000 -D 127.0.0.1 1');
    for (const set of ['SO_DEBUG, [1]', 'IP_TOS, [184]', 'IP_TTL, [9]', 'SO_RCVBUF, [5000]', 'SO_SNDBUF, [6000]', 'IP_MINTTL, [2]'])
      expect(trace).toContain(set);
  });

  it('are those of IPv6 there', async () => {
    const trace = await calls('-T lowdelay -M 9 ::1 1');
    expect(trace).toMatch(/IPV6_TCLASS, \[16\]/);
    expect(trace).toMatch(/IPV6_UNICAST_HOPS, \[9\]/);
  });

  it('are set for datagrams too', async () => {
    expect(await calls('-u -z -b -T 0x20 -M 7 127.0.0.1 9')).toMatch(/IP_TOS, \[32\][\s\S]*SO_BROADCAST, \[1\][\s\S]*IP_TTL, \[7\]/);
  });
});

describe.concurrent('-F', () => {
  it('hands the connection to whoever reads standard output', async () => {
    const { port, server } = await serverOf((socket) => socket.pipe(socket));
    const { out, err } = await shell(`python3 -c "
import array, socket, subprocess
a, b = socket.socketpair()
code = subprocess.call(['bash', '-c', '''${OURS.replaceAll("'", '"').replaceAll('"', '\\"')} -F 127.0.0.1 ${port}'''], stdout=b)
_, control, _, _ = a.recvmsg(1, socket.CMSG_SPACE(4))
s = socket.socket(fileno=array.array('i', control[0][2])[0]); s.setblocking(True); s.sendall(b'echo'); print(code, s.recv(9))"`);
    server.close();
    expect([out, err]).toEqual(["0 b'echo'\n", '']);
  });
});

describe('through proxies', () => {
  const http = async (status: string): Promise<{ port: string; asked: string[]; close(): void }> => {
    const asked: string[] = [];
    const server = createHttpServer();
    server.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.on('error', () => {});
      socket.end(`HTTP/1.0 ${status}\r\nVia: test\r\n\r\nglued to the answer`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return { port: String(typeof address === 'object' && address?.port), asked, close: () => server.close() };
  };

  it('HTTP: what comes with the answer is not lost', async () => {
    const proxy = await http('200 OK');
    const words = `-d -X connect -x 127.0.0.1:${proxy.port}`;
    expect(await shell(`${OURS} -v ${words} host.example 80`)).toMatchObject({
      code: 0,
      out: 'glued to the answer',
      err: expect.stringMatching(/^Connection to host\.example 80 port \[tcp\/http\] succeeded!\n/),
    });
    expect((await shell(`${OURS} ${words} ::1 80`)).code).toBe(0);
    expect(proxy.asked).toEqual(['host.example:80', '[::1]:80']);
    proxy.close();
  });

  it.each(['403 No', '407 Who are you'])('HTTP: %s', async (status) => {
    const proxy = await http(status);
    const { code, err } = await shell(`${OURS} -X connect -x 127.0.0.1:${proxy.port} host 80`);
    proxy.close();
    expect([code, err]).toEqual([1, `nc: Proxy error: "HTTP/1.0 ${status}"\n`]);
  });

  needs('script')('HTTP: the password is asked for on the terminal, unseen, once the proxy wants it', async () => {
    const asked: string[] = [];
    const server = createHttpServer();
    server.on('connect', (request, socket) => {
      const { 'proxy-authorization': who } = request.headers;
      asked.push(String(who));
      socket.on('error', () => {});
      socket.end(who === undefined ? 'HTTP/1.0 407 Who\r\n\r\n' : 'HTTP/1.0 200 OK\r\n\r\nwelcome');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const terminal = startOther('script', ['-qfec', `${OURS} -d -X connect -x 127.0.0.1:${port} -P me host 80`, '/dev/null']);
    await terminal.shows('Proxy password for me@127.0.0.1: ');
    terminal.type('open sesame\r');
    await terminal.exit;
    server.close();
    expect(asked).toEqual(['undefined', `Basic ${Buffer.from('me:open sesame').toString('base64')}`]);
    expect(terminal.out.toString()).toContain('welcome');
    expect(terminal.out.toString()).not.toContain('sesame');
  });

  /** Answers in hexadecimal, one for each thing it is told; after the last one it hangs up. */
  const scripted = async (answers: readonly string[]) => {
    const heard: string[] = [];
    const { port, server } = await serverOf((socket) => {
      const left = [...answers];
      socket.on('data', (chunk) => {
        heard.push(chunk.toString('hex'));
        socket.write(Buffer.from(left.shift() ?? '', 'hex'));
        if (left.length === 0) socket.end();
      });
    });
    return { port, heard, close: () => server.close() };
  };

  it.each([
    ['-X 5', 'host.example', ['0500', '0500000101020304005068656c6c6f'], ['050100', '050100030c686f73742e6578616d706c650050'], 0],
    ['-X 5', '10.1.2.3', ['0500', '05000001010203040050'], ['050100', '050100010a0102030050'], 0],
    ['-X 5', '::1', ['0500', '05010001'], ['050100', `05010004${'00'.repeat(15)}010050`], 1],
    ['-X 5', 'h', ['05ff'], ['050100'], 1],
    ['-X 5', 'h', ['0500', '0507'], ['050100', '0501000301680050'], 1],
    ['-X 5', 'h', ['0500', '05000003'], ['050100', '0501000301680050'], 1],
    ['-X 4', '10.1.2.3', ['005a000000000000'], ['040100500a01020300'], 0],
    ['-X 4', '10.1.2.3', ['005b000000000000'], ['040100500a01020300'], 1],
    ['-X 4', '10.1.2.3', ['005c0000'], ['040100500a01020300'], 1],
  ])('SOCKS %s to %s, as nc.openbsd does it', async (kind, host, answers, asks, code) => {
    const programs = hasTool('nc.openbsd') ? [OURS, `exec -a nc ${OPENBSD}`] : [OURS];
    const ends = await Promise.all(
      programs.map(async (nc) => {
        const proxy = await scripted(answers);
        const { out, err, code: ended } = await shell(`${nc} -d ${kind} -x 127.0.0.1:${proxy.port} ${host} 80`);
        proxy.close();
        return { out, err, code: ended, heard: proxy.heard };
      }),
    );
    expect(ends[0]).toMatchObject({ code, heard: asks });
    for (const end of ends) expect(end).toEqual(ends[0]);
  });
});

it('says which option needs the package koffi where it is not installed', () => {
  const alone = join(folder, 'alone');
  cpSync(join(dirname(WIRECAT), '../dist/cli'), alone, { recursive: true });
  const run = (...words: string[]) => spawnSync(process.execPath, [join(alone, 'wirecat.cjs'), 'nc', ...words], { encoding: 'utf8' });
  for (const [words, what] of [
    [['-T', 'ef', '127.0.0.1', '1'], '-T'],
    [['-l', '-m', '3', '1'], '-m'],
    [['-U', '-u', '/nonexistent'], 'a unix datagram socket'],
    [['-U', '@name'], 'an abstract socket name'],
  ] as const) {
    const { status, stderr } = run(...words);
    expect([status, stderr]).toEqual([1, `nc: ${what} needs the package koffi, which is not installed (npm install koffi)\n`]);
  }
  expect(run('-z', '127.0.0.1', '1').stderr).toBe('');
});

it('is nc for whoever calls it nc or netcat', () => {
  for (const name of ['nc', 'netcat']) {
    const link = join(folder, name);
    execFileSync('ln', ['-s', OURS.split("'")[3] ?? '', link]);
    expect(execFileSync('bash', ['-c', `${link} -l 2>&1 || true`]).toString()).toBe(`${name}: missing port number\n`);
  }
});
