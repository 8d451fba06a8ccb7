/** Captures of TLS between the openssl of this machine and itself: a relay between the two writes down what each said. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eth, ip, tcp } from '../src/protocols/index.ts';
import { buildStack } from '../src/wire/build.ts';
import { pcapOf, type Recorded } from './captures.ts';
import { freePort } from './free-port.ts';

/** What one side said at once. */
interface Said {
  readonly up: boolean;
  readonly bytes: Uint8Array;
}

export interface OpensslPair {
  readonly folder: string;
  /** The key log of all clients so far. */
  readonly keyLog: string;
  /** Runs `openssl s_client` with these words; what crossed the wire. `asks` are typed one after the other, each when the peer had time to answer; `Q` leaves. */
  talk(words: readonly string[], ...asks: readonly string[]): Promise<readonly Said[]>;
  close(): void;
}

const PAGE = 'HTTP/1.0 200 ok\r\nContent-Type: text/plain\r\nContent-Length: 15\r\n\r\nhello over tls\n';
const GET = 'GET /page.txt HTTP/1.0\r\n\r\n';

/** `openssl s_server` with keys of every kind, and a relay in front of it. */
export const opensslPair = async (words: readonly string[] = ['-HTTP']): Promise<OpensslPair> => {
  const folder = mkdtempSync(join(tmpdir(), 'wirecat-tls-'));
  writeFileSync(join(folder, 'page.txt'), PAGE);
  const identities = makeIdentities(folder);
  const port = Number(await freePort());
  const server = spawn('openssl', ['s_server', '-accept', `127.0.0.1:${port}`, ...identities, ...words], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve) => server.stdout.on('data', (b: Buffer) => String(b).includes('ACCEPT') && resolve()));
  server.stderr.resume();
  const keys = join(folder, 'keys.txt');
  writeFileSync(keys, '');
  let said: Said[] = [];
  const relay = await relayTo(port, () => said);
  const address = relay.address();
  const relayPort = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    folder,
    get keyLog() {
      return readFileSync(keys, 'latin1');
    },
    talk: async (client, ...asks) => {
      said = [];
      const typed = asks.length === 0 ? [GET] : asks;
      const at = [
        's_client',
        '-connect',
        `127.0.0.1:${relayPort}`,
        '-keylogfile',
        keys,
        '-noservername',
        ...(asks.length === 0 ? ['-ign_eof', '-quiet'] : []),
      ];
      await run(spawn('openssl', [...at, ...client], { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] }), typed);
      return said;
    },
    close: () => {
      server.kill();
      relay.close();
      rmSync(folder, { recursive: true });
    },
  };
};

const run = (child: ChildProcess, asks: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
    child.stdin?.on('error', () => {});
    void type(child, asks);
  });

/** Its commands are one read each. */
const type = async (child: ChildProcess, asks: readonly string[]): Promise<void> => {
  for (const [k, ask] of asks.entries()) {
    if (k > 0) await new Promise((resolve) => setTimeout(resolve, 300));
    child.stdin?.write(ask);
  }
  // What the server says last may come after the client was told to leave.
  setTimeout(() => child.kill(), 2000).unref();
};

const openssl = (folder: string, ...args: readonly string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });

const SUITES_13 = 'AES_256_GCM_SHA384 CHACHA20_POLY1305_SHA256 AES_128_GCM_SHA256 AES_128_CCM_SHA256 AES_128_CCM_8_SHA256'
  .split(' ')
  .map((name) => `TLS_${name}`)
  .join(':');

/** Options of s_server for keys of RSA, ECDSA and DSA. */
const makeIdentities = (folder: string): readonly string[] => {
  const own = ['-x509', '-nodes', '-subj', '/CN=localhost', '-days', '30'];
  openssl(folder, 'req', ...own, '-newkey', 'rsa:2048', '-keyout', 'rsa.key', '-out', 'rsa.crt');
  openssl(folder, 'req', ...own, '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', 'ec.key', '-out', 'ec.crt');
  return [
    '-cert',
    'rsa.crt',
    '-key',
    'rsa.key',
    '-dcert',
    'ec.crt',
    '-dkey',
    'ec.key',
    '-cipher',
    'ALL:COMPLEMENTOFALL:@SECLEVEL=0',
    '-ciphersuites',
    SUITES_13,
  ];
};

/** `open` gives where a new connection is written down. */
const relayTo = (port: number, open: () => Said[]): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer({ allowHalfOpen: true }, (client: Socket) => {
      const said = open();
      const far = dial({ port, host: '127.0.0.1', allowHalfOpen: true });
      for (const [from, to, up] of [
        [client, far, true],
        [far, client, false],
      ] as const) {
        from.on('data', (bytes: Buffer) => {
          said.push({ up, bytes });
          to.write(bytes);
        });
        from.on('end', () => to.end());
        from.on('error', () => to.destroy());
      }
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

// ---- as frames -----------------------------------------------------------------------------------------------------------

const MOST = 1400;

/** The frames of a connection from `clientPort`, from the first SYN to the last FIN. */
export const framesOf = (said: readonly Said[], clientPort: number, serverPort = 443, from = 1_700_000_000): readonly Recorded[] => {
  const frames: Recorded[] = [];
  const next = [1000, 9000];
  const put = (up: boolean, flags: number, data: Uint8Array): void => {
    const [src, dst] = up ? [0x0a000001, 0x0a000002] : [0x0a000002, 0x0a000001];
    const ports = up ? { srcport: clientPort, dstport: serverPort } : { srcport: serverPort, dstport: clientPort };
    const [own, other] = up ? [0, 1] : [1, 0];
    const numbers = { seq_raw: next[own]!, ack_raw: flags & 16 ? next[other]! : 0 };
    const macs = { src: Uint8Array.of(2, 0, 0, 0, 0, own + 1), dst: Uint8Array.of(2, 0, 0, 0, 0, other + 1) };
    const layers = [
      [eth, macs],
      [ip, { src, dst }],
      [tcp, { ...ports, flags, ...numbers }],
    ] as const;
    frames.push({ at: from + frames.length / 1000, bytes: buildStack(layers, data) });
    next[own]! += data.length + (flags & 3 ? 1 : 0);
  };
  const none = new Uint8Array(0);
  put(true, 2, none);
  put(false, 0x12, none);
  put(true, 0x10, none);
  for (const { up, bytes } of said) for (let o = 0; o < bytes.length; o += MOST) put(up, 0x18, bytes.subarray(o, o + MOST));
  put(true, 0x11, none);
  put(false, 0x11, none);
  put(true, 0x10, none);
  return frames;
};

export const captureOf = (talks: readonly (readonly Said[])[], serverPort = 443): Buffer =>
  pcapOf(talks.flatMap((said, k) => framesOf(said, 50_000 + k, serverPort, 1_700_000_000 + k)));
