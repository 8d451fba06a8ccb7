import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { said } from '../../analysis/row-says.ts';
import { LinkType } from '../../wire/frame.ts';

const inPpp = (hex: string) => dissected(`c023 ${hex}`, LinkType.ppp);

it('says name and password as they are; rows cover the password (RFC 1334 §2.2.1)', () => {
  const d = inPpp('01 01 000e 04 75736572 04 70617373');
  expect(valuesOf(d)).toMatchObject({ 'pap.peer_id': ['user'], 'pap.password': ['pass'], 'pap.password.length': ['4'] });
  expect(said(d).info).toMatch(/^Authenticate-Request \(Peer-ID='user', Password='(?!pass)/);
});

it('says yes or no, and ends where its packet does', () => {
  expect(said(inPpp('02 01 0007 02 6f6b')).info).toBe("Authenticate-Ack (Message='ok')");
  expect(faultsOf(inPpp('01 01 0007 04 7573'))).not.toEqual([]);
});
