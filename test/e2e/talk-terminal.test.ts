import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { type Running, scratch, start, startOther, WIRECAT } from './program.ts';

const folder = scratch();

/** Runs it on a terminal of its own; what stty says before and after stands around its output. The shell, whichever it is, outlives Ctrl-C. */
const onTerminal = (words: string, columns = 80): Running =>
  startOther('script', [
    '-qfec',
    `trap : INT; stty cols ${columns} rows 50; stty -g; '${process.execPath}' '${WIRECAT}' ${words}; echo code $?; stty -g`,
    '/dev/null',
  ]);

/** What was written and not taken off again, without our colours and the moves of the cursor that keep the typed line below. */
const shown = (running: Running): string =>
  running.out
    .toString()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences that we write ourselves
    .replace(/[^\n]*\n[^\n]*\u001b\[1A\r\u001b\[J/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: likewise
    .replace(/[^\n]*\r\u001b\[J/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: likewise
    .replace(/\u001b\[\d*(;\d+)*[A-GJKm]|\r/g, '');

const exitOf = async (running: Running): Promise<{ code: string; restored: boolean }> => {
  await running.exit;
  const text = shown(running).trimEnd().split('\n');
  return { code: (text.at(-2) ?? '').trim(), restored: text.at(-1) === text[0] };
};

needs('script').describe('a terminal', () => {
  it('shows the ladder growing while lines are typed, and ends at the word end', async () => {
    const terminal = onTerminal(`start -w ${join(folder, 'a.pcapng')}`);
    await terminal.shows('you ›');
    terminal.type('hello\r');
    await terminal.shows('"hello\\n"');
    terminal.type('half');
    terminal.type(' and half\r');
    await terminal.shows('"half and half\\n"');
    terminal.type('end\r');
    expect(await exitOf(terminal)).toEqual({ code: 'code 0', restored: true });
    const text = shown(terminal);
    expect(text).toMatch(/open +│[\s\S]*message 1 +│[\s\S]*message 2 +│[\s\S]*close +│/);
    expect(text).toContain('sent 20 B, received 20 B, closed by: us FIN, peer FIN');
  });

  it.each([
    ['end', 'end\r'],
    ['Ctrl-D', '\u0004'],
  ])('beside the page says at %s that the page stays, and takes no lines that would go nowhere', async (_, keys) => {
    const terminal = onTerminal(`page --no-open -w ${join(folder, `${keys.length}.pcapng`)}`);
    await terminal.shows('"hello, wire\\n"');
    await terminal.shows('you ›');
    terminal.type(keys);
    await terminal.shows('The page stays until Ctrl-C.');
    terminal.type('\u0003');
    expect(await exitOf(terminal)).toEqual({ code: 'code 0', restored: true });
    expect(shown(terminal).split('The page stays')[1]).not.toContain('you ›');
    expect(terminal.out.toString()).toContain('\r\u001b[KS: made');
  });

  it.each([
    ['Ctrl-D', '\u0004'],
    ['Ctrl-C', '\u0003'],
  ])('ends the conversation in order at %s, and the terminal is as it was', async (_, key) => {
    const terminal = onTerminal(`start -w ${join(folder, 'b.pcapng')}`);
    await terminal.shows('you ›');
    terminal.type('x\r');
    await terminal.shows('"x\\n"');
    terminal.type(key);
    expect(await exitOf(terminal)).toEqual({ code: 'code 0', restored: true });
    expect(shown(terminal)).toContain('closed by: us FIN, peer FIN');
  });

  it('keeps what is typed whole while packets and answers come', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => setTimeout(() => socket.write('\u001b]0;title\u0007\u001b[2Jlate answer\nlogin: '), 300));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const terminal = onTerminal(`connect 127.0.0.1 ${typeof address === 'object' ? address?.port : ''}`);
    await terminal.shows('connected to');
    terminal.type('question\r');
    terminal.type('being typed');
    await terminal.shows('login: ');
    await terminal.shows('you › being typed');
    terminal.type('\u0015\u0004');
    const { code, restored } = await exitOf(terminal);
    expect([code, restored]).toEqual(['code 0', true]);
    const text = shown(terminal);
    expect(text).toContain('\\x1b]0;title\\x07\\x1b[2Jlate answer\n');
    expect(text).toMatch(/ 4 S +\d\.\d+ │── PSH, ACK {2}Len=9 ─+▶│\n +│ {3}"question\\n" +│/);
    expect(text).not.toContain('\u001b');
    for (const line of text.split('\n').filter((l) => l.includes('│'))) expect(line.length).toBe(80);
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps what is typed before it is connected, and sends it then', async () => {
    let call: (socket: Socket) => void = () => {};
    const called = new Promise<Socket>((resolve) => {
      call = resolve;
    });
    const server = createServer({ allowHalfOpen: true }, (socket) => call(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    // The handshake of TLS is answered by nobody until something was typed.
    const echo = start(['serve', 'echo', 'tls:127.0.0.1:0']);
    const [, behind = ''] = await echo.says(/echo on 127\.0\.0\.1:(\d+)/);
    const terminal = onTerminal(`connect tls:127.0.0.1:${typeof address === 'object' ? address?.port : ''}?insecure`);
    const socket = await called;
    await terminal.shows('Client Hello');
    terminal.type('early\r');
    await terminal.shows('not connected yet');
    const relay = connect({ port: Number(behind), host: '127.0.0.1', allowHalfOpen: true });
    socket.pipe(relay).pipe(socket);
    await terminal.shows('"early\\n"');
    terminal.type('\u0004');
    expect((await exitOf(terminal)).code).toBe('code 0');
    expect(shown(terminal)).toContain('sent 6 B, received 6 B');
    server.close();
  });

  it('goes back to the shell when the server has said all it has to say', async () => {
    const server = createServer((socket) => socket.end('it is noon\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const terminal = onTerminal(`connect 127.0.0.1 ${typeof address === 'object' ? address?.port : ''}`);
    expect(await exitOf(terminal)).toEqual({ code: 'code 0', restored: true });
    expect(shown(terminal)).toContain('it is noon\n');
    await new Promise((resolve) => server.close(resolve));
  });

  it('puts received text without an end of line above the packets that follow', async () => {
    const server = createServer((socket) => {
      socket.write('no newline');
      setTimeout(() => socket.end(), 300);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const terminal = onTerminal(`connect 127.0.0.1 ${typeof address === 'object' ? address?.port : ''}`);
    await terminal.exit;
    expect(shown(terminal)).toMatch(/"no newline" +│\nno newline\nclose +│/);
    await new Promise((resolve) => server.close(resolve));
  });

  it('lets a listener answer a client that has ended its direction', async () => {
    const terminal = onTerminal('listen 0');
    await terminal.shows('listening on 127.0.0.1:');
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(shown(terminal))?.[1]);
    const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    client.end('question');
    let answer = '';
    client.on('data', (chunk) => {
      answer += String(chunk);
    });
    await terminal.shows('the other side has ended its direction');
    terminal.type('answer\rhalf\u0004');
    await expect.poll(() => answer).toBe('answer\nhalf');
    terminal.type('\u0004');
    expect(await exitOf(terminal)).toEqual({ code: 'code 0', restored: true });
    const text = shown(terminal);
    expect(text).toMatch(/client +server: you\n/);
    expect(text).toContain('sent 11 B, received 8 B, closed by: peer FIN, us FIN');
  });

  it('puts no packet behind what the terminal echoes meanwhile, such as ^C', async () => {
    const terminal = onTerminal('serve echo 127.0.0.1:0');
    await terminal.shows('for others');
    terminal.type('typed');
    await terminal.shows('typed');
    const client = connect({ port: Number(/127\.0\.0\.1:(\d+)/.exec(shown(terminal))?.[1]), host: '127.0.0.1' });
    client.end('question');
    await terminal.shows('closed by: peer FIN, us FIN');
    terminal.type('\u0003');
    expect((await exitOf(terminal)).restored).toBe(true);
    const text = terminal.out.toString();
    expect(text).toContain('typed\r\u001b[K');
    expect(text).toContain('^C\r\u001b[K');
  });

  it.each([
    ['connect', /\nsent 0 B, received \d+ B, closed by: us .*\n(?:[\d,]+ packets? not shown\n)?S: made .*\n.*shows them\.\s+code 130/],
    ['nc --wire', /\n(?:[\d,]+ packets? not shown\n)?S: made .*\n.*shows them\.\s+code 130/],
    ['ncat --wire', /\n(?:[\d,]+ packets? not shown\n)?S: made .*\n.*shows them\.\s+code 130/],
  ])('%s says how it ended also where the peer says more than the terminal takes, and reads no more than that', async (command, ends) => {
    const row = 'a row of a flood that has no end\n'.repeat(2000);
    let taken = 0;
    const server = createServer((socket) => {
      const pour = (): void =>
        void socket.write(row, (error) => {
          if (error) return;
          taken += row.length;
          pour();
        });
      socket.on('error', () => {});
      pour();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const terminal = onTerminal(`${command} 127.0.0.1 ${typeof address === 'object' ? address?.port : ''}`);
    await terminal.shows('a row of a flood');
    terminal.type('\u0003');
    await terminal.exit;
    const text = shown(terminal);
    expect(text).toMatch(ends);
    // What the sockets hold, and no more: the rest was not read ahead of the terminal.
    expect(taken - (text.match(/a row of a flood/g)?.length ?? 0) * 33).toBeLessThan(32 << 20);
    await new Promise((resolve) => server.close(resolve));
  });

  it("shows where a proxy goes on for a client as that client's", async () => {
    const server = createServer((socket) => socket.pipe(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const target = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const terminal = onTerminal('serve --lang de proxy 127.0.0.1:0');
    await terminal.shows('proxy auf 127.0.0.1:');
    await terminal.shows('für andere');
    const client = connect({ port: Number(/auf 127\.0\.0\.1:(\d+)/.exec(shown(terminal))?.[1]), host: '127.0.0.1' });
    client.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
    await terminal.shows('200 OK');
    client.end();
    await terminal.shows('geschlossen von');
    terminal.type('\u0003');
    await terminal.exit;
    const text = shown(terminal);
    expect(text).toMatch(/ Client +Server: proxy\n#1 Aufbau +│/);
    expect(text).toMatch(new RegExp(` 127\\.0\\.0\\.1:\\d+ +${target.replaceAll('.', '\\.')}\n +proxy +Server\n#1\\+ Aufbau +│`));
    await new Promise((resolve) => server.close(resolve));
  });

  it('shows both sides of a link, named, with what is typed and what comes apart', async () => {
    const terminal = onTerminal("link - 'sh:cat -n'", 60);
    await terminal.shows('you ›');
    terminal.type('hello\r');
    await terminal.shows('1\thello');
    terminal.type('\u0004');
    expect(await exitOf(terminal)).toEqual({ code: 'code 0', restored: true });
    const text = shown(terminal);
    expect(text).toMatch(/\nA message 1 +│[\s\S]*│── STDIO {2}Len=6 ─+▶│[\s\S]*\nB message 1 +│[\s\S]*│◀═+ SH {2}Len=13 ══│/);
    expect(text).toContain('A → B 6 B, B → A 13 B');
    for (const line of text.split('\n').filter((l) => l.includes('│'))) expect(line.length).toBe(60);
  });

  it.each(['-', 'fd:1', 'file:/dev/tty?write'])('gives no bytes of a peer to a terminal that would steer it: link %s', async (side) => {
    const terminal = onTerminal(
      `link ${side === '-' ? `- "sh:printf 'a\\\\033]0;owned\\\\007b'"` : `"sh:printf 'a\\\\033]0;owned\\\\007b'" '${side}'`}`,
    );
    await terminal.exit;
    expect(terminal.out.includes('\u001b]0;owned')).toBe(false);
    expect(shown(terminal)).toContain('a\\x1b]0;owned\\x07b');
  });

  it.each([
    ['goes on behind Ctrl-Z and fg, with what was being typed', 'set -m; ', '; echo stopped; fg'],
    ['goes on at Ctrl-Z where no shell could wake it', '', ''],
  ])('%s', async (_, before, after) => {
    let heard = '';
    const server = createServer((socket) => socket.on('data', (bytes) => (heard += String(bytes))));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : '';
    const line = `${before}'${process.execPath}' '${WIRECAT}' connect 127.0.0.1 ${port}${after}; echo code $?`;
    const terminal = startOther('script', ['-qfec', line, '/dev/null']);
    await terminal.shows('you ›');
    terminal.type('being');
    await terminal.shows('being');
    terminal.type('\u001a');
    if (after !== '') await terminal.shows('stopped');
    terminal.type(' typed\r');
    await expect.poll(() => heard).toBe('being typed\n');
    terminal.type('\u0004');
    await terminal.exit;
    expect(shown(terminal)).toContain('closed by: us FIN, peer FIN');
    expect(shown(terminal)).toContain('code 0');
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(['QUIT', 'USR2'])('is as it was after SIG%s', async (signal) => {
    const terminal = onTerminal(`connect "sh:read x; kill -${signal} \\$PPID"`);
    await terminal.shows('you ›');
    terminal.type('go\r');
    await terminal.exit;
    const lines = shown(terminal).trimEnd().split('\n');
    expect(lines.at(-1)).toBe(lines[0]);
  });
});
