import { expect, it } from 'vitest';
import { RowTime, TIME_FORMS, type TimeForm } from './row-time.ts';

const BEGAN = { seconds: 1_700_000_000, nanos: 929_518_000 };
const frame = (number: number, micros: number) => ({
  number,
  seconds: BEGAN.seconds + Math.floor((929_518 + micros) / 1e6),
  nanos: ((929_518 + micros) % 1e6) * 1000,
});
const [one, two, four] = [frame(1, 0), frame(2, 250_000), frame(4, 1_000_001)];

/** Of the frames that are shown: 1, 2 and 4. */
const shown = (form: TimeForm): readonly string[] => {
  const time = new RowTime(form);
  const rows = [
    [one, undefined],
    [two, one],
    [four, frame(3, 900_000)],
  ] as const;
  return rows.map(([f, previous]) => time.text(f, { first: one, previous }, 6));
};

it('counts from the first frame, from the one before, from the one shown before, and from 1970', () => {
  expect(shown('r')).toEqual(['0.000000', '0.250000', '1.000001']);
  expect(shown('d')).toEqual(['0.000000', '0.250000', '0.100001']);
  expect(shown('dd')).toEqual(['0.000000', '0.250000', '0.750001']);
  expect(shown('e')).toEqual(['1700000000.929518', '1700000001.179518', '1700000001.929519']);
});

it('says the time of day, with its date or without, here and in UTC', () => {
  expect(shown('u')).toEqual(['22:13:20.929518', '22:13:21.179518', '22:13:21.929519']);
  expect(shown('ud')[0]).toBe('2023-11-14 22:13:20.929518');
  const before = process.env['TZ'];
  try {
    process.env['TZ'] = 'Asia/Kathmandu';
    expect(shown('a')[0]).toBe('03:58:20.929518');
    expect(shown('ad')[0]).toBe('2023-11-15 03:58:20.929518');
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});

it('asks twice for one frame and gets the same, has as many decimals as are asked for, and none of what nobody knows', () => {
  const time = new RowTime('dd');
  time.text(one, { first: one, previous: undefined }, 6);
  const again = [1, 2].map(() => time.text(two, { first: one, previous: one }, 6));
  expect(again).toEqual(['0.250000', '0.250000']);
  expect(new RowTime('u').text(one, { first: one, previous: undefined }, 0)).toBe('22:13:20');
  for (const form of TIME_FORMS) {
    const unknown = { number: 9, seconds: Number.NaN, nanos: 0 };
    expect(new RowTime(form).text(unknown, { first: one, previous: undefined }, 6)).toBe('');
  }
});
