import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { protocols } from '../registry.ts';

const mail = (text: string): Dissection => {
  const bytes = utf8(text);
  return dissectAs(protocols, 'imf', {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes,
    original: bytes.length,
    comments: [],
  });
};

describe('imf (RFC 5322)', () => {
  it('is a head with folded fields, as they stand there, an empty line and text', () => {
    const d = mail('SUBJECT : one\r\n two\r\nX-Other: x\r\n\r\nFrom: no field\r\n');
    expect(valuesOf(d)).toMatchObject({ 'imf.subject': ['one\r\n two'], 'imf.extension': ['X-Other: x'] });
    expect(valuesOf(d)['imf.from']).toBeUndefined();
    expect(faultsOf(d)).toEqual([]);
  });

  it('says where a line of a head is no field', () => {
    expect(faultsOf(mail('Hello\r\n\r\n'))).toEqual([expect.stringContaining('a name, a colon and a value')]);
  });

  /** Of the last address of a list tshark has the end of the line, too. */
  const OWN = new Set(['imf.mailbox_list.item', 'imf.address_list.item', 'imf.address']);
  needs('tshark')('has the values that tshark has, but for these', () => {
    const known = (name: string): boolean => protocols.names.has(name);
    const found = differences(oursInFrames('imf'), theirsInFrames('imf'), OWN);
    expect(found.filter((place) => known(place.split(' ')[1] ?? ''))).toEqual([]);
    expect([...oursInFrames('imf').keys()]).toEqual([...theirsInFrames('imf').keys()]);
  });
});
