/** What commands tell beside what was asked for is German where German is spoken, and English elsewhere. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch, start, wirecat } from './program.ts';

const sample = (path: string): string => join(import.meta.dirname, '../../src/protocols', path);

const told = (words: readonly string[], lang: string): string => {
  const { out, err } = wirecat([...words, '--lang', lang]);
  return `${out}${err}`;
};

it.each([
  [
    'no conversations',
    ['read', sample('arp/arp.pcapng'), '--conversations'],
    'kein Gespräch in diesem Mitschnitt',
    'no conversation in the',
  ],
  ['no ladder', ['read', sample('arp/arp.pcapng'), '--ladder', '-Y', 'tcp'], 'kein Gespräch in 4 Paketen', 'no conversation in 4 frames'],
  ['none of that name', ['read', sample('ftp/ftp.pcapng'), '--follow', 'udp,0'], 'er hat tcp,0 bis tcp,12', 'there are tcp,0 to tcp,12'],
  ['other conversations', ['read', sample('ftp/ftp.pcapng'), '--ladder'], '12 weitere Gespräche', '12 other conversations'],
  ['checksums', ['read', sample('udplite/udplite.pcapng'), '--verify'], 'Prüfsummen: 10 richtig', 'checksums: 10 right'],
  ['a file', ['connect', 'file:/nowhere/nothing'], 'die Datei lässt sich nicht lesen: diese', 'cannot read the file: there'],
  ['a name', ['resolve', '127.0.0.1'], 'in der Reihenfolge', 'in the order'],
  ['a port', ['scan', '127.0.0.1', '1', '--all'], '1  geschlossen', '1  closed'],
  ['a name server', ['dig', 'a.lab', '@127.0.0.1', '-p', '1', '+tries=1'], 'lauscht niemand', 'nothing listens'],
])('%s', (_, words, german, english) => {
  const [inGerman, inEnglish] = [told(words, 'de'), told(words, 'en')];
  expect(inGerman).toContain(german);
  expect(inGerman).not.toContain(english);
  expect(inEnglish).toContain(english);
});

it('what services there are, and the time of one', async () => {
  const server = start(['serve', 'daytime=0', 'echo=0', '--lang', 'de']);
  await server.says(/^Dienst +Adresse +so lässt er sich versuchen$/m);
  const [, port = ''] = await server.says(/daytime +127\.0\.0\.1:(\d+)/);
  expect(told(['time', '127.0.0.1', port, '--by', 'daytime', '-q'], 'de')).toMatch(/^auf 127.* ist es \d{4}-.*\nunsere Uhr geht /);
});

it('that a report of an exercise is one file, and code another word', () => {
  const folder = scratch();
  const [a, b, html] = ['a.py', 'b c.py', 'a b.html'].map((name) => join(folder, name));
  const typed = `code ${a} '${b}'\nreport '${html}'\nreport ${join(folder, 'a.html')} b.py\nend\n`;
  for (const name of ['a.py', 'b c.py']) writeFileSync(join(folder, name), 'pass\n');
  const { out, err } = wirecat(['lab', 'pipes', '--lang', 'de'], typed);
  expect(`${out}${err}`).toContain('b.py ist ein Wort zu viel; einzugeben ist code b.py');
  expect(readdirSync(folder).sort()).toEqual(['a b.html', 'a.py', 'b c.py']);
  expect(readFileSync(join(folder, 'a b.html'), 'utf8')).toContain('b c.py');
});

it('who is turned away, and what proxies tell', async () => {
  const listener = start(['listen', '127.0.0.1:0', '-k', '--deny', '127.0.0.1', '--lang', 'de']);
  const [, port = ''] = await listener.says(/lauscht auf 127\.0\.0\.1:(\d+)/);
  wirecat(['connect', `127.0.0.1:${port}`]);
  await listener.says(/^abgewiesen: 127\.0\.0\.1:\d+ \(nicht unter denen, die kommen dürfen\)$/m);

  const proxies = start(['serve', 'socks=127.0.0.1:0', 'echo=127.0.0.1:0', '--lang', 'de']);
  const [, socks = ''] = await proxies.says(/socks +127\.0\.0\.1:(\d+)/);
  const target = `127.0.0.1:${port}`;
  told(['connect', `socks5:${target}:127.0.0.1:${socks}`], 'de');
  await proxies.says(new RegExp(`: SOCKS 5 CONNECT ${target}: verbunden$`, 'm'));
  expect(told(['connect', `socks5:nowhere.invalid:1:127.0.0.1:${socks}`], 'de')).toContain('es kam 4: Rechner nicht erreichbar');
  await proxies.says(/: SOCKS 5 CONNECT nowhere\.invalid:1: .*dieser Name ist unbekannt/);
});

it('how a link ended, and why', async () => {
  const link = start(['link', 'listen:127.0.0.1:0', 'pipe:', '--idle', '0.1', '--lang', 'de']);
  const [, port = ''] = await link.says(/lauscht auf 127\.0\.0\.1:(\d+)/);
  start(['connect', `127.0.0.1:${port}`]);
  await link.says(/: A → B 0 B, B → A 0 B, geschlossen von: uns RST \(0,1 s lang kam nichts\)$/m);
});
