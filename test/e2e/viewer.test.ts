import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { type Running, startOther, WIRECAT, wirecat } from './program.ts';

const http = fileURLToPath(new URL('../../src/protocols/http/http.pcapng', import.meta.url));

const ENTER = '\u001b[?1049h';
const LEAVE = '\u001b[?1049l';

/** Runs it on a terminal of its own; what stty says before and after stands around its output. */
const onTerminal = (words: string): Running =>
  startOther('script', [
    '-qfec',
    `stty cols 80 rows 24; stty -g; '${process.execPath}' '${WIRECAT}' ${words}; echo code $?; stty -g`,
    '/dev/null',
  ]);

/** Its exit code, whether the terminal is as it was, and whether the other screen was left. */
const left = async (running: Running): Promise<{ code: string; restored: boolean; screen: string }> => {
  await running.exit;
  const text = running.out.toString().replace(/\r/g, '');
  const lines = text.trimEnd().split('\n');
  const code = /code \d+$/.exec(lines.at(-2) ?? '')?.[0] ?? '';
  return { code, restored: lines.at(-1) === lines[0], screen: text.lastIndexOf(LEAVE) > text.lastIndexOf(ENTER) ? 'left' : 'stays' };
};

const AS_IT_WAS = { restored: true, screen: 'left' };

needs('script').describe('read FILE on a terminal', () => {
  it('opens a viewer that answers keys, and leaves the terminal as it was', async () => {
    const terminal = onTerminal(`read ${http}`);
    await terminal.shows('96 packets');
    terminal.type('c');
    await terminal.shows('28 conversations');
    terminal.type('q/http.response\r');
    await terminal.shows('31 of 96 packets');
    terminal.type('q');
    expect(await left(terminal)).toEqual({ code: 'code 0', ...AS_IT_WAS });
  });

  it('leaves it so when it is interrupted too', async () => {
    const terminal = onTerminal(`read ${http}`);
    await terminal.shows('96 packets');
    terminal.type('\u0003');
    expect(await left(terminal)).toEqual({ code: 'code 130', ...AS_IT_WAS });
  });

  it('prints rows that fit where they are asked for', async () => {
    const terminal = onTerminal(`read ${http} --no-view`);
    await terminal.exit;
    const text = terminal.out.toString();
    expect(text).not.toContain(ENTER);
    const rows = text.split('\r\n').filter((l) => /^ +\d+ R/.test(l));
    expect(rows).toHaveLength(96);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(80);
  });
});

it('is understood as tshark is', () => {
  expect(wirecat(['read', '-r', http, '-T', 'fields', '-e', 'ip.src', '-e', 'tcp.port', '-c', '2'])).toMatchObject({
    code: 0,
    out: '192.0.2.1\t49152,80\n198.51.100.2\t80,49152\n',
  });
  const listed = wirecat(['read', '-r', http, '-z', 'conv,tcp', '-q']);
  expect(listed.out.split('\n')).toHaveLength(30);
  expect(wirecat(['read', http, '--conversations', '--json', '-Y', 'frame.number == 3']).out).toContain('"follow":"tcp,0"');
  expect(wirecat(['read', http, '-z', 'follow,tcp,ascii,0', '-c', '1']).out).toContain('GET / HTTP/1.1\n');
  const tls = fileURLToPath(new URL('../../src/protocols/tls/tls.pcapng', import.meta.url));
  const said = wirecat(['read', tls, '--follow', 'tls,0']);
  expect(said.out).toContain('GET /page HTTP/1.0');
  expect(wirecat(['read', tls, '-z', 'follow,ssl,ascii,0'])).toEqual(said);
  expect(wirecat(['read', http, '-T', 'ek'])).toMatchObject({ code: 2, err: expect.stringContaining('--json') });
  expect(wirecat(['read', '-i', 'lo'])).toMatchObject({ code: 2, err: expect.stringContaining('wirecat capture') });
});
