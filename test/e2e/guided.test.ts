/** The lecture's session by hand, `a1 LOGIN` to `a5 LOGOUT`, from a pipe and on a terminal, against the service that ships. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { type Running, scratch, start, startOther, WIRECAT } from './program.ts';

const folder = scratch();

/** The port of a service that listens. */
const serving = async (...words: string[]): Promise<string> => {
  const server = start(['serve', ...words]);
  return (await server.says(/on 127\.0\.0\.1:(\d+)/))[1] ?? '';
};

const LECTURE = 'a1 LOGIN guest guest\na2 LIST "" "*"\na3 EXAMINE INBOX\na4 FETCH 1 BODY [ ]\na4 FETCH 1 BODY[]\na5 LOGOUT\n';

it('takes the lines of the lecture from a pipe, answers each, and tells no password', async () => {
  const port = await serving('imap', '127.0.0.1:0');
  const client = start(['imap', `127.0.0.1:${port}`, '-w', join(folder, 'talk.pcapng')]);
  client.type(LECTURE);
  await client.end();
  expect(await client.exit).toBe(0);
  const [said, told] = [client.out.toString(), client.err];
  expect(said).toContain('> a1 LOGIN guest *****\n');
  expect(said).toMatch(/< a4 BAD expected no space between BODY and its brackets/);
  expect(said).toMatch(/> a4 FETCH 1 BODY\[\]\n< \* 1 FETCH \(BODY\[\] \{\d+\}\n[\s\S]*< a4 OK/);
  expect(told).toContain('    The folder is open to read only: nothing that we do will change it.\n');
  expect(said + told).not.toMatch(/guest guest/);
  expect(readFileSync(join(folder, 'talk.pcapng')).length).toBeGreaterThan(1000);
});

it('says in German what each answer means where German is spoken', async () => {
  const port = await serving('imap', '127.0.0.1:0');
  const client = start(['imap', `127.0.0.1:${port}`, '--lang', 'de', '--no-wire']);
  client.type(LECTURE);
  await client.end();
  expect(await client.exit).toBe(0);
  expect(client.err).toContain('    Wir sind angemeldet.\n');
  expect(client.err).not.toMatch(/We are|folder|session is over/);
});

needs('script').describe('on a terminal', () => {
  const onTerminal = (words: string): Running =>
    startOther('script', ['-qfec', `stty cols 80 rows 40; '${process.execPath}' '${WIRECAT}' ${words}; echo code $?`, '/dev/null']);

  it('Enter sends what is suggested, and a password is covered while it is typed', async () => {
    const port = await serving('pop3', '127.0.0.1:0');
    const terminal = onTerminal(`pop3 127.0.0.1:${port} --no-wire --user guest:guest`);
    await terminal.shows('USER guest');
    terminal.type('\r');
    await terminal.shows('the password is next');
    terminal.type('PASS wrong-secret\r');
    await terminal.shows('Refused');
    terminal.type('\r');
    await expect.poll(() => terminal.out.toString().split('The name is taken').length).toBe(3);
    for (const word of ['We are logged in', 'The number of messages', 'Number and bytes', 'That was the message', 'code 0']) {
      terminal.type('\r');
      await terminal.shows(word);
    }
    await terminal.exit;
    const text = terminal.out.toString();
    expect(text).not.toContain('wrong-secret');
    expect(text).toContain('PASS *****');
  });
});
