import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { begin, endings, never, over, says, studentServer, talk, text } from '../../../test/lab-doing.ts';
import { splitHostPort } from '../../core/address.ts';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { LANGUAGES, Words } from '../../core/words.ts';
import { openAddress, parseAddress } from '../../io/address/address.ts';
import { exercises } from './exercises/index.ts';
import { labWords } from './words.ts';

describe('a file that is sent', () => {
  it('has not arrived where a RST ends it', async () => {
    const doing = await begin('copy', await studentServer(() => ''));
    const [, at = ''] = doing.session.addresses[0] ?? [];
    const socket = connect(Number(splitHostPort(at).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('all of it');
    await expect.poll(() => says(doing, 0)).toMatch(/^9 bytes came/);
    socket.resetAndDestroy();
    await expect.poll(() => says(doing, 0)).toMatch(/packet \d+ cut #1: a RST, not an end in order/);
    expect(doing.session.check()[0]?.finding.done).toBe(false);
  });
});

describe('an echo over TCP', () => {
  it('is found with its packets, also where the server is the student’s', async () => {
    const doing = await begin('ex91', await studentServer((got) => got));
    await talk(`tcp:${doing.places[0]}`, 'hello\n', 'again\n');
    await talk(`tcp:${doing.places[1]}`, 'mine\n');
    await doing.session.whenDone();
    expect(says(doing, 0)).toBe('packets 1, 2 and 3 opened it: SYN, SYN+ACK, ACK');
    expect(says(doing, 1)).toBe('the message “hello” is packet 4, its echo packet 6');
    expect(says(doing, 4)).toMatch(/the message “mine” is packet \d+, its echo packet \d+/);
    expect(doing.session.answer(1, '4').finding?.done).toBe(true);
    expect(doing.session.answer(1, '5').finding?.done).toBe(false);
    expect(doing.session.answer(2, 'it is number 6').finding?.done).toBe(true);
    await expect.poll(() => doing.reached).toHaveLength(5);
  });

  it('is not found where something else comes back', async () => {
    const doing = await begin('ex91', await studentServer((got) => got.toUpperCase()));
    await talk(`tcp:${doing.places[1]}`, 'mine\n');
    await expect.poll(() => says(doing, 4)).toMatch(/packet \d+ brings back “MINE” where “mine” was sent/);
    expect(doing.session.check()[4]?.finding.done).toBe(false);
  });

  it('is not found where more comes back', async () => {
    const doing = await begin('ex91', await studentServer((got) => `${got}and more\n`));
    await talk(`tcp:${doing.places[1]}`, 'mine\n');
    await expect.poll(() => says(doing, 4)).toMatch(/brings back more than was sent/);
  });

  it('is not found where it came before its message', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('mine\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endings.push(() => server.close());
    const doing = await begin('ex91', (server.address() as AddressInfo).port);
    const channel = await openAddress(parseAddress(`tcp:${doing.places[1]}`), {}, never);
    await channel.incoming[Symbol.asyncIterator]().next();
    await channel.write(utf8('mine\n'));
    await over(channel);
    await expect.poll(() => says(doing, 4)).toMatch(/packet \d+ says “mine” before that was sent/);
    expect(doing.session.check()[4]?.finding.done).toBe(false);
  });

  it('is not found where only a part comes back', async () => {
    const doing = await begin('ex91', await studentServer((got) => got.slice(0, 2)));
    await talk(`tcp:${doing.places[1]}`, 'mine\n');
    await expect.poll(() => says(doing, 4)).toMatch(/“mine” is packet \d+, and only “mi” of it has come back so far/);
  });

  it('says that nobody listens on the student’s port', async () => {
    const doing = await begin('ex91', 1);
    await talk(`tcp:${doing.places[1]}`).catch(() => {});
    expect(text(doing.session.hint())).toContain('A client has opened a connection');
  });
});

it('an echo over UDP is found, and that nothing was opened before it', async () => {
  const doing = await begin('ex92');
  await talk(`udp:${doing.places[0]}`, 'one', 'two');
  await expect.poll(() => doing.session.check().filter((c) => c.finding.done)).toHaveLength(2);
  expect(says(doing, 0)).toBe('the message “one” is packet 1, its echo packet 2');
  expect(doing.session.answer(2, '3').finding?.done).toBe(false);
  expect(doing.session.answer(2, 'none').finding?.done).toBe(true);
});

it('a time server is one only where a time comes', async () => {
  const wrong = await begin('reqtime', await studentServer(() => 'soon\n'));
  await talk(`tcp:${wrong.places[0]}`, 'reqtime\n');
  await talk(`tcp:${wrong.places[0]}`, 'hello\n');
  await talk(`tcp:${wrong.places[1]}`, 'reqtime\n');
  await expect.poll(() => says(wrong, 2)).toMatch(/“soon”, in which there is no time/);
  expect(wrong.session.check().map((c) => c.finding.done)).toEqual([true, true, false, false]);
});

/** As `strftime("%c")` writes it. */
const onDay = (days: number): string => {
  const then = new Date(Date.now() + days * 86_400_000);
  return `${then.toDateString()} ${then.toTimeString().slice(0, 8)}`;
};

it.each([
  ['another time', () => new Date(Date.now() + 5 * 3_600_000 + 600_000).toISOString(), false],
  ['a year', () => '2026', false],
  ['the time of day of another year', () => `${new Date().toTimeString().slice(0, 8)} 2001`, false],
  ['the time of day of the day before', () => onDay(-1), false],
  ['the time and the day', () => onDay(0), true],
  ['the time in UTC', () => new Date().toISOString(), true],
  ['seconds since 1970', () => String(Date.now() / 1000), true],
])('a time server that tells %s', async (_what, answer, isRight) => {
  const doing = await begin('reqtime', await studentServer(answer));
  await talk(`tcp:${doing.places[1]}`, 'reqtime\n');
  await expect.poll(() => says(doing, 2)).toMatch(isRight ? /the time packet/ : /but it was|no time of day/);
});

it('two datagrams may come from two programs', async () => {
  const doing = await begin('ex92');
  await talk(`udp:${doing.places[0]}`, 'one');
  await expect.poll(() => says(doing, 1)).toBe('one came back so far');
  await talk(`udp:${doing.places[0]}`, 'two');
  await expect.poll(() => says(doing, 1)).toMatch(/“one” and “two”/);
  expect(doing.session.answer(2, 'no idea').finding?.done).toBe(false);
});

it('all packets are asked for, and once is not twice', async () => {
  const doing = await begin('machines');
  await talk(`tcp:${doing.places[0]}`, 'one', 'two');
  await expect.poll(() => doing.session.answer(1, '4, 8').finding?.done).toBe(true);
  expect(text(doing.session.answer(1, '4').finding?.says)).toBe('right so far, and there is one more');
  expect(doing.session.answer(3, 'not once, twice').finding?.done).toBe(false);
  expect(doing.session.answer(3, 'just one').finding?.done).toBe(true);
});

it('another page may be asked for in the same connection', async () => {
  const doing = await begin('browser');
  const ask = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: lab\r\n\r\n`;
  await talk(`tcp:${doing.places[0]}`, ask('/nothing'), ask('/'));
  await doing.session.whenDone();
});

it('who closes both directions does not get the answer', async () => {
  const doing = await begin('half-close');
  const socket = connect(Number(doing.places[0]?.split(':')[1]), '127.0.0.1');
  socket.write('one\n', () => socket.destroy());
  await expect.poll(() => says(doing, 0)).toMatch(/is a RST: the client had closed both directions/);
});

it('a half-close that is passed on, and one that is lost', async () => {
  const doing = await begin('half-close');
  for (const at of doing.places.toReversed()) {
    const channel = await openAddress(parseAddress(`tcp:${at}`), {}, never);
    await channel.write(utf8('one\ntwo\n'));
    await channel.end();
    try {
      for await (const _ of channel.incoming);
    } catch {
      // Cut by the careless one.
    }
    channel.close();
    if (at === doing.places[1]) expect(doing.session.check()[0]?.finding.done).toBe(false);
  }
  await doing.session.whenDone();
  expect(says(doing, 0)).toMatch(/packet \d+ ends what the client says; “2 lines, 8 bytes” comes after it, in packet/);
  expect(says(doing, 1)).toMatch(/the count never came/);
});

it('mail by hand: each command with its reply, and the slide’s mistake answered with BAD', async () => {
  const doing = await begin('imap');
  const channel = await openAddress(parseAddress(`tcp:${doing.places[0]}`), {}, never);
  const incoming = channel.incoming[Symbol.asyncIterator]();
  let heard = '';
  const until = async (words: string): Promise<void> => {
    while (!heard.includes(words)) {
      const { value, done } = await incoming.next();
      if (done === true) return;
      heard += fromUtf8(value);
    }
  };
  const command = async (tag: string, words: string): Promise<void> => {
    await channel.write(utf8(`${tag} ${words}\r\n`));
    await until(`\n${tag} `);
  };
  await until('* OK');
  await command('a1', 'LOGIN guest guest');
  await command('a2', 'LIST "" "*"');
  await command('a3', 'EXAMINE INBOX');
  await command('a4', 'FETCH 1 BODY [ ]');
  await expect.poll(() => says(doing, 3)).toMatch(/this command was not seen|BAD/);
  await command('a4', 'FETCH 1 BODY[]');
  await command('a5', 'LOGOUT');
  channel.close();
  await doing.session.whenDone();
  expect(says(doing, 0)).toMatch(/^a1 LOGIN is packet \d+, its OK packet \d+$/);
  expect(
    doing.session
      .check()
      .map((c) => text(c.finding.says))
      .join(' '),
  ).not.toContain('guest');
});

it('who gives up while waiting to be served has no answer', async () => {
  const doing = await begin('clients');
  const [, at = ''] = doing.session.addresses[1] ?? [];
  const client = async (line: string): Promise<Socket> => {
    const socket = connect(Number(splitHostPort(at).port), '127.0.0.1');
    socket.on('error', () => {});
    await new Promise<void>((resolve) => socket.write(line, () => resolve()));
    return socket;
  };
  const first = await client('one\n');
  await new Promise((resolve) => first.once('data', resolve));
  const second = await client('two\n');
  second.destroy();
  await new Promise((resolve) => second.once('close', resolve));
  first.end();
  await expect.poll(() => says(doing, 1)).toMatch(/^#2 had gone before it was answered/);
});

describe('all of them', () => {
  it.each(exercises.map((e) => [e.name, e] as const))('%s begins, says what to do, and finds nothing done', async (name, exercise) => {
    const { session } = await begin(name);
    const all = [exercise.title, exercise.from, ...session.task, session.hint(), ...session.questions().map((q) => q.ask)];
    for (const language of LANGUAGES) {
      const words = new Words(language, await labWords(language));
      for (const said of all) expect(said && words.text(said)).not.toMatch(/[{}]|undefined|\(\)\.|: $/);
    }
    expect(session.check().filter((c) => c.finding.done)).toEqual([]);
    for (const [k] of (exercise.questions ?? []).entries()) expect(session.answer(k + 1, '7').finding?.done ?? false).toBe(false);
  });
});
