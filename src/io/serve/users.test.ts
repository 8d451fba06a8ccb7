import { describe, expect, it } from 'vitest';
import { parseUsers } from './users.ts';

describe('users', () => {
  it('are guest with the password guest where none is given', () => {
    expect(parseUsers(undefined).admits('guest', 'guest')).toBe(true);
    expect(parseUsers([]).admits('guest', 'Guest')).toBe(false);
    expect(parseUsers([]).admits('', '')).toBe(false);
  });

  it('have passwords with colons, and are those who were given and no others', () => {
    const users = parseUsers(['ada:a:b', 'bob:']);
    expect(users.names).toEqual(['ada', 'bob']);
    expect(users.admits('ada', 'a:b')).toBe(true);
    expect(users.admits('bob', '')).toBe(true);
    expect(users.admits('guest', 'guest')).toBe(false);
    expect(users.admits('nobody', '')).toBe(false);
  });

  it('answer challenges (RFC 2195 §2, RFC 1939 §7)', () => {
    const tim = parseUsers(['tim:tanstaaftanstaaf']);
    expect(tim.answers('tim', '<1896.697170952@postoffice.reston.mci.net>', 'b913a602c7eda7a495b4e6e7334d3890')).toBe(true);
    expect(tim.answers('tim', '<1896.697170952@postoffice.reston.mci.net>', 'b913a602c7eda7a495b4e6e7334d3891')).toBe(false);
    const mrose = parseUsers(['mrose:tanstaaf']);
    expect(mrose.answersGreeting('mrose', '<1896.697170952@dbc.mtview.ca.us>', 'c4c9334bac560ecc979e58001b3e22fb')).toBe(true);
  });

  it('are refused without a colon', () => {
    expect(() => parseUsers(['ada'])).toThrow(/a name, a colon and a password/);
  });
});
