import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const empty = '4500001400000000ff fd 0000 01020304 05060708';

describe('null', () => {
  it.each(['02000000', '00000002'])('reads the family %s in the byte order of the host that captured', (family) => {
    const v = valuesOf(dissected(`${family}${empty}`, LinkType.null));
    expect([v['null.family'], v['ip.src']]).toEqual([['2'], ['1.2.3.4']]);
  });

  it.each(['18000000', '1c000000', '1e000000'])('knows IPv6 as %s', (family) => {
    expect(dissected(`${family}60000000`, LinkType.null).layers.at(-1)!.layer.name).toBe('ipv6');
  });
});
