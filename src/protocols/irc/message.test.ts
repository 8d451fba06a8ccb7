import { describe, expect, it } from 'vitest';
import { readIrc, writeIrc } from './message.ts';

describe('messages of IRC (RFC 2812 §2.3)', () => {
  it.each([
    ['NICK ann', undefined, 'NICK', ['ann']],
    [':ann!a@host PRIVMSG #lobby :hello there', 'ann!a@host', 'PRIVMSG', ['#lobby', 'hello there']],
    ['USER a 0 * :Ann Other', undefined, 'USER', ['a', '0', '*', 'Ann Other']],
    ['TOPIC #lobby :', undefined, 'TOPIC', ['#lobby', '']],
    ['PRIVMSG bob ::-)', undefined, 'PRIVMSG', ['bob', ':-)']],
    [':server 353 ann = #lobby :ann bob', 'server', '353', ['ann', '=', '#lobby', 'ann bob']],
  ] as const)('%s', (line, prefix, command, params) => {
    const message = readIrc(line);
    expect(message).toEqual({ prefix, command, params });
    expect(readIrc(writeIrc(message))).toEqual(message);
  });

  it('takes what is written otherwise, and bears anything', () => {
    expect(readIrc('join   #a  key')).toMatchObject({ command: 'JOIN', params: ['#a', 'key'] });
    expect(readIrc('@time=1 :a PING b')).toMatchObject({ prefix: 'a', command: 'PING', params: ['b'] });
    expect(readIrc(`X ${'a '.repeat(20)}`).params).toHaveLength(15);
    expect(readIrc('')).toMatchObject({ command: '', params: [] });
  });
});
