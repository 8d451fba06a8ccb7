/** http-auth: the examples of RFC 7616 and RFC 7617, and challenges as servers write them. */
import { describe, expect, it } from 'vitest';
import { answer, basic, bestChallenge, isBasicFor } from './auth.ts';

/** RFC 7616 §3.9.1: the same request answered with MD5 and with SHA-256. */
const mufasa = { user: 'Mufasa', password: 'Circle of Life' };
const nonce = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
const challengeWith = (algorithm: string): string =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${nonce}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const answered = (challenge: string): string => {
  const best = bestChallenge([challenge]);
  return best === undefined ? '' : answer(best, mufasa, 'GET', '/dir/index.html', '00000001', cnonce);
};

describe('Digest', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('RFC 7616 §3.9.1 with %s', (algorithm, response) => {
    const text = answered(challengeWith(algorithm));
    expect(text).toContain(`response="${response}"`);
    expect(text).toContain(`username="Mufasa", realm="http-auth@example.org", nonce="${nonce}", uri="/dir/index.html"`);
    expect(text).toContain(`algorithm=${algorithm}, qop=auth, cnonce="${cnonce}", nc=00000001, response=`);
  });

  it('RFC 2069: without qop', () => {
    const best = bestChallenge(['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"']);
    const text = answer(best!, { user: 'Mufasa', password: 'CircleOfLife' }, 'GET', '/dir/index.html', '00000001', 'x');
    expect(text).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(text).not.toContain('qop');
  });

  it('a user with a quote in the name stays one', () => {
    const text = answer(bestChallenge(['Digest realm="a", nonce="b"'])!, { user: 'a"b\\c', password: '' }, 'GET', '/');
    expect(text).toContain('username="a\\"b\\\\c"');
  });
});

describe('the best challenge', () => {
  it.each<[readonly string[], string | undefined, string | undefined]>([
    [['Basic realm="x"'], 'basic', undefined],
    [['Basic realm="x"', challengeWith('MD5')], 'digest', 'MD5'],
    [[`Basic realm="a, b", ${challengeWith('MD5')}, ${challengeWith('SHA-256')}`], 'digest', 'SHA-256'],
    [['Digest realm="x", nonce="y", algorithm=SHA-999', 'Basic realm="x"'], 'basic', undefined],
    [['Digest realm="x", nonce="y", qop="auth-int"'], 'digest', undefined],
    [['Digest realm="x", nonce="y", qop="auth-int"', 'Basic realm="x"'], 'basic', undefined],
    [['Digest nonce="y"', 'Digest realm="x"'], undefined, undefined],
    [['NTLM TlRMTVNTUAAB==', 'Negotiate'], undefined, undefined],
    [[], undefined, undefined],
  ])('%j', (values, scheme, algorithm) => {
    const best = bestChallenge(values);
    expect(best?.scheme).toBe(scheme);
    expect(best?.params.get('algorithm')).toBe(algorithm);
  });

  it('is plain for old programs: MD5, without a session', () => {
    expect(bestChallenge([challengeWith('SHA-256'), challengeWith('MD5')], true)?.params.get('algorithm')).toBe('MD5');
    expect(bestChallenge([challengeWith('MD5-sess')], true)).toBeUndefined();
  });
});

describe('Basic', () => {
  it('RFC 7617 §2 and §2.1', () => {
    expect(basic({ user: 'Aladdin', password: 'open sesame' })).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
    expect(basic({ user: 'test', password: '123£' })).toBe('Basic dGVzdDoxMjPCow==');
  });

  it('is checked', () => {
    const right = { user: 'Aladdin', password: 'open sesame' };
    expect(isBasicFor('basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', right)).toBe(true);
    expect(isBasicFor('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', { ...right, password: 'x' })).toBe(false);
    expect(isBasicFor('Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==', right)).toBe(false);
    expect(isBasicFor(undefined, { user: '', password: '' })).toBe(false);
  });
});
