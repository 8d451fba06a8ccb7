import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

const frame = (code: string, session: string, tags: string): string =>
  `ffffffffffff020000000001 8863 11${code}${session}${(tags.length / 2).toString(16).padStart(4, '0')}${tags}`.replace(/ /g, '');

it('reads the tags of an offer, and leaves what pads the frame alone (RFC 2516 §5.2)', () => {
  const d = dissected(`${frame('07', '0000', '01010000' + '0102000361632d' + '010300020abc')}0000000000`);
  const v = valuesOf(d);
  expect(v['pppoed.tags.ac_name']).toEqual(['ac-']);
  expect(v['pppoed.tags.host_uniq']).toEqual(['0abc']);
  expect(v['pppoed.tags.service_name']).toBeUndefined();
  expect(d.layers.at(-1)?.info).toBe("Active Discovery Offer (PADO) AC-Name='ac-'");
});

it('reads which line a customer has (TR-101)', () => {
  const v = valuesOf(dissected(frame('09', '0000', '0105000f00000de9' + '0103646f74' + '810400000400')));
  expect(v['pppoed.tags.vendor_id']).toEqual(['3561']);
  expect(v['pppoed.tags.circuit_id']).toEqual(['dot']);
  expect(v['pppoed.tags.act_data_rate_up']).toEqual(['1024']);
});

it('ends at a tag that is longer than what is there', () => {
  expect(dissected(frame('a7', '0007', '0102ffff61')).faults.length).toBeGreaterThan(0);
});
