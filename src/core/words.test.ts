import { describe, expect, it } from 'vitest';
import { languageNamed, languageOf, sayer, type Translated, Words } from './words.ts';

const en = {
  sends: '{sender} sends {receiver} {count|byte|bytes}.',
  waits: '{count!It|They} waited. {sender} goes on.',
  inside: 'It says: {what}',
  port: 'port {port}',
} as const;
const de: Translated<typeof en> = {
  sends: '{sender} sendet {receiver:dat} {count|Byte|Bytes}.',
  waits: '{count!Es wartete|Sie warteten}. {sender} macht weiter.',
  inside: 'Gesagt wird: {what}',
  port: 'Port {port}',
};
const say = sayer<typeof en>('talk');
const [english, german] = [new Words('en', { talk: en }), new Words('de', { talk: de })];
const client = { who: 'client', name: '192.0.2.1:5000' } as const;
const server = { who: 'server', name: '192.0.2.2:80' } as const;

describe('an entry', () => {
  it('is the same in each language, in the case and the number that it needs', () => {
    const said = say('sends', { sender: client, receiver: server, count: 1234567 });
    expect(english.text(said)).toBe('The client sends the server 1,234,567 bytes.');
    expect(german.text(said)).toBe('Der Client sendet dem Server 1.234.567 Bytes.');
  });
  it('has one of a thing', () => {
    expect(english.text(say('waits', { count: 1, sender: server }))).toBe('It waited. The server goes on.');
    expect(german.text(say('waits', { count: 2, sender: server }))).toBe('Sie warteten. Der Server macht weiter.');
  });
  it('names a host as it is', () => {
    const sender = { who: 'host', name: 'fe80::1' } as const;
    expect(english.text(say('sends', { sender, receiver: { ...sender, name: 'fe80::2' }, count: 0 }))).toBe(
      'fe80::1 sends fe80::2 0 bytes.',
    );
  });
  it('may stand in another, alone or in a list', () => {
    expect(english.text(say('inside', { what: say('port', { port: '8080' }) }))).toBe('It says: port 8080');
    const list = ['80', '443', '8080'].map((port) => say('port', { port }));
    expect(german.text(say('inside', { what: list }))).toBe('Gesagt wird: Port 80, Port 443 und Port 8080');
  });
  it('escapes and cuts what came from the wire', () => {
    expect(english.text(say('port', { port: '\u001b[2J' }))).toBe('port \\x1b[2J');
    expect(english.text(say('port', { port: 'x'.repeat(10_000) })).length).toBeLessThan(300);
    expect(english.text(say('inside', { what: '{what}' }))).toBe('It says: {what}');
  });
  it('whose areas have the name of others are a mistake of ours', () => {
    expect(english.with({ talk: en, more: de }).text(say('port', { port: 1 }))).toBe('port 1');
    expect(() => english.with({ talk: de })).toThrow(/two areas of words with the name talk/);
  });
  it('that is not there is a mistake of ours', () => expect(() => english.text({ area: 'talk', key: 'none', slots: {} })).toThrow(/none/));
});

it.each([
  [{ LANG: 'de_AT.UTF-8' }, 'de'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'de' }, 'de'],
  [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  [{ LC_ALL: '', LANG: 'de' }, 'de'],
  [{}, 'en'],
])('%j asks for %s', (env, language) => expect(languageOf(env)).toBe(language));
it.each(['deutsch', '', 'x'])('%j names no language', (text) => expect(languageNamed(text)).toBeUndefined());
