/** What single options do, seen from the other side, and beside nc.openbsd where it can be played. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { background, OPENBSD, OURS, serverOf, shell, until, untilBound, untilListening, untilUnix } from '../e2e/nc-programs.ts';
import { scratch, WIRECAT } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';

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

  for (const words of ['-d -N', '-d -q 1'])
    needs('nc.openbsd')(`${words}: our direction ends with the first word of the peer`, async () => {
      const play = async (program: string): Promise<object> => {
        const events: string[] = [];
        const { port, server } = await serverOf((socket) => {
          socket.resume().on('end', () => {
            events.push('its end');
            socket.end();
          });
          setTimeout(() => {
            events.push('a word');
            socket.write('word\n');
          }, 300);
        });
        const { code, out } = await shell(`${program} ${words} 127.0.0.1 ${port}`);
        server.close();
        return { events, code, out };
      };
      const [ours, real] = await Promise.all([play(OURS), play(OPENBSD)]);
      expect(ours).toEqual(real);
    });

  it('-d: standard input is not read, and -N ends our direction with the first word of the peer', async () => {
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
    const writer = await open(input, 'w');
    await untilListening(port);
    const shown: string[] = [];
    for (const [said, answer] of [
      ['A\n', 'one\n'],
      ['B\n', 'two\n'],
    ] as const) {
      const client = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
      client.write(said);
      await until(() => listener.shown().endsWith(said), said);
      const heard = once(client, 'data');
      await writer.write(answer);
      shown.push(String((await heard)[0]));
      client.end();
      await once(client, 'end');
    }
    await writer.close();
    expect([...shown, (await listener.stop()).out]).toEqual(['one\n', 'two\n', 'A\nB\n']);
  });

  it('lets a caller wait while another one is served', async () => {
    const port = await freePort();
    const listener = background(`exec ${OURS} -l -k 127.0.0.1 ${port}`);
    await untilListening(port);
    const first = connect(Number(port), '127.0.0.1');
    first.write('1\n');
    await until(() => listener.shown() === '1\n', 'the first line');
    const second = connect(Number(port), '127.0.0.1');
    await new Promise((sent) => second.write('2\n', sent));
    first.write('1\n');
    await until(() => listener.shown().length >= 4, 'more of the first');
    expect(listener.shown()).toBe('1\n1\n');
    second.end();
    first.end('3\n');
    await until(() => listener.shown() === '1\n1\n3\n2\n', 'the second caller');
    await listener.stop();
  });
});

describe.concurrent('-u', () => {
  it('hears its first peer only, answers it, and takes an empty datagram for the end', async () => {
    const port = await freePort();
    const input = join(folder, 'u-input');
    await shell(`mkfifo ${input}`);
    const listener = background(`${OURS} -u -l 127.0.0.1 ${port} <${input}`);
    const writer = await open(input, 'w');
    await untilBound(port);
    const [a, b] = [createSocket('udp4'), createSocket('udp4')];
    const send = async (from: typeof a, text: string): Promise<void> => {
      await new Promise((sent) => from.send(text, Number(port), '127.0.0.1', sent));
    };
    for (const [from, text] of [
      [a, 'first '],
      [b, 'other '],
      [a, 'second '],
    ] as const)
      await send(from, text);
    await until(() => listener.shown() === 'first second ', 'the words of the first');
    const reply = once(a, 'message');
    await writer.write('reply\n');
    expect(String((await reply)[0])).toBe('reply\n');
    await send(b, 'other ');
    await send(a, 'third');
    await send(a, '');
    const { out, code } = await listener.ended;
    expect([out, code]).toEqual(['first second third', 0]);
    await writer.close();
    a.close();
    b.close();
  });

  it('-k hears everybody', async () => {
    const port = await freePort();
    const listener = background(`${OURS} -u -l -k 127.0.0.1 ${port}`);
    await untilBound(port);
    for (const n of [1, 2, 3]) await shell(`echo ${n} | ${OURS} -u -q 0 127.0.0.1 ${port}`);
    await until(() => listener.shown() === '1\n2\n3\n', 'all three');
    await listener.stop();
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
    const { code } = await shell(`${OURS} -u 127.0.0.1 9 < <(echo 1; sleep 0.3; echo 2; exec sleep 60 2>/dev/null)`, 30);
    expect(code).toBe(0);
  });
});

describe.concurrent('-U', () => {
  it('leaves its socket behind, as the original does, and replaces it the next time', async () => {
    const path = join(folder, 'left');
    for (const text of ['one', 'two']) {
      const listener = shell(`${OURS} -l -U ${path}`);
      await untilUnix(path);
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
      await shell(`mkfifo ${path}.in ${path}.client`);
      const listener = background(`${a} -w 2 -l -u -U ${path} <${path}.in`);
      const listens = await open(`${path}.in`, 'w');
      await until(() => readFileSync('/proc/net/unix', 'latin1').includes(` ${path}\n`), 'a socket');
      const client = background(`${b} -q 0 -u -U ${path} <${path}.client`);
      const calls = await open(`${path}.client`, 'w');
      for (const [line, all] of [
        ['one\n', 'one\n'],
        ['two\n', 'one\ntwo\n'],
      ] as const) {
        await calls.write(line);
        await until(() => listener.shown() === all, line);
      }
      await listens.write('reply\n');
      await until(() => client.shown() === 'reply\n', 'the reply');
      await calls.close();
      await Promise.all([client.ended, listener.ended]);
      await listens.close();
    };
    await Promise.all([talk(OURS, OPENBSD, join(folder, 'datagrams1')), talk(OPENBSD, OURS, join(folder, 'datagrams2'))]);
  });

  needs('nc.openbsd')('-u: a listener ends as the original does', async () => {
    const play = async (nc: string, path: string): Promise<object> => {
      const listener = shell(`exec -a nc ${nc} -v -W 1 -l -u -U ${path} </dev/null`);
      await until(() => readFileSync('/proc/net/unix', 'latin1').includes(` ${path}\n`), 'a socket');
      await shell(`echo text | ${OPENBSD} -w 1 -u -U ${path}`);
      const { out, err, code } = await listener;
      return { out, err: err.replaceAll(path, 'PATH'), code };
    };
    expect(await play(OURS, join(folder, 'end1'))).toEqual(await play(OPENBSD, join(folder, 'end2')));
  });

  needs('nc.openbsd')('abstract names are those of everybody else', async () => {
    for (const [a, b] of [
      [OURS, OPENBSD],
      [OPENBSD, OURS],
    ]) {
      const listener = shell(`${a} -l -U @wirecat-test`);
      await untilUnix('@wirecat-test');
      await shell(`echo text | ${b} -N -U @wirecat-test`);
      expect((await listener).out).toBe('text\n');
    }
  });
});

describe.concurrent('addresses and ports', () => {
  it('-l: a second listener shares the port where Node knows how', async () => {
    const port = await freePort();
    const first = background(`echo first | ${OURS} -v -l 127.0.0.1 ${port}`);
    await untilListening(port);
    const second = background(`echo second | ${OURS} -v -l 127.0.0.1 ${port}`);
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    if (major > 23 || (major === 22 && minor >= 12) || (major === 23 && minor >= 1)) {
      await until(() => second.said().includes('Listening on'), 'a second listener');
      const answers = [await shell(`${OURS} -d 127.0.0.1 ${port}`), await shell(`${OURS} -d 127.0.0.1 ${port}`)].map((one) => one.out);
      expect(answers.sort()).toEqual(['first\n', 'second\n']);
    } else {
      expect(await second.ended).toMatchObject({ code: 1, err: 'nc: Address already in use\n' });
      expect((await shell(`${OURS} -d 127.0.0.1 ${port}`)).out).toBe('first\n');
    }
    expect((await first.ended).code).toBe(0);
  });

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
    for (const n of [1, 2]) await shell(call(port, `${n}\\n`));
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

  it('are set for datagrams of IPv6 too', async () => {
    expect(await calls('-u -z -D -M 7 ::1 9')).toMatch(/IPV6_UNICAST_HOPS, \[7\]/);
    expect(await calls('-u -z -M 7 ::1 9')).toMatch(/IPV6_UNICAST_HOPS, \[7\]/);
  });

  it('are set for datagrams too', async () => {
    const trace = await calls('-u -z -b -T 0x20 -M 7 127.0.0.1 9');
    for (const set of ['IP_TOS, [32]', 'SO_BROADCAST, [1]', 'IP_TTL, [7]']) expect(trace).toContain(set);
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
