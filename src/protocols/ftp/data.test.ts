import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dissectedSample, inFolder } from '../../../test/conformance/protocol/samples.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { utf8 } from '../../core/bytes.ts';
import { frameRecord } from '../../view/json.ts';
import { ftpDataReader } from './data.ts';

const NAMES = ['setup-frame', 'setup-method', 'command', 'command-frame', 'current-working-directory'].map((key) => `ftp-data.${key}`);

/** A line a frame: its number and the values of NAMES. */
const ours = (name: string): readonly string[] =>
  dissectedSample(name)
    .filter((d) => d.layers.some((l) => l.layer.name === 'ftp-data'))
    .map((d) => {
      const values = frameRecord(d, { first: undefined, previous: undefined });
      return [d.frame.number, ...NAMES.map((key) => values[key]?.[0] ?? '')].join('\t');
    });
const theirs = (name: string): readonly string[] =>
  execFileSync(
    'tshark',
    [
      '-n',
      '-r',
      inFolder(name, `${name}.pcapng`),
      '-Y',
      'ftp-data',
      '-T',
      'fields',
      ...['frame.number', ...NAMES].flatMap((key) => ['-e', key]),
    ],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
    .toString()
    .replace(/\n$/, '')
    .split('\n');

describe('a data connection', () => {
  it('belongs to its control connection, whichever way it was arranged', () => {
    const rows = dissectedSample('ftp').flatMap((d) => d.layers.filter((l) => l.layer.name === 'ftp-data').map((l) => l.info));
    expect(rows).toEqual([
      'FTP Data: 194 bytes (PASV) (LIST)',
      'FTP Data: 1492 bytes (PASV) (RETR numbers.txt)',
      'FTP Data: 492 bytes (PASV) (RETR numbers.txt)',
      'FTP Data: 33 bytes (PASV) (STOR up.txt)',
      'FTP Data: 26 bytes (PORT) (NLST)',
      'FTP Data: 26 bytes (EPASV) (NLST)',
      'FTP Data: 26 bytes (EPRT) (NLST)',
    ]);
  });

  it('that is protected is TLS (RFC 4217)', () => {
    expect(readAll(ftpDataReader, [[0, Uint8Array.of(22, 3, 1, 0, 4, 1)]]).became).toBe('tls');
    expect(readAll(ftpDataReader, [[1, utf8('abc')]]).messages).toHaveLength(1);
  });
});

needs('tshark').describe('beside tshark', () => {
  it('has the same values; a command that moves nothing (REST) does not name the connection', () => {
    const differ = (name: string): readonly string[] => {
      const all = theirs(name);
      return ours(name).filter((line) => !all.includes(line));
    };
    expect(differ('ftp').map((line) => line.split('\t')[3])).toEqual(['RETR numbers.txt']);
  });
});
