/** `ncat --ssl-verify` beside the real one: which certificates it takes for which name, and what it says of the others. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { start, startOther } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { NCAT } from './ncat-side.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-ncat-certificates-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Files {
  readonly cert: string;
  readonly key: string;
}

/** A certificate that signs itself, or is signed `by` another, for a common name (none where it is empty) and alternative names in the words of OpenSSL. */
const certificate = (common: string, names: string, by?: Files): Files => {
  const file = (what: string): string => join(folder, `${what}${by === undefined ? '' : '-signed'}.pem`);
  const [cert, key] = [file('cert'), file('key')];
  const signer = by === undefined ? [] : ['-CA', by.cert, '-CAkey', by.key];
  const subject = common === '' ? '/' : `/CN=${common}`;
  const extra = names === '' ? [] : ['-addext', `subjectAltName=${names}`];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '3', '-subj', subject, ...extra, ...signer], {
    stdio: 'pipe',
  });
  return { cert, key };
};

const serve = async (cert: string, key: string): Promise<{ server: Server; port: string }> => {
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (socket) => {
    socket.on('error', () => {}).resume();
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: String(typeof address === 'object' && address?.port) };
};

/** What each of the two says to such a server: exit code, standard output, standard error. */
const bothSay = (common: string, names: string, words: readonly string[]): Promise<readonly (readonly unknown[])[]> =>
  bothSayTo(certificate(common, names), words);

const bothSayTo = async ({ cert, key }: Files, words: readonly string[]): Promise<readonly (readonly unknown[])[]> => {
  const { server, port } = await serve(cert, key);
  const typed = ['-v', '-z', '--ssl-verify', ...words.map((word) => word.replace('CERT', cert)), '127.0.0.1', port];
  const told = [];
  for (const running of [startOther(NCAT, typed), start(['ncat', ...typed])]) {
    await running.end();
    const code = await running.exit;
    const err = running.err.replace(/([0-9A-F]{4} ){9}[0-9A-F]{4}/g, 'FINGERPRINT').replace(/in \d+\.\d\d/, 'in T');
    told.push([code, running.out.toString(), err.replace(/^libnsock.*\n/gm, '')]);
  }
  server.close();
  return told;
};

needs('ncat', 'openssl').describe('ncat: names of certificates', () => {
  it('one that is signed by somebody unknown is told as the original tells it', async () => {
    const signed = certificate('127.0.0.1', '', certificate('Nobody', ''));
    const [real, ours] = await bothSayTo(signed, []);
    expect(ours).toEqual(real);
    expect(ours?.[2]).toContain('unable to get local issuer certificate');
  });

  it.each([
    ['www.example.com', '', 0],
    ['other.example.com', '', 2],
    ['', 'DNS:www.example.com', 0],
    ['', 'DNS:a.example.com,DNS:www.example.com', 0],
    ['www.example.com', 'DNS:other.example.com', 2],
    ['www.example.com', 'email:a@example.com', 0],
    ['*.example.com', '', 0],
    ['*.com', '', 2],
    ['*', '', 2],
    ['', 'DNS:*.example.com', 0],
    ['', 'DNS:*.com', 2],
    ['', 'DNS:www.*.com', 2],
    ['', 'DNS:w*.example.com', 2],
    ['', 'DNS:*.*.com', 2],
    ['example.com', '', 2],
  ])('a certificate for %j and %j', async (common, names, code) => {
    const [real, ours] = await bothSay(common, names, ['--ssl-trustfile', 'CERT', '--ssl-servername', 'www.example.com']);
    expect(ours).toEqual(real);
    expect(ours?.[0]).toBe(code);
  });

  it.each([
    ['127.0.0.1', '', 0],
    ['', 'DNS:127.0.0.1', 0],
    ['127.0.0.2', '', 2],
    ['www.example.com', 'DNS:www.example.com', 2],
    ['127.0.0.1', 'DNS:www.example.com', 2],
  ])('an address, and a certificate for %j and %j', async (common, names, code) => {
    const [real, ours] = await bothSay(common, names, ['--ssl-trustfile', 'CERT']);
    expect(ours).toEqual(real);
    expect(ours?.[0]).toBe(code);
  });

  it('an address may stand where addresses belong, which the original does not know', async () => {
    const [, ours] = await bothSay('', 'IP:127.0.0.1', ['--ssl-trustfile', 'CERT']);
    expect(ours?.[0]).toBe(0);
  });

  it.each(['www.example.com', ''])('nobody vouches for %j', async (common) => {
    const [real, ours] = await bothSay(common, '', ['--ssl-servername', 'www.example.com']);
    expect(ours).toEqual(real);
    expect(ours?.[0]).toBe(1);
  });

  it('a file of trusted certificates has one at least', async () => {
    writeFileSync(join(folder, 'none.pem'), 'nothing\n');
    const [real, ours] = await bothSay('www.example.com', '', ['--ssl-trustfile', join(folder, 'none.pem')]);
    expect(ours).toEqual(real);
    expect(ours?.[0]).toBe(2);
  });
});
