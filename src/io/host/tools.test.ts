import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../../core/bytes.ts';
import { nodeTools } from './tools.ts';

const crypto = nodeTools.crypto!;
const unpack = nodeTools.unpack!;

describe('cryptography', () => {
  it('hashes', () => {
    for (const name of ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const) {
      expect(hex(crypto.hash(name, utf8('abc')))).toBe(createHash(name).update('abc').digest('hex'));
      expect(hex(crypto.hmac(name, utf8('key'), utf8('abc')))).toBe(createHmac(name, 'key').update('abc').digest('hex'));
    }
    expect(hex(crypto.hash('md5', utf8('')))).toBe('d41d8cd98f00b204e9800998ecf8427e');
  });

  it.each([
    ['aes-128-gcm', 'aes-128-gcm', 16, 16],
    ['aes-256-gcm', 'aes-256-gcm', 32, 16],
    ['chacha20-poly1305', 'chacha20-poly1305', 32, 16],
    ['aes-128-ccm', 'aes-128-ccm', 16, 16],
    ['aes-128-ccm8', 'aes-128-ccm', 16, 8],
  ] as const)('%s opens what was sealed, and nothing else', (name, algorithm, keyLength, authTagLength) => {
    const [key, nonce, additional, plain] = [
      new Uint8Array(keyLength).fill(1),
      new Uint8Array(12).fill(2),
      utf8('additional'),
      utf8('plain text'),
    ];
    const cipher = createCipheriv(algorithm as 'aes-128-gcm', key, nonce, { authTagLength });
    cipher.setAAD(additional, { plaintextLength: plain.length });
    const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    expect(Buffer.from(crypto.open(name, key, nonce, additional, sealed)!).toString()).toBe('plain text');
    for (const at of [0, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed, (byte, k) => (k === at ? byte ^ 1 : byte));
      expect(crypto.open(name, key, nonce, additional, changed)).toBeUndefined();
    }
    expect(crypto.open(name, key, nonce, utf8('other'), sealed)).toBeUndefined();
    expect(crypto.open(name, key.subarray(1), nonce, additional, sealed)).toBeUndefined();
    expect(crypto.open(name, key, nonce, additional, sealed.subarray(0, 3))).toBeUndefined();
  });
});

describe('content that was packed', () => {
  const text = utf8('the same words again and again. '.repeat(400));
  const packed = [
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
  ] as const;

  it.each(packed)('%s is unpacked', (coding, bytes) => {
    expect(unpack(coding, bytes, 1 << 20)).toEqual({ bytes: Buffer.from(text), whole: true });
    expect(unpack(coding, bytes, text.length).whole).toBe(true);
  });

  it.each(packed)('%s gives what there is of it where its end is missing', (coding, bytes) => {
    const half = unpack(coding, bytes.subarray(0, bytes.length - 4), 1 << 20);
    expect(half.whole).toBe(false);
    expect(half.bytes.length).toBeGreaterThan(0);
    expect(hex(half.bytes)).toBe(hex(text.subarray(0, half.bytes.length)));
  });

  it.each(packed)('%s gives no more than is asked for', (coding, bytes) => {
    const part = unpack(coding, bytes, 1000);
    expect(part.whole).toBe(false);
    expect(part.bytes.length).toBeLessThanOrEqual(1000);
    expect(hex(part.bytes)).toBe(hex(text.subarray(0, part.bytes.length)));
  });

  it('what was damaged gives what stands before the damage, and what is none gives nothing', () => {
    const many = Uint8Array.from({ length: 60_000 }, (_, k) => (k * k * 31) >> 7);
    const bytes = gzipSync(many);
    const broken = unpack(
      'gzip',
      Uint8Array.from(bytes, (byte, k) => (k > bytes.length / 2 && k < bytes.length / 2 + 300 ? 255 : byte)),
      1 << 20,
    );
    expect(broken.whole).toBe(false);
    expect(broken.bytes.length).toBeGreaterThan(10_000);
    expect(unpack('gzip', utf8('plain'), 100)).toMatchObject({ bytes: { length: 0 }, whole: false });
    expect(unpack('br', new Uint8Array(0), 100).whole).toBe(false);
  });
});
