/** `ncat --ssl-verify` beside the real one: which certificates it takes for which name, and what it says of the others. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Authority, authority } from '../certificates.ts';
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
const certificate = (common: string, names: string, by?: Files, more: readonly string[] = []): Files => {
  const file = (what: string): string => join(folder, `${what}${by === undefined ? '' : '-signed'}.pem`);
  const [cert, key] = [file('cert'), file('key')];
  const signer = by === undefined ? [] : ['-CA', by.cert, '-CAkey', by.key];
  const subject = common === '' || common.startsWith('/') ? common || '/' : `/CN=${common}`;
  const extra = [...(names === '' ? [] : [`subjectAltName=${names}`]), ...more].flatMap((extension) => ['-addext', extension]);
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '3', '-utf8', '-subj', subject, ...extra, ...signer],
    {
      stdio: 'pipe',
    },
  );
  return { cert, key };
};

const serve = async (cert: string, key: string, onName: (name: string) => void = () => {}): Promise<{ server: Server; port: string }> => {
  const SNICallback = (name: string, done: (error: null) => void): void => {
    onName(name);
    done(null);
  };
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key), SNICallback }, (socket) => {
    socket.on('error', () => {}).resume();
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: String(typeof address === 'object' && address?.port) };
};

const BOTH = [(typed: readonly string[]) => startOther(NCAT, typed), (typed: readonly string[]) => start(['ncat', ...typed])];

/** What each of the two says to such a server: exit code, standard output, standard error. */
const bothSay = (common: string, names: string, words: readonly string[]): Promise<readonly (readonly unknown[])[]> =>
  bothSayTo(certificate(common, names), ['--ssl-verify', ...words]);

const bothSayTo = async ({ cert, key }: Files, words: readonly string[]): Promise<readonly (readonly unknown[])[]> => {
  const { server, port } = await serve(cert, key);
  const typed = ['-v', '-z', '--ssl', ...words.map((word) => word.replace('CERT', cert)), '127.0.0.1', port];
  const told = [];
  for (const begin of BOTH) {
    const running = begin(typed);
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
    const [real, ours] = await bothSayTo(signed, ['--ssl-verify']);
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
    ['*.0.0.1', '', 0],
    ['', 'IP:127.0.0.1', 2],
    ['127.0.0.1', 'IP:127.0.0.1', 0],
  ])('an address, and a certificate for %j and %j', async (common, names, code) => {
    const [real, ours] = await bothSay(common, names, ['--ssl-trustfile', 'CERT']);
    expect(ours).toEqual(real);
    expect(ours?.[0]).toBe(code);
  });

  it.each([
    ['/CN=www.example.com/CN=other.example.com', 2],
    ['/CN=other.example.com/O=Example/CN=www.example.com', 0],
    ['/CN=WWW.example.com', 2],
    ['/CN=www.example.com/O=a\\/CN=b, c\\+"d\\\\e', 0],
    ['/C=ES/CN=www.exämple.com/emailAddress=a@example.com', 2],
    ['/DC=example/UID=x/serialNumber=7/CN=www.example.com', 0],
  ])('a subject %j, trusted and not', async (subject, code) => {
    const files = certificate(subject, '');
    const name = ['--ssl-servername', 'www.example.com'];
    const [real, ours] = await bothSayTo(files, [...name, '--ssl-trustfile', 'CERT']); // which asks for --ssl-verify
    expect(ours).toEqual(real);
    expect(ours?.[0]).toBe(code);
    const [realLost, oursLost] = await bothSayTo(files, [...name, '--ssl-verify']);
    expect(oursLost).toEqual(realLost);
    expect(oursLost?.[0]).toBe(1);
  });

  it('an address is asked for by its name, too', async () => {
    const { cert, key } = certificate('127.0.0.1', '');
    for (const start of BOTH) {
      const asked: unknown[] = [];
      const { server, port } = await serve(cert, key, (name) => asked.push(name));
      await start(['-z', '--ssl', '127.0.0.1', port]).exit;
      expect(asked).toEqual(['127.0.0.1']);
      server.close();
    }
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

  const OLD = ['20200101000000Z', '20210101000000Z'] as const;
  const LATE = ['20900101000000Z', '20990101000000Z'] as const;
  const PURPOSE = 'DNS:www.example.com\nextendedKeyUsage=clientAuth';
  const USAGE = 'DNS:www.example.com\nkeyUsage=keyCertSign';
  it.each<[string, Parameters<Authority['leaf']>[1], number]>([
    ['good', {}, 0],
    ['expired', { dates: OLD }, 1],
    ['not yet valid', { dates: LATE }, 1],
    ['for clients', { san: PURPOSE }, 1],
    ['with a key for other things', { san: USAGE }, 1],
  ])('a signed certificate that is %s: trusted, by nobody, unverified', async (what, rules, code) => {
    const ca = authority(folder, `ca-${code}-${what.replaceAll(' ', '-')}`);
    const leaf = ca.leaf('www.example.com', { san: 'DNS:www.example.com', ...rules });
    const asked: readonly (readonly string[])[] = [['--ssl-trustfile', ca.ca], ['--ssl-verify'], []];
    const codes = [];
    for (const words of asked) {
      const [real, ours] = await bothSayTo(leaf, ['--ssl-servername', 'www.example.com', ...words]);
      expect(ours).toEqual(real);
      codes.push(ours?.[0]);
    }
    expect(codes).toEqual([code, 1, 0]);
  });

  it.each<[string, readonly string[]]>([
    ['an authority between', ['basicConstraints=critical,CA:TRUE']],
    ['one between that is none', ['basicConstraints=CA:FALSE']],
    ['one between that may not sign', ['basicConstraints=CA:TRUE', 'keyUsage=digitalSignature']],
  ])('a chain with %s, and without', async (_, extensions) => {
    const [root, middle] = [certificate('Root', ''), 'middle'];
    renameSync(root.cert, join(folder, 'root.pem'));
    renameSync(root.key, join(folder, 'root.key'));
    const between = certificate(middle, '', { cert: join(folder, 'root.pem'), key: join(folder, 'root.key') }, extensions);
    const all = { cert: join(folder, 'all.pem'), key: join(folder, 'all.key') };
    renameSync(between.cert, join(folder, 'middle.pem'));
    renameSync(between.key, join(folder, 'middle.key'));
    const leaf = certificate('127.0.0.1', '', { cert: join(folder, 'middle.pem'), key: join(folder, 'middle.key') });
    renameSync(leaf.key, all.key);
    for (const chain of [[leaf.cert, 'middle.pem'], [leaf.cert], [leaf.cert, 'middle.pem', 'root.pem']]) {
      writeFileSync(all.cert, chain.map((file) => readFileSync(resolve(folder, file))).join(''));
      for (const words of [['--ssl-trustfile', join(folder, 'root.pem')], ['--ssl-verify'], []]) {
        const [real, ours] = await bothSayTo(all, words);
        expect([chain.length, words, ours]).toEqual([chain.length, words, real]);
      }
    }
  });
});
