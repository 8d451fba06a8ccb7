import { describe, expect, it } from 'vitest';
import { dissected } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

describe('raw', () => {
  it.each([
    ['45', 'ip'],
    ['60', 'ipv6'],
  ])('goes by the version in %s', (first, name) => {
    expect(dissected(first + '00'.repeat(39), LinkType.raw).layers[1]!.layer.name).toBe(name);
  });

  it('leaves another version as bytes', () => {
    expect(dissected('75'.repeat(20), LinkType.raw).rest).toMatchObject({ offset: 0, length: 20 });
  });
});
