import { describe, expect, it } from 'vitest';
import { dissectedSample } from '../../test/conformance/protocol/samples.ts';
import { covered } from './covered.ts';
import { segmentOf } from './segment.ts';

const texts = (name: string): readonly string[] =>
  dissectedSample(name).map((d) => Buffer.from(segmentOf(covered(d))?.payload ?? []).toString('latin1'));

describe('covered', () => {
  it('shows who logs in, and no password, in the conversations of mail', () => {
    const all = ['smtp', 'pop', 'imap'].flatMap(texts);
    const secrets = ['PASS guest', 'LOGIN guest guest', 'LOGIN guest "guest"', 'AGd1ZXN0AGd1ZXN0', 'AGd1ZXN0AHdyb25n'];
    for (const secret of secrets)
      expect(
        all.filter((text) => text.includes(secret)),
        secret,
      ).toEqual([]);
    expect(all).not.toContain('guest\r\n');
    for (const shown of ['AUTH PLAIN ****************\r\n', 'USER guest\r\n', 'PASS *****\r\n', 'a1 LOGIN guest *****\r\n'])
      expect(all).toContain(shown);
  });

  it('leaves the bytes of the frame as they are', () => {
    const [login] = dissectedSample('imap').filter((d) => Buffer.from(d.frame.bytes).includes('a1 LOGIN guest guest'));
    expect(login && segmentOf(covered(login))?.payload.includes(42)).toBe(true);
    expect(login && Buffer.from(login.frame.bytes).includes('guest guest')).toBe(true);
  });
});
