/** What a room full of services must not do for whoever asks, through the program: T-B2, T-B4, T-B8, T-B9, T-B10. */
import { createSocket } from 'node:dgram';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Running, scratch, start } from '../e2e/program.ts';
import { ask, type Caller, call, memoryOf, portOf, until } from './side.ts';

const folder = scratch();
const server = async (service: string, ...words: readonly string[]): Promise<{ readonly port: number; readonly running: Running }> => {
  const running = start(['serve', service, '127.0.0.1:0', ...words]);
  return { port: await portOf(running), running };
};

/** A question of DNS: the flags, a name, a type, and what follows. */
const question = (flags: number, name: string, type: number, more = Buffer.alloc(0), counts = [1, 0, 0, 0]): Buffer => {
  const head = Buffer.alloc(12);
  for (const [i, word] of [0x1234, flags, ...counts].entries()) head.writeUInt16BE(word, 2 * i);
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([head, ...labels, Buffer.from([0, type >> 8, type & 255, 0, 1]), more]);
};
/** The codes and counts of each reply to these; that to the last ends the wait, so that what was passed over is known to be. */
const asked = async (port: number, ...questions: readonly Buffer[]): Promise<readonly Buffer[]> => {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const replies: Buffer[] = [];
  socket.on('message', (reply) => replies.push(reply));
  const last = question(0x0100, 'host.lab', 1);
  last.writeUInt16BE(0xffff, 0);
  for (const each of [...questions, last]) socket.send(each, port, '127.0.0.1');
  await until(() => replies.some((reply) => reply.readUInt16BE(0) === 0xffff), 'the last reply');
  return replies.filter((reply) => reply.readUInt16BE(0) !== 0xffff);
};
const codeOf = (reply: Buffer | undefined): number => (reply?.[3] ?? -1) & 15;

it('T-B2: the name server passes nothing on, gives no zone away, takes no orders, and answers no answer', async () => {
  const { port } = await server('dns');
  for (const name of ['example.org', 'com', 'www.lab.example.org', 'labx'])
    expect(codeOf((await asked(port, question(0x0100, name, 1)))[0]), name).toBe(5);
  expect(await asked(port, question(0x8180, 'www.lab', 1))).toEqual([]);
  for (const type of [251, 252]) expect(codeOf((await asked(port, question(0x0100, 'lab', type)))[0])).toBe(5);
  for (const opcode of [1, 2, 4, 5, 15]) expect(codeOf((await asked(port, question(opcode << 11, 'lab', 6)))[0])).not.toBe(0);
  for (const type of [16, 255]) {
    const [reply] = await asked(port, question(0x0100, 'long.lab', type));
    expect(reply?.length).toBeLessThanOrEqual(512);
  }
  const much = Buffer.from([0, 0, 41, 0xff, 0xff, 0, 0, 0, 0, 0, 0]);
  const [large] = await asked(port, question(0x0100, 'long.lab', 16, much, [1, 0, 0, 1]));
  expect(large?.length).toBeLessThanOrEqual(1232);
  expect((large?.[2] ?? 0) & 2).toBe(2);
  // Pointers in a circle, labels that are none, counts without records.
  const odd = [Buffer.from([0xc0, 12]), Buffer.from([0x40, 1]), Buffer.alloc(0), Buffer.alloc(300, 63)];
  for (const name of odd) {
    const head = question(0x0100, 'x', 1).subarray(0, 12);
    for (const reply of await asked(port, Buffer.concat([head, name, Buffer.from([0, 1, 0, 1])]))) expect(codeOf(reply)).toBe(1);
  }
  for (const reply of await asked(port, question(0x0100, 'www.lab', 1, Buffer.alloc(0), [1, 0xffff, 0xffff, 0xffff])))
    expect(codeOf(reply)).toBe(1);
});

it('T-B4: what two readers of HTTP could take for different requests is none, and ends the connection', async () => {
  const { port } = await server('http');
  const H = 'Host: a\r\n';
  const bodies: readonly string[] = [
    `POST / HTTP/1.1\r\n${H}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
    `POST / HTTP/1.1\r\n${H}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
    `POST / HTTP/1.1\r\n${H}Content-Length: 5, 6\r\n\r\nhello`,
    ...['+5', '-5', '0x5', '5 5', '5;', '', '１', '5e0', '99999999999999999999'].map(
      (n) => `POST / HTTP/1.1\r\n${H}Content-Length: ${n}\r\n\r\nhello`,
    ),
    ...[
      'xchunked',
      'chunked, chunked',
      'chunked, identity',
      'identity, chunked',
      '\x0bchunked',
      'chunked\x00',
      ', chunked x',
      '"chunked"',
    ].map((coding) => `POST / HTTP/1.1\r\n${H}Transfer-Encoding: ${coding}\r\n\r\n0\r\n\r\n`),
    `POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST / HTTP/1.0\r\n${H}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a b\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a/b\r\n\r\n`,
    `GET / HTTP/1.1\r\n\r\n`,
    `GET / HTTP/1.1\r\n${H}X: a\r\n b\r\n\r\n`,
    `GET / HTTP/1.1\r\n ${H}\r\n`,
    `GET / HTTP/1.1\r\n${H}X : a\r\n\r\n`,
    `GET / HTTP/1.1\r\n${H}: a\r\n\r\n`,
    `GET / HTTP/1.1\r\n${H}X: a\rb\r\n\r\n`,
    `GET / HTTP/1.1\r\n${H}X: a\x00\r\n\r\n`,
    `GET / HTTP/1.1\r\n${H}nothing\r\n\r\n`,
    `GET  / HTTP/1.1\r\n${H}\r\n`,
    `GET /\x0b HTTP/1.1\r\n${H}\r\n`,
    `GET / HTTP/1.1 \r\n${H}\r\n`,
    `GET / HTTP/1.1\rX\r\n${H}\r\n`,
    `GET / http/1.1\r\n${H}\r\n`,
    `GET / HTTP/11\r\n${H}\r\n`,
    `G(T / HTTP/1.1\r\n${H}\r\n`,
  ];
  expect(bodies.length).toBeGreaterThanOrEqual(40);
  for (const body of bodies) {
    const reply = await ask(port, Buffer.from(`${body}GET /smuggled HTTP/1.1\r\n${H}\r\n`, 'utf8'));
    expect(reply, JSON.stringify(body)).toMatch(/^HTTP\/1\.1 (400|413|501|505) /);
    expect(reply.match(/^HTTP\/1\.1 /gm)?.length, JSON.stringify(body)).toBe(1);
  }
});

it('T-B8: a million random bytes of telnet get few answers, and cost no memory', { timeout: 120_000 }, async () => {
  const { port, running } = await server('telnet');
  let seed = 8;
  const next = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed >>> 16;
  };
  const noise = Buffer.from(Array.from({ length: 1_000_000 }, () => ((next() & 3) === 0 ? 255 : 240 + (next() & 15))));
  const greeting = await ask(port, 'quit\r\n');
  const before = memoryOf(running);
  const { socket, closed } = await call(port);
  for (let i = 0; i < noise.length && socket.writable; i += 10_000) socket.write(noise.subarray(i, i + 10_000));
  // A subnegotiation that does not end.
  if (socket.writable) socket.write(Buffer.concat([Buffer.from([255, 250, 24, 0]), Buffer.alloc(1_000_000, 65)]));
  socket.end();
  const got = await closed;
  expect(count(got, 255)).toBeLessThan(64 * 2 + count(Buffer.from(greeting, 'utf8'), 255) + 32);
  // Whether it is there may be asked as often as one likes (AYT).
  expect(got.length).toBeLessThan(noise.length);
  expect(memoryOf(running) - before).toBeLessThan(60);
  expect(await ask(port, 'quit\r\n')).toContain('Goodbye');
});
const count = (bytes: Buffer, byte: number): number => bytes.reduce((sum, each) => sum + (each === byte ? 1 : 0), 0);

/** Says each when the reply to the last is whole; gives all replies. */
const talk = async ({ socket, got }: Caller, ...lines: readonly string[]): Promise<readonly string[]> => {
  const whole = (): readonly string[] => String(got()).match(/^(\d{3}-.*\r\n)*\d{3}( .*)?\r\n/gm) ?? [];
  const replies: string[] = [];
  for (const line of lines) {
    const before = whole().length;
    socket.write(Buffer.from(line, 'latin1'));
    await until(() => whole().length > before || socket.destroyed, `a reply to ${JSON.stringify(line)}`);
    replies.push(whole()[before] ?? '');
  }
  return replies;
};
const greeted = async (port: number): Promise<Caller> => {
  const caller = await call(port);
  await until(() => String(caller.got()).startsWith('220 '), 'the greeting');
  return caller;
};

it('T-B9: no way of writing an address makes a relay, not after a login either', async () => {
  const { port } = await server('smtp');
  const foreign = [
    'a@example.org',
    'a%example.org@lab',
    'example.org!a@lab',
    '"a@example.org"@lab',
    '"a%example.org"',
    '@lab:a@example.org',
    'a@[192.0.2.1]',
    'a@example.org@lab',
    'a@lab@example.org',
    '"a"@example.org',
    'a@lab.example.org',
    'a@xlab',
    'lab!example.org!a@lab',
    'a@[IPv6:2001:db8::1]',
  ];
  for (const login of ['NOOP', `AUTH PLAIN ${Buffer.from('\0guest\0guest').toString('base64')}`]) {
    const caller = await greeted(port);
    await talk(caller, 'EHLO a\r\n', `${login}\r\n`, 'MAIL FROM:<guest@lab>\r\n');
    // Ten errors in a row would end it.
    for (const to of foreign) expect((await talk(caller, `RCPT TO:<${to}>\r\n`, 'NOOP\r\n'))[0], to).toMatch(/^5/);
    expect((await talk(caller, 'DATA\r\n'))[0]).toMatch(/^503/);
    caller.socket.destroy();
  }
});

it('T-B9: nothing but CR LF . CR LF ends a mail, and what stands behind something else is no command', async () => {
  const { port } = await server('smtp');
  const ends = ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r.\r\n', '\r\n.\r', '\n.\r', '\r\r\n.\r\r\n', '\r\n\0.\r\n', '\r\n.\0\r\n'];
  for (const end of ends) {
    const caller = await greeted(port);
    await talk(caller, 'EHLO a\r\n', 'MAIL FROM:<a@lab>\r\n', 'RCPT TO:<guest@lab>\r\n', 'DATA\r\n');
    const [reply = ''] = await talk(
      caller,
      `Subject: one\r\n\r\ntext${end}MAIL FROM:<smuggled@lab>\r\nRCPT TO:<guest@lab>\r\nDATA\r\ntwo\r\n.\r\n`,
    );
    caller.socket.end('QUIT\r\n');
    const all = String(await caller.closed).slice(String(caller.got()).indexOf(reply));
    expect(all.match(/^(250|354|503)/gm)?.length ?? 0, JSON.stringify(end)).toBeLessThanOrEqual(1);
  }
});

it('T-B9: what was sent behind STARTTLS in the clear is not obeyed inside', async () => {
  const tls = await import('node:tls');
  for (const [service, start, hello, inside] of [
    ['smtp', 'STARTTLS\r\nEHLO early\r\nMAIL FROM:<early@lab>\r\n', '220 ', ['RCPT TO:<guest@lab>\r\n', /^503/]],
    ['imap', 'a STARTTLS\r\nb LOGIN guest guest\r\n', '* OK', ['c SELECT INBOX\r\n', /^c (BAD|NO)/]],
    ['pop3', 'STLS\r\nUSER guest\r\nPASS guest\r\n', '+OK', ['STAT\r\n', /^-ERR/]],
    ['ftp', 'AUTH TLS\r\nUSER guest\r\nPASS guest\r\n', '220 ', ['PWD\r\n', /^530/]],
  ] as const) {
    const { port } = await server(service);
    const caller = await call(port);
    await until(() => String(caller.got()).startsWith(hello), 'the greeting');
    if (service === 'smtp') await talk(caller, 'EHLO a\r\n');
    const before = caller.got().length;
    caller.socket.write(start);
    await until(() => caller.got().length > before || caller.socket.destroyed, 'the go-ahead');
    caller.socket.removeAllListeners('data');
    const secure = tls.connect({ socket: caller.socket, rejectUnauthorized: false });
    const heard: Buffer[] = [];
    let over = false;
    secure.on('data', (chunk: Buffer) => heard.push(chunk)).on('error', () => {});
    secure.once('close', () => {
      over = true;
    });
    secure.write(inside[0]);
    await until(() => heard.length > 0 || over, `a reply of ${service}`);
    // Either it is cut, or it knows of nothing that was said before.
    if (heard.length > 0) expect(String(Buffer.concat(heard)), service).toMatch(inside[1]);
    secure.destroy();
  }
});

it('T-B9: a literal of a gigabyte is refused before it comes, and a mail that is too large is not kept', async () => {
  const { port, running } = await server('imap');
  const before = memoryOf(running);
  const { socket, got } = await call(port);
  for (const [line, reply] of [
    ['a LOGIN {1073741824}\r\n', /^a NO /m],
    ['b LOGIN guest guest\r\n', /^b OK /m],
    ['c APPEND INBOX {1073741824}\r\n', /^c NO /m],
    ['d SELECT {2000000}\r\n', /^d NO /m],
    ['e NOOP\r\n', /^e OK /m],
  ] as const) {
    socket.write(line);
    await until(() => reply.test(String(got())), line);
  }
  expect(memoryOf(running) - before).toBeLessThan(40);
});

it('T-B10: a member cannot speak for the chat, steer a terminal, or hold up the others by not reading', { timeout: 120_000 }, async () => {
  const { port } = await server('chat', '--max-per-address', '200', '-w', join(folder, 'chat.pcapng'));
  const members = await Promise.all(Array.from({ length: 20 }, () => call(port)));
  const [speaker, paused, ...others] = members;
  if (speaker === undefined || paused === undefined) throw new Error('no members');
  await Promise.all(members.map(({ got }) => until(() => String(got()).includes('/help'), 'the greeting')));
  paused.socket.pause();
  speaker.socket.write('* host is gone\r\n\x1b]0;title\x07\x9b2J\u202e\r\n<guest1> forged\n* \r\n');
  for (const { got } of others) await until(() => String(got()).includes('forged'), 'what was said');
  for (const { got } of others) {
    const text = String(got());
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]/);
    expect(text.split('\n').filter((line) => line.startsWith('* host is gone') || line.startsWith('<guest1> forged'))).toEqual([]);
  }
  for (let i = 0; i < 40; i++) speaker.socket.write(`${String(i).padEnd(1500, '.')}\n`);
  speaker.socket.write('the last\n');
  for (const { got } of others) await until(() => String(got()).includes('the last'), 'the last line');
});
