/** Conversations of openssl under every suite it has, from TLS 1.0 on, opened with its key log: every value as tshark has it. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { type Beside, beside, differences } from '../tls-beside.ts';
import { captureOf, framesOf, type OpensslPair, opensslPair } from '../tls-captures.ts';

/** With the weakest that the library still has. */
const LEVEL = ':@SECLEVEL=0';

const suites = (): readonly (readonly [name: string, version: string])[] =>
  execFileSync('openssl', ['ciphers', '-s', '-v', `ALL:COMPLEMENTOFALL${LEVEL}`])
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .map(([name = '', version = '']) => [name, version] as const)
    // There is no key of DSA here.
    .filter(([name]) => !name.includes('DSS'));

const SUITES_13 = ['AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256', 'AES_128_GCM_SHA256', 'AES_128_CCM_SHA256', 'AES_128_CCM_8_SHA256'];

/** Words of s_client: each suite in each version that has it, and CBC with its MAC in front of and behind the encryption. */
const cases = (): readonly (readonly string[])[] => [
  ...SUITES_13.map((name) => ['-tls1_3', '-ciphersuites', `TLS_${name}`]),
  ...suites()
    .filter(([, version]) => version !== 'TLSv1.3')
    .flatMap(([name, version]) => {
      const versions = version === 'TLSv1.2' ? ['-tls1_2'] : ['-tls1', '-tls1_1', '-tls1_2'];
      return versions.map((at) => [at, '-cipher', `${name}${LEVEL}`]);
    }),
  ...['-tls1', '-tls1_1', '-tls1_2'].map((at) => [at, '-cipher', `AES128-SHA${LEVEL}`, '-no_etm']),
  ['-tls1_2', '-cipher', 'ECDHE-RSA-AES256-SHA384', '-no_etm'],
  ['-tls1_2', '-cipher', 'AES128-GCM-SHA256', '-no_ticket'],
];

needs('openssl', 'tshark').describe('every suite of openssl', () => {
  let pair: OpensslPair;
  let compared: Beside;
  const firsts: { readonly name: string; readonly frames: number }[] = [];

  beforeAll(async () => {
    pair = await opensslPair();
    const talks = [];
    for (const words of cases()) {
      const said = await pair.talk(words);
      firsts.push({ name: words.join(' '), frames: framesOf(said, 1).length });
      talks.push(said);
    }
    compared = beside(pair.folder, captureOf(talks), pair.keyLog);
  }, 240_000);
  afterAll(() => pair.close());

  it('was agreed upon', () => expect(firsts.filter(({ frames }) => frames < 11)).toEqual([]));

  it('has the values of tshark, and the page inside', () => {
    let frame = 0;
    const wrong: string[] = [];
    const told = differences(compared);
    for (const { name, frames } of firsts) {
      const [from, to] = [frame, frame + frames];
      frame = to;
      const lines = compared.ours.slice(from, to).flat();
      if (!lines.includes('http.request.uri=/page.txt') || !lines.includes('http.response.code=200')) wrong.push(`${name}: no page`);
      // tshark has no ARIA.
      if (name.includes('ARIA')) continue;
      wrong.push(
        ...told.filter((line) => Number.parseInt(line, 10) > from && Number.parseInt(line, 10) <= to).map((line) => `${name}: ${line}`),
      );
    }
    expect(wrong).toEqual([]);
    expect(compared.theirs.flat().filter((line) => line === 'http.response.code=200').length).toBeGreaterThan(80);
  });
});

needs('openssl', 'tshark').describe('what keys go through', () => {
  const GET = 'GET /page.txt HTTP/1.0\r\n\r\n';
  const old = (...words: readonly string[]): readonly string[] => ['-cipher', `AES128-SHA${LEVEL}`, ...words];

  it('renegotiation, sessions gone on with, a second hello, key updates: every value is the one of tshark', async () => {
    const pair = await opensslPair(['-HTTP', '-client_renegotiation', '-groups', 'P-384:P-256', '-verify', '1']);
    const talks = [];
    for (const [words, ...asks] of [
      [old('-tls1_2'), 'R\n', GET, 'Q\n'],
      [['-tls1_2', '-cipher', 'AES128-GCM-SHA256'], 'R\n', GET, 'Q\n'],
      [old('-tls1'), 'R\n', GET, 'Q\n'],
      [['-tls1_2', '-sess_out', 'ticket']],
      [['-tls1_2', '-sess_in', 'ticket']],
      [['-tls1_2', '-no_ticket', '-sess_out', 'id']],
      [['-tls1_2', '-no_ticket', '-sess_in', 'id']],
      [['-tls1_3', '-groups', 'X25519:P-384'], 'K\n', GET, 'k\n', 'Q\n'],
      [['-tls1_3', '-groups', 'P-256'], 'K\n', 'k\n', GET, 'Q\n'],
      [['-tls1_3', '-sess_out', 'psk']],
      [['-tls1_3', '-sess_in', 'psk']],
    ] as readonly (readonly [readonly string[], ...string[]])[])
      talks.push(await pair.talk(words, ...asks));
    const compared = beside(pair.folder, captureOf(talks), pair.keyLog);
    pair.close();
    expect(differences(compared)).toEqual([]);
    const pages = (all: readonly string[]): number => all.filter((line) => line === 'http.request.uri=/page.txt').length;
    expect(pages(compared.ours.flat())).toBe(pages(compared.theirs.flat()));
    expect(pages(compared.ours.flat())).toBeGreaterThan(talks.length - 2);
    for (const type of [24, 20, 4]) expect(compared.ours.flat()).toContain(`tls.handshake.type=${type}`);
  });

  it('early data', async () => {
    const pair = await opensslPair(['-early_data']);
    writeFileSync(join(pair.folder, 'early'), GET);
    const first = await pair.talk(['-tls1_3', '-sess_out', 'psk'], 'x\n', 'Q\n');
    const second = await pair.talk(['-tls1_3', '-sess_in', 'psk', '-early_data', 'early'], 'K\n', 'Q\n');
    const compared = beside(pair.folder, captureOf([first, second]), pair.keyLog);
    pair.close();
    expect(differences(compared)).toEqual([]);
    expect(compared.ours.flat()).toContain('http.request.uri=/page.txt');
    expect(compared.ours.flat()).toContain('tls.handshake.type=5');
  });
});
