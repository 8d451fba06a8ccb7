/** Lines spoken by hand on a page: each who looks reads what they mean in a language of their own, and old remarks are forgotten. */
import { expect, it } from 'vitest';
import { UsageError } from '../../core/fault.ts';
import { saidWords, saySession, sayWrong } from '../../core/said.ts';
import { imapGuide } from '../../protocols/imap/guide.ts';
import { protocolWords } from '../../protocols/words.ts';
import { GuidedLines } from './guided-lines.ts';

const [english, german] = await Promise.all(
  (['en', 'de'] as const).map(async (language) => (await saidWords(language)).with(await protocolWords(language))),
);

it('says a meaning, a notice and a mistake in two languages', () => {
  const lines = new GuidedLines(imapGuide, () => {});
  const s = imapGuide.open({ name: 'guest', password: 'guest' });
  const said = imapGuide.heard(s, '* OK ready\r\n');
  if (said !== undefined) lines.faces.means(said);
  lines.faces.tell((words) => words.text(saySession('dataMore')));
  lines.faces.warn(UsageError.of('x', sayWrong('portZero')));
  const next = imapGuide.next(s);
  if (next === undefined || english === undefined || german === undefined) throw new Error('nothing is suggested');
  lines.faces.suggest(next);
  expect(lines.remarks(english)).toEqual([
    'The server greets: it is ready for commands, each with a tag of its own.',
    '… what follows is not shown',
    expect.stringContaining('nobody can listen on port 0'),
  ]);
  expect(lines.remarks(german)).toEqual([
    'Der Server grüßt: Er ist bereit für Befehle, jeder mit seiner eigenen Marke.',
    '… was folgt, wird nicht gezeigt',
    expect.not.stringContaining('nobody'),
  ]);
  expect(german.text(lines.next?.why ?? next.why)).toBe('meldet an: Die Marke davor kommt mit der Antwort zurück');
  for (let n = 0; n < 20; n++) lines.faces.say(String(n));
  expect(lines.remarks(english)).toEqual(['15', '16', '17', '18', '19']);
});
