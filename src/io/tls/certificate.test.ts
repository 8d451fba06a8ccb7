/** certificate: what we write is what OpenSSL and Node read. */
import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { needs } from '../../../test/needs.ts';
import { fingerprint, selfSigned } from './certificate.ts';

const at = Date.UTC(2026, 10, 21, 12);

describe('a self-made certificate', () => {
  const { cert, key } = selfSigned(['a.example', 'b.example', '127.0.0.1', '::1'], at);
  const read = new X509Certificate(cert);

  it('is signed by its own key and for the names it was made for', () => {
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(read.subject).toBe('CN=a.example');
    expect(read.issuer).toBe(read.subject);
    expect(read.subjectAltName).toBe('DNS:a.example, DNS:b.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    expect(read.checkHost('b.example')).toBe('b.example');
    expect(read.checkIP('::1')).toBe('::1');
    expect(read.ca).toBe(false);
  });

  it('may have an RSA key', () => {
    const own = selfSigned(['a.example'], at, 'rsa');
    const rsa = new X509Certificate(own.cert);
    expect(rsa.publicKey.asymmetricKeyType).toBe('rsa');
    expect(rsa.verify(rsa.publicKey)).toBe(true);
    expect(rsa.checkPrivateKey(createPrivateKey(own.key))).toBe(true);
    expect(rsa.checkHost('a.example')).toBe('a.example');
  });

  it('is valid from a day before for a year', () => {
    expect(new Date(read.validFrom).getTime()).toBe(at - 86_400_000);
    expect(new Date(read.validTo).getTime()).toBe(at + 365 * 86_400_000);
  });

  it('has a fingerprint of either kind', () => {
    expect(fingerprint(cert, 'sha1')).toMatch(/^([0-9A-F]{2}:){19}[0-9A-F]{2}$/);
    expect(fingerprint(cert, 'sha256')).toBe(read.fingerprint256);
  });

  needs('openssl')('reads well with openssl', () => {
    const shown = execFileSync('openssl', ['x509', '-noout', '-text'], { input: cert, encoding: 'utf8' });
    expect(shown).toContain('Version: 3 (0x2)');
    expect(shown).toContain('ecdsa-with-SHA256');
    expect(shown).toMatch(/Key Usage: critical\s+Digital Signature\n/);
    expect(shown).toMatch(/Extended Key Usage: \s+TLS Web Server Authentication, TLS Web Client Authentication\n/);
    expect(shown).toContain('CA:FALSE');
  });
});

it('a certificate that ends in the second half of the century has its times in the long form', () => {
  const read = new X509Certificate(selfSigned(['x'], Date.UTC(2049, 5, 1)).cert);
  expect(new Date(read.validTo).getTime()).toBe(Date.UTC(2050, 5, 1));
});

it('many certificates: every serial is positive and there is one way to read each', () => {
  for (let i = 0; i < 20; i++) {
    const read = new X509Certificate(selfSigned([`host${i}.example`], at).cert);
    expect(read.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(read.verify(read.publicKey)).toBe(true);
  }
});
