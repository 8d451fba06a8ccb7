import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { finger } from './finger.ts';

serviceConformance(finger);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('finger (RFC 1288)', () => {
  const row = { id: 1, local: '127.0.0.1:7', remote: '127.0.0.1:5000', sent: 0, received: 0, sentRate: 0, receivedRate: 0, age: 3 };
  const connections = () => [{ ...row, service: 'echo' }];

  it('lists who is known and who is connected', async () => {
    const on = await serving(finger, stop.signal, { user: ['ada:secret', 'bob:x'] }, { connections });
    expect(await on.ask('\r\n')).toBe('Who may log in: ada, bob\r\nWho is connected:\r\necho       127.0.0.1:5000          for 3.00 s\r\n');
    expect(await on.ask('/W\r\n')).toContain('ada, bob');
  });

  it('tells of one, and no password', async () => {
    const on = await serving(finger, stop.signal, { user: ['ada:secret'] }, { connections });
    expect(await on.ask('/W Ada\r\n')).toBe('Login: ada\r\nMay log in to the services here that ask for a name.\r\n');
    expect(await on.ask('echo\r\n')).toContain('127.0.0.1:5000');
    expect(await on.ask('root\r\n')).toBe('root: nobody and nothing here is called so.\r\n');
    expect(await on.ask('\x1b[2J\r\n')).toContain('\\x1b[2J: nobody');
  });

  it('asks no other machine', async () => {
    const on = await serving(finger, stop.signal, {}, { connections });
    expect(await on.ask('ada@example.com\r\n')).toMatch(/asks no other machine/);
  });
});
