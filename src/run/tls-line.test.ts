import { expect, it } from 'vitest';
import { saidWords } from '../core/said.ts';
import { tlsLine } from './tls-line.ts';

const peer = { subject: 'CN=localhost', issuer: 'CN=localhost', sha1: '', sha256: '' };

it('says version, cipher, name and certificate', () => {
  const facts = { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', serverName: 'localhost', verified: true, peer };
  expect(tlsLine(facts)).toBe('TLS 1.3, TLS_AES_256_GCM_SHA384, name localhost, certificate CN=localhost self-signed (verified)');
});

it('says whose certificate it is, that nobody verified it, and lets no control character through', () => {
  const facts = {
    protocol: 'TLSv1',
    cipher: 'X',
    alpn: 'h2',
    verified: false,
    peer: { ...peer, subject: 'CN=\u001b[31m', issuer: 'CN=CA' },
  };
  expect(tlsLine(facts)).toBe('TLS 1.0, X, speaking h2, certificate CN=\\x1b[31m by CN=CA (not verified)');
});

it('is German where that is spoken', async () => {
  const facts = {
    protocol: 'TLSv1.3',
    cipher: 'X',
    serverName: 'localhost',
    alpn: 'h2',
    verified: false,
    peer: { ...peer, issuer: 'CN=CA' },
  };
  expect(tlsLine(facts, await saidWords('de'))).toBe(
    'TLS 1.3, X, Name localhost, darüber h2, Zertifikat CN=localhost, unterschrieben von CN=CA (nicht geprüft)',
  );
});
