/** tls: who is trusted, what is agreed on, how a cut is told from an end, and that one silent peer holds up nobody. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { connect as connectPlain, createServer as createPlain, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TlsOptions as NodeTlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closed, listening, listenWords, openWords, portOf, serverPort, takeFrom } from '../../../test/addresses.ts';
import { type Authority, authority } from '../../../test/certificates.ts';
import { listeningPair, type Pair, readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { needs } from '../../../test/needs.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import type { TappedChannel } from '../base/tap.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { selfSigned } from '../tls/certificate.ts';
import { tls } from './tls.ts';

const never = new AbortController().signal;
let folder: string;
let good: Authority;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-tls-'));
  if (!needs('openssl').missing) good = authority(folder, 'good');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The first bytes of a client. */
const clientHello = async (): Promise<Buffer> => {
  const server = await listening(createPlain());
  const client = connect({ port: serverPort(server), host: '127.0.0.1', rejectUnauthorized: false });
  client.on('error', () => {});
  const [socket] = await once(server, 'connection');
  const [bytes] = await once(socket, 'data');
  client.destroy();
  server.close();
  return bytes;
};

overlayConformance(tls, {
  wrap: async ({ ours, theirs }: Pair, signal) => {
    const [client, server] = await Promise.all([
      tls.wrap(ours, 'initiator', { insecure: true }, signal),
      tls.wrap(theirs, 'acceptor', {}, signal),
    ]);
    return { ours: client, theirs: server };
  },
  refused: { text: () => '127.0.0.1:1', code: 'ECONNREFUSED' },
});

describe('tls: its words', () => {
  it.each([
    'tls:tcp:host:443',
    'tls?insecure:tcp:host:443',
    'tls?alpn=h2,http/1.1&ca=/a/ca.pem&sni=other.example:tcp:127.0.0.1:443',
    'tls?cert=c.pem&ciphers=AES128-SHA%3AAES256-SHA&key=k.pem&lax-eof&max=1.3&min=1.2:unix:/run/x.sock',
  ])('%s is printed as it was read', (words) => {
    expect(printAddress(parseAddress(words))).toBe(words);
  });

  it('options may stand at the end, and the scheme below may be left out', () => {
    expect(printAddress(parseAddress('tls:host:443?insecure&nodelay=no'))).toBe('tls?insecure:tcp:host:443?nodelay=no');
    expect(printAddress(parseAddress('tls://host:443'))).toBe('tls:tcp:host:443');
  });

  it.each([
    ['tls?key=k.pem:host:443', 'expected cert=FILE beside key=FILE'],
    ['tls:udp:host:443', 'expected a stream below tls:, such as tcp:, got "udp:"'],
    ['delay:1s:wss:unixgram:/x', 'expected a stream below wss:, such as tcp:, got "unixgram:"'],
    ['tls?min=1.4:host:443', 'expected min as one of 1.0, 1.1, 1.2, 1.3, got "1.4"'],
    ['tls?min=1.3&max=1.2:host:443', 'expected min no higher than max'],
    ['tls?nonsense:host:443', 'there is no option "nonsense" here; there are alpn='],
  ])('%s is refused with what to write instead', (words, message) => {
    expect(() => parseAddress(words)).toThrow(message);
  });
});

needs('openssl').describe('tls: T-A5 a client sends nothing to whom it cannot trust', () => {
  /** What reached the application of a server that shows this certificate, and how the client fared. */
  const attempt = async (server: NodeTlsOptions, words: string): Promise<{ readonly got: number; readonly result: string }> => {
    let got = 0;
    const node = await listening(
      createServer(server, (socket) => socket.on('data', (chunk) => (got += chunk.length)).on('error', () => {})),
    );
    node.on('tlsClientError', () => {});
    const result = await openWords(`tls?${words}:127.0.0.1:${serverPort(node)}`).then(
      async (channel) => {
        await channel.write(text('secret'));
        await channel.end();
        await expect.poll(() => got).toBeGreaterThan(0);
        channel.close();
        return 'trusted';
      },
      (error: Error) => error.message.replace(/^tls:[\d.:]+: /, ''),
    );
    node.close();
    return { got, result };
  };
  const shown = (name: string, rules: Parameters<Authority['leaf']>[1], by = good): NodeTlsOptions => {
    const leaf = by.leaf(name, rules);
    return { cert: readFileSync(leaf.cert), key: readFileSync(leaf.key) };
  };
  const ca = (): string => `ca=${good.ca}&sni=www.lab.example`;

  it.each<[string, Parameters<Authority['leaf']>[1], string]>([
    ['right', { san: 'DNS:www.lab.example' }, 'trusted'],
    ['wildcard', { san: 'DNS:*.lab.example' }, 'trusted'],
    [
      'other-host',
      { san: 'DNS:www.other.example' },
      'the certificate is for "www.other.example", not for www.lab.example; if www.other.example is who you mean, add ?sni=www.other.example to the address',
    ],
    ['expired', { san: 'DNS:www.lab.example', dates: ['20200101000000Z', '20210101000000Z'] }, 'the certificate has expired'],
    ['not-yet', { san: 'DNS:www.lab.example', dates: ['20980101000000Z', '20990101000000Z'] }, 'the certificate is not valid yet'],
    ['subject-only', { subject: '/CN=www.lab.example' }, 'no name at all (a subject without subjectAltName does not count)'],
    ['all-stars', { san: 'DNS:*.*.example' }, 'not for www.lab.example'],
    ['partial-star', { san: 'DNS:w*.lab.example' }, 'not for www.lab.example'],
    ['star-too-deep', { san: 'DNS:*.example' }, 'not for www.lab.example'],
    ['address-as-name', { san: 'IP:127.0.0.1' }, 'not for www.lab.example'],
  ])('%s', async (name, rules, message) => {
    const { got, result } = await attempt(shown(name, rules), ca());
    expect(result).toContain(message);
    expect(got).toBe(message === 'trusted' ? 6 : 0);
    if (message !== 'trusted') expect(result).toMatch(/the certificate .*\([A-Z_]+\)/);
  });

  it('a name with a zero byte in it', async () => {
    const { cert, key } = selfSigned(['www.lab.example\0.evil.example'], Date.now());
    writeFileSync(join(folder, 'nul.pem'), cert);
    const { got, result } = await attempt({ cert, key }, `ca=${folder}/nul.pem&sni=www.lab.example`);
    expect(result).toContain('not for www.lab.example');
    expect(got).toBe(0);
  });

  it('an authority that is not trusted, and a self-signed one', async () => {
    const evil = authority(folder, 'evil');
    expect((await attempt(shown('x', { san: 'DNS:www.lab.example' }, evil), ca())).result).toContain(
      'the issuer of the certificate is not known here',
    );
    expect((await attempt(selfSigned(['www.lab.example'], Date.now()), ca())).result).toContain('the certificate is self-signed');
    expect((await attempt(selfSigned(['www.lab.example'], Date.now()), 'insecure')).result).toBe('trusted');
  });

  it('TLS 1.1, unless it is asked for', async () => {
    const old = {
      ...shown('old', { san: 'DNS:www.lab.example' }),
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    } as const;
    const { got, result } = await attempt(old, ca());
    expect(result).toContain('the peer does not take our versions of TLS');
    expect(got).toBe(0);
    expect((await attempt(old, `${ca()}&min=1.1`)).result).toBe('trusted');
  });

  it('an address in place of a name is verified as an address', async () => {
    const byAddress = shown('by-address', { san: 'IP:127.0.0.1' });
    expect((await attempt(byAddress, `ca=${good.ca}`)).result).toBe('trusted');
    expect((await attempt(shown('by-name', { san: 'DNS:localhost' }), `ca=${good.ca}`)).result).toContain('not for 127.0.0.1');
  });
});

describe('tls: a server', () => {
  it('shows a certificate of its own making, and tells what was agreed on', async () => {
    const listener = await listenWords('tls?alpn=lab,http/1.1:127.0.0.1:0');
    const opening = openWords(`tls?insecure&alpn=http/1.1&sni=some.example:${listener.addresses[0]}`);
    const [ours, theirs] = await Promise.all([opening, takeFrom(listener)]);
    expect(theirs.facts).toMatchObject({
      scheme: 'tls',
      role: 'acceptor',
      tls: { alpn: 'http/1.1', serverName: 'some.example', verified: false },
    });
    expect(ours.facts.tls).toMatchObject({
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      verified: false,
      peer: { subject: 'CN=localhost' },
    });
    ours.close();
    theirs.close();
    await listener.close();
  });

  it('is not listened for with a certificate, key or authority that cannot be used', async () => {
    const [one, other] = [selfSigned(['a.example'], Date.now()), selfSigned(['b.example'], Date.now())];
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const [cert, key, plain] = [file('a.pem', one.cert), file('b.key', other.key), file('plain.txt', 'no PEM')];
    for (const scheme of ['tls', 'wss']) {
      const refused = (words: string) => expect(listenWords(`${scheme}?${words}:127.0.0.1:0`)).rejects;
      await refused(`cert=${folder}/none.pem`).toThrow(/cannot read .*none\.pem: no such file/);
      await refused(`cert=${cert}&key=${key}`).toThrow(/the private key is not that of the certificate/);
      await refused(`cert=${cert}`).toThrow(/key=FILE names that of the key where it is another one/);
      await refused(`cert=${plain}`).toThrow(/a file holds no certificate or key in PEM/);
      await refused(`ca=${plain}`).toThrow(/plain\.txt holds no certificate in PEM/);
    }
  });

  needs('openssl')('wants certificates of its clients where it is told whom to trust', async () => {
    const mine = good.leaf('client', { san: 'DNS:client.example' });
    const evil = authority(folder, 'evil2').leaf('client', { san: 'DNS:client.example' });
    const troubles: string[] = [];
    const listener = await listenWords(`tls?ca=${good.ca}:127.0.0.1:0`, { onTrouble: (error) => troubles.push(error.message) });
    const tryWith = async (words: string): Promise<string> => {
      const channel = await openWords(`tls?insecure${words}:${listener.addresses[0]}`);
      return readAll(channel).then(String, (error: Error) => error.message);
    };
    expect(await tryWith('')).toContain('the peer wants a certificate of us');
    await tryWith(`&cert=${evil.cert}&key=${evil.key}`);
    const trusted = tryWith(`&cert=${mine.cert}&key=${mine.key}`);
    const theirs = await takeFrom(listener);
    expect(theirs.facts.tls).toMatchObject({ verified: true, peer: { subject: 'CN=client' } });
    await theirs.write(text('welcome'));
    await theirs.end();
    expect(await trusted).toBe('welcome');
    expect(troubles).toHaveLength(2);
    expect(troubles[1]).toContain('certificate');
    await listener.close();
  });

  it('F-35: says what else came than TLS, and lives', async () => {
    const troubles: string[] = [];
    const listener = await listenWords('tls:127.0.0.1:0', { onTrouble: (error) => troubles.push(error.message) });
    for (const words of ['GET / HTTP/1.0\r\n\r\n', '\x16\x03\x01\x00\x00garbage', '']) {
      const plain = connectPlain(portOf(listener), '127.0.0.1');
      plain.resume().end(words);
      await closed(plain);
    }
    const [ours, theirs] = await Promise.all([openWords(`tls?insecure:${listener.addresses[0]}`), takeFrom(listener)]);
    await theirs.write(text('fine'));
    for await (const chunk of ours.incoming) {
      expect(String(chunk)).toBe('fine');
      break;
    }
    expect(troubles[0]).toContain('the peer speaks plain HTTP (ERR_SSL_');
    expect(troubles).toHaveLength(3);
    ours.close();
    theirs.close();
    await listener.close();
  });

  it('F-35: damaged hellos, records too long and hellos byte by byte harm nobody', async () => {
    const troubles: string[] = [];
    const listener = await listenWords('tls:127.0.0.1:0', { onTrouble: (error) => troubles.push(error.message) });
    const hello = await clientHello();
    const attacks = Array.from({ length: 60 }, (_, i) => {
      const bytes = Buffer.from(hello);
      bytes[(i * 7) % bytes.length]! ^= 1 << (i % 8);
      return bytes;
    });
    attacks.push(
      Buffer.from('16030348010100', 'hex'),
      Buffer.concat([Buffer.from('160301ffff', 'hex'), Buffer.alloc(70_000)]),
      Buffer.alloc(5),
    );
    await Promise.all(
      attacks.map(async (bytes) => {
        const plain = connectPlain(portOf(listener), '127.0.0.1');
        plain.resume().end(bytes);
        await closed(plain);
      }),
    );
    expect(troubles.length).toBe(attacks.length);
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', never);
    const drip = async (chunk: Uint8Array): Promise<void> => {
      for (const byte of chunk) await ours.write(Uint8Array.of(byte));
    };
    const dripping = wrappedChannel(ours, { scheme: 'drip', incoming: ours.incoming, write: drip });
    const [client, server] = await Promise.all([
      tls.wrap(dripping, 'initiator', { insecure: true }, never),
      tls.wrap(theirs, 'acceptor', {}, never),
    ]);
    await client.write(text('drop by drop'));
    await client.end();
    expect(String(await readAll(server))).toBe('drop by drop');
    server.close();
    const [good, its] = await Promise.all([openWords(`tls?insecure:${listener.addresses[0]}`), takeFrom(listener)]);
    good.close();
    its.close();
    await listener.close();
  });

  const silentPeers = async (port: number, n: number): Promise<readonly Socket[]> => {
    const silent = Array.from({ length: n }, () =>
      connectPlain(port, '127.0.0.1')
        .on('error', () => {})
        .resume(),
    );
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    return silent;
  };

  it('T-A6: 200 silent peers hold up nobody', async () => {
    const listener = await listenWords('tls:127.0.0.1:0', { handshakeTimeout: 60_000, maxPerAddress: 300 });
    const silent = await silentPeers(portOf(listener), 200);
    const [ours, theirs] = await Promise.all([openWords(`tls?insecure:${listener.addresses[0]}`), takeFrom(listener)]);
    await ours.write(text('echo'));
    await ours.end();
    expect(String(await readAll(theirs))).toBe('echo');
    expect(silent.filter((socket) => socket.closed)).toEqual([]);
    theirs.close();
    for (const socket of silent) socket.destroy();
    await listener.close();
  });

  it('T-A6: silent peers are let go in time, each with a line', async () => {
    const troubles: string[] = [];
    const listener = await listenWords('tls:127.0.0.1:0', { handshakeTimeout: 400, onTrouble: (error) => troubles.push(error.message) });
    const started = performance.now();
    const silent = await silentPeers(portOf(listener), 20);
    await Promise.all(silent.map(closed));
    expect(performance.now() - started).toBeGreaterThan(350);
    expect(troubles).toHaveLength(20);
    expect(troubles[0]).toContain('it took more than 0.4 s');
    await listener.close();
  });
});

describe('tls: a client', () => {
  it('says that the peer speaks no TLS', async () => {
    const plain = await listening(createPlainServer());
    await expect(openWords(`tls?insecure:127.0.0.1:${serverPort(plain)}`)).rejects.toThrow('(ERR_SSL_');
    plain.close();
  });

  it('wants a name where the address has none', async () => {
    const { ours } = await listeningPair(tcp, '127.0.0.1:0', never);
    const { remoteName: _, ...facts } = ours.facts;
    const nameless = Object.defineProperty(ours, 'facts', { value: facts });
    await expect(tls.wrap(nameless, 'initiator', {}, never)).rejects.toThrow('expected a name that the certificate must be for');
    ours.close();
  });

  it('gives up when its signal is aborted, and lets go of what lies below', async () => {
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', never);
    const stop = new AbortController();
    const wrapping = tls.wrap(ours, 'initiator', { insecure: true }, stop.signal);
    stop.abort(new Error('enough'));
    await expect(wrapping).rejects.toThrow('enough');
    ours.close();
    theirs.close();
  });

  it('tells the taps of the channel below the secrets of the session', async () => {
    const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', never);
    const lines: string[] = [];
    const silent: TappedChannel = { chunk: () => {}, ended: () => {}, reset: () => {}, closed: () => {} };
    ours.ledger.watch({ open: () => ({ ...silent, secret: (line) => lines.push(line) }) }, ours.facts);
    const [client, server] = await Promise.all([
      tls.wrap(ours, 'initiator', { insecure: true }, never),
      tls.wrap(theirs, 'acceptor', {}, never),
    ]);
    client.close();
    server.close();
    const labels = lines.map((line) => line.split(' ')[0]);
    expect(labels).toContain('CLIENT_HANDSHAKE_TRAFFIC_SECRET');
    expect(labels).toContain('CLIENT_TRAFFIC_SECRET_0');
    expect(lines.every((line) => /^[A-Z_0-9]+ [0-9a-f]{64} [0-9a-f]+$/.test(line))).toBe(true);
  });
});
