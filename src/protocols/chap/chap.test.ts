import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { said } from '../../analysis/row-says.ts';
import { LinkType } from '../../wire/frame.ts';

const inPpp = (hex: string) => dissected(`c223 ${hex}`, LinkType.ppp);

it('sends a number and an answer, each with a name (RFC 1994 §4.1)', () => {
  const d = inPpp('01 01 000c 04 01020304 737276');
  expect(said(d)).toEqual({ protocol: 'PPP CHAP', info: "Challenge (NAME='srv', VALUE=0x01020304)" });
  expect(valuesOf(d)).toMatchObject({ 'chap.value_size': ['4'], 'chap.value': ['01020304'], 'chap.name': ['srv'] });
});

it('says how it ended, and ends where its packet does', () => {
  expect(said(inPpp('03 01 0006 6f6b')).info).toBe("Success (MESSAGE='ok')");
  expect(said(inPpp('01 01 0008 10 616263')).info).toContain('Challenge');
  expect(faultsOf(inPpp('01 01 0008 10 616263'))).not.toEqual([]);
});
