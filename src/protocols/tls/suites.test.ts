/** Suites: how their names say what seals a record; conversations under old and rare ones; the padding and the chains of block ciphers. */
import { createCipheriv, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat, hex } from '../../core/bytes.ts';
import type { BlockCipherName, HashName } from '../../core/tools.ts';
import { readCaptureFile } from '../../io/capture/read/read-file.ts';
import { nodeTools } from '../../io/host/tools.ts';
import { FrameLoop } from '../../run/frames.ts';
import { type Frame, frameOf } from '../../wire/frame.ts';
import { CIPHER_SUITES, sealingOf } from '../shared/tls/cipher-suites.ts';
import type { MacKeys } from './message.ts';
import { keysBehind, openRecord } from './open-record.ts';

describe('the sample of suites', () => {
  const FILE = new URL('suites.pcapng', import.meta.url).pathname;

  it('opens: a request and its reply in every conversation', () => {
    const loop = new FrameLoop();
    const capture = readCaptureFile(FILE);
    const found: string[] = [];
    for (const batch of capture.batches) {
      loop.learn(capture.decoder);
      for (let i = 0; i < batch.count; i++) {
        const d = loop.next(batch, i)?.d;
        for (const l of d?.layers ?? [])
          if (l.layer.name === 'http') found.push(`${loop.track.known.facts(0)?.['stream']} ${l.layer.name}`);
      }
    }
    // The last one, which changed its keys, left before the reply.
    expect(found).toEqual([...Array.from({ length: 10 }, (_, k) => [`${k} http`, `${k} http`]).flat(), '10 http']);
  });
});

it('what is missing in front leaves nothing garbled: a record that goes on from it is said not to open (TLS 1.0)', () => {
  const { batches, decoder } = readCaptureFile(new URL('suites.pcapng', import.meta.url).pathname);
  const frames: Frame[] = [];
  for (const batch of batches) {
    for (let i = 0; i < batch.count; i++) {
      const frame = frameOf(batch, i, frames.length + 1);
      frames.push({ ...frame, bytes: frame.bytes.slice() });
    }
  }
  const run = (without: number): { readonly plain: ReadonlyMap<number, string>; readonly closed: number } => {
    const loop = new FrameLoop();
    loop.learn(decoder);
    const plain = new Map<number, string>();
    let closed = 0;
    for (const frame of frames) {
      if (frame.number === without) continue;
      const { d } = loop.one(frame);
      closed += d.faults.filter(({ text }) => text.startsWith('cannot be opened, although')).length;
      const texts = d.sources.filter(({ name }) => name === 'Decrypted TLS').map(({ bytes }) => hex(bytes));
      if (texts.length > 0) plain.set(frame.number, texts.join(' '));
    }
    return { plain, closed };
  };
  const whole = run(0);
  expect([whole.plain.size > 20, whole.closed]).toEqual([true, 0]);
  let closed = 0;
  for (const [number] of whole.plain) {
    const { plain, closed: some } = run(number);
    closed += some;
    for (const [at, text] of plain)
      for (const each of text.split(' '))
        expect([number, at, whole.plain.get(at)?.split(' ')]).toEqual([number, at, expect.arrayContaining([each])]);
  }
  expect(closed).toBeGreaterThan(0);
});

describe('sealingOf', () => {
  const suite = (name: string): number => Number(Object.entries(CIPHER_SUITES).find(([, n]) => n === name)?.[0]);

  it.each([
    ['TLS_RSA_WITH_AES_128_CBC_SHA', { cipher: 'aes-128-cbc', keyLength: 16, blockLength: 16, mac: 'sha1', macLength: 20, hash: 'sha256' }],
    ['TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384', { cipher: 'aes-256-cbc', mac: 'sha384', macLength: 48, hash: 'sha384' }],
    ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', { cipher: 'des-ede3-cbc', keyLength: 24, blockLength: 8 }],
    ['TLS_RSA_WITH_NULL_MD5', { cipher: undefined, keyLength: 0, mac: 'md5', macLength: 16 }],
    ['TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256', { cipher: 'camellia-256-cbc', mac: 'sha256' }],
    ['TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8', { cipher: 'aes-256-ccm8', keyLength: 32, tagLength: 8, explicitNonce: true }],
    ['TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384', { cipher: 'aria-256-gcm', keyLength: 32, hash: 'sha384' }],
    ['TLS_AES_128_CCM_SHA256', { cipher: 'aes-128-ccm', tagLength: 16 }],
  ])('%s', (name, sealing) => expect(sealingOf(suite(name))).toMatchObject(sealing));

  it('knows none for what nobody has any more', () => {
    for (const name of ['TLS_RSA_WITH_RC4_128_SHA', 'TLS_RSA_WITH_DES_CBC_SHA', 'TLS_NULL_WITH_NULL_NULL', 'TLS_RSA_WITH_IDEA_CBC_SHA'])
      expect(sealingOf(suite(name)), name).toBeUndefined();
  });
});

describe('records under block ciphers', () => {
  const content = Buffer.from('what is said');
  const header = (length: number): Buffer => Buffer.from([23, 3, 2, length >> 8, length & 255]);
  const macOf = (hash: HashName, key: Uint8Array, sequence: number, bytes: Uint8Array): Buffer => {
    const about = Buffer.alloc(13);
    about.writeUInt32BE(sequence, 4);
    header(bytes.length).copy(about, 8);
    return createHmac(hash, key).update(about).update(bytes).digest();
  };
  const padded = (bytes: Uint8Array, size: number): Buffer => {
    const pad = size - ((bytes.length + 1) % size);
    return Buffer.concat([bytes, Buffer.alloc(pad + 1, pad)]);
  };

  /** Made by Node; `encryptedFirst`: the MAC is behind. */
  const sealed = (k: MacKeys, iv: Uint8Array, sequence: number): Buffer => {
    const blocks = padded(k.encryptedFirst ? content : Buffer.concat([content, macOf(k.hash, k.mac, sequence, content)]), iv.length);
    const cipher = createCipheriv(k.cipher ?? '', k.key, iv).setAutoPadding(false);
    const body = Buffer.concat([...(k.isChained ? [] : [iv]), cipher.update(blocks), cipher.final()]);
    const all = k.encryptedFirst ? Buffer.concat([body, macOf(k.hash, k.mac, sequence, body)]) : body;
    return Buffer.concat([header(all.length), all]);
  };

  const keysOf = (cipher: BlockCipherName, keyLength: number, block: number, rest: Partial<MacKeys>): MacKeys => ({
    kind: 'mac',
    inner: false,
    cipher,
    key: new Uint8Array(keyLength).fill(7),
    iv: new Uint8Array(block).fill(8),
    mac: new Uint8Array(20).fill(9),
    hash: 'sha1',
    macLength: 20,
    isChained: false,
    encryptedFirst: false,
    ...rest,
  });

  const ciphers = [
    ['aes-128-cbc', 16, 16],
    ['aes-256-cbc', 32, 16],
    ['camellia-128-cbc', 16, 16],
    ['aria-256-cbc', 32, 16],
    ['des-ede3-cbc', 24, 8],
  ] as const;

  it.each(ciphers)('%s opens what was sealed, with its number alone, however the MAC stands', (cipher, keyLength, block) => {
    for (const isChained of [false, true]) {
      for (const encryptedFirst of [false, true]) {
        const keys = keysOf(cipher, keyLength, block, { isChained, encryptedFirst });
        const record = sealed(keys, isChained ? keys.iv : new Uint8Array(block).fill(3), 5);
        expect(Buffer.from(openRecord(nodeTools, keys, 5, record, 0)?.bytes ?? []).toString()).toBe('what is said');
        expect(openRecord(nodeTools, keys, 6, record, 0)).toBeUndefined();
        for (let at = 5; at < record.length; at++) {
          const changed = Uint8Array.from(record, (byte, k) => (k === at ? byte ^ 64 : byte));
          const opened = openRecord(nodeTools, keys, 5, changed, 0);
          // Padding is not looked at where the MAC is inside.
          if (opened !== undefined) expect(Buffer.from(opened.bytes).toString()).toBe('what is said');
        }
        for (let n = 0; n < record.length; n++) expect(openRecord(nodeTools, keys, 5, record.subarray(0, n), 0)).toBeUndefined();
      }
    }
  });

  it('go on in TLS 1.0 where the last one ended', () => {
    const first = keysOf('aes-128-cbc', 16, 16, { isChained: true });
    const one = sealed(first, first.iv, 0);
    const second = keysBehind(first, one, 0) as MacKeys;
    expect(Buffer.from(second.iv)).toEqual(one.subarray(one.length - 16));
    const two = sealed(first, second.iv, 1);
    expect(openRecord(nodeTools, first, 1, two, 0)).toBeUndefined();
    expect(openRecord(nodeTools, second, 1, concat([one, two]), one.length)).toBeDefined();
  });

  it('without a cipher have their MAC all the same', () => {
    const keys: MacKeys = { ...keysOf('aes-128-cbc', 0, 0, {}), cipher: undefined };
    const body = Buffer.concat([content, macOf('sha1', keys.mac, 2, content)]);
    const record = Buffer.concat([header(body.length), body]);
    expect(Buffer.from(openRecord(nodeTools, keys, 2, record, 0)?.bytes ?? []).toString()).toBe('what is said');
    expect(openRecord(nodeTools, keys, 3, record, 0)).toBeUndefined();
  });
});
