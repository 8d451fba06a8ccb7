/** http-authenticator: which answers are accepted: Digest (RFC 7616 §3.4) with each parameter once and nothing behind the last, and Basic. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseRequest } from '../http/head.ts';
import { HttpAuthenticator } from './http-authenticator.ts';

const TARGET = 'http://x.example/';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Whether this answer lets its sender in; `NONCE` and `RESPONSE` stand for the right ones. */
const opens = (answer: string): boolean => {
  const keeper = new HttpAuthenticator({ user: 'user', password: 'pass' }, 'Lab', () => 1000);
  const check = (header: string): readonly string[] | undefined => {
    const request = parseRequest(`GET ${TARGET} HTTP/1.0\r\n${header}\r\n`);
    if (request === undefined) throw new Error('no head of a request');
    return keeper.check(request);
  };
  const nonce = /nonce="([^"]*)"/.exec(check('')?.join() ?? '')?.[1] ?? '';
  const response = md5(`${md5('user:Lab:pass')}:${nonce}:00000001:c:auth:${md5(`GET:${TARGET}`)}`);
  return check(`Proxy-Authorization: ${answer.replace('NONCE', nonce).replace('RESPONSE', response)}\r\n`) === undefined;
};

const GOOD = `Digest username="user", realm="Lab", nonce="NONCE", uri="${TARGET}", qop=auth, nc=00000001, cnonce="c", response="RESPONSE"`;

it.each([
  GOOD,
  GOOD.replaceAll(', ', ','),
  GOOD.replaceAll(', ', ' '),
  GOOD.replaceAll(', ', ' ,\t').replaceAll('=', ' = '),
  GOOD.replace('username', 'USERNAME').replace('Digest', 'DIGEST'),
  GOOD.replace('qop=auth', 'qop="AUTH"'),
  GOOD.replace('"user"', '"\\us\\er"'),
  `${GOOD}, algorithm=md5, opaque=""`,
  'Basic dXNlcjpwYXNz',
  'basic\t  dXNlcjpwYXNz',
])('%j opens', (answer) => expect(opens(answer)).toBe(true));

it.each([
  `${GOOD}, username="user"`,
  GOOD.replace('Digest ', 'Digest username="other", '),
  GOOD.replace('Digest ', 'Digest nonce="other", '),
  `${GOOD},`,
  GOOD.replace('cnonce="c", ', ''),
  `${GOOD}, word`,
  `${GOOD} word`,
  `${GOOD}, name=`,
  GOOD.slice(0, -1),
  GOOD.replaceAll('"', ''),
  GOOD.replaceAll(', ', '; '),
  GOOD.replace('Digest', ''),
  'Digest',
  'Digest ,',
  'Basic dXNlcjpwYXNz==',
  'Basic dXNl cjpwYXNz',
  'Basic dXNlcjpwYXN',
  'Basic',
])('%j does not', (answer) => expect(opens(answer)).toBe(false));
