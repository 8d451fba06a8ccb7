/** Errors of Node and of OpenSSL as data. */
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { expect, it } from 'vitest';
import { IoError } from '../../core/fault.ts';
import { lookUp } from '../net/hosts.ts';
import { connectSocket } from '../net/socket-connect.ts';
import { tcpFacts } from '../net/socket-facts.ts';
import { ioError, refusalOf } from './errors.ts';

const never = new AbortController().signal;
const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined).catch((cause: unknown) => cause);

it('the system: the call, its code and the address', async () => {
  const cause = await failure(connectSocket({ host: '127.0.0.1', port: 1 }, tcpFacts, never));
  expect(refusalOf(cause)).toEqual({ by: 'system', call: 'connect', code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 });
  expect(refusalOf(await failure(readFile('/nowhere')))).toEqual({ by: 'system', call: 'open', code: 'ENOENT' });
});

it('the resolver: which host has no address', async () => {
  expect(await failure(lookUp('nope.invalid', 'tcp:nope.invalid:7', never))).toMatchObject({
    code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    at: { by: 'resolver', host: 'nope.invalid' },
  });
});

it('OpenSSL: number, library and reason', () => {
  try {
    createSecureContext({ ciphers: 'NOPE' });
    expect.unreachable();
  } catch (cause) {
    expect(refusalOf(cause)).toEqual({
      by: 'tls',
      code: 'ERR_SSL_NO_CIPHER_MATCH',
      number: '0A0000B9',
      library: 'SSL routines',
      reason: 'no cipher match',
    });
  }
});

it('an IoError keeps what it has; of several attempts the last one counts; what has no code says nothing', () => {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const error = ioError('tcp:x:1', 'a listener', refused);
  expect(error.at).toEqual({ by: 'system', code: 'ECONNREFUSED' });
  expect(ioError('tcp:y:2', 'anything', error)).toBe(error);
  expect(refusalOf(new AggregateError([new Error('other'), refused]))).toEqual(error.at);
  expect(refusalOf(new Error('no code'))).toBeUndefined();
  expect(new IoError('x', 'EIO', 'text').at).toBeUndefined();
});
