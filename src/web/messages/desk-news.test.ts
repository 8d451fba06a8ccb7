import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaptureRow, Desk, EndpointRow } from './desk.ts';
import { deskAfter, deskNews, EMPTY_DESK, MOST_ROWS } from './desk-news.ts';

const endpoint = (id: number, more: Partial<EndpointRow> = {}): EndpointRow => ({
  id,
  kind: 'connection',
  title: '127.0.0.1:7',
  address: '127.0.0.1:7',
  state: 'open',
  toServer: 0,
  toClient: 0,
  opened: 1,
  isOurs: true,
  ...more,
});
const capture = (id: number, frames: number): CaptureRow => ({
  id,
  name: 'live',
  isLive: id === 0,
  frames,
  seconds: 0,
  isOver: false,
  skipped: 0,
  bytes: 0,
});
const desk = (endpoints: readonly EndpointRow[], more: Partial<Desk> = {}): Desk => ({
  now: 5,
  endpoints,
  captures: [capture(0, 0)],
  viewers: 1,
  steps: 0,
  ...more,
});

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const without = <T extends object>(row: T): T => Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined)) as T;

const anyEndpoint = fc
  .record({
    id: fc.integer({ min: 1, max: 300 }),
    toServer: fc.nat(3),
    why: optional(fc.constantFrom('refused', '')),
    hosts: optional(fc.constant<readonly [string, string]>(['a:1', 'b:2'])),
    guided: optional(fc.record({ title: fc.constant('SMTP'), remarks: fc.array(fc.constantFrom('220', '250'), { maxLength: 2 }) })),
  })
  .map(({ id, ...more }) => without(endpoint(id, more as Partial<EndpointRow>)));

const anyDesk = fc
  .record({
    endpoints: fc.uniqueArray(anyEndpoint, { maxLength: 150, selector: ({ id }) => id }),
    captures: fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 4, selector: ([id]) => id }),
    lesson: optional(fc.record({ name: fc.constantFrom('a', 'b'), capture: fc.nat(3) })),
    steps: fc.nat(2),
  })
  .map(({ endpoints, captures, ...more }) =>
    without({
      ...desk([...endpoints].sort((a, b) => a.id - b.id)),
      captures: captures.map(([id, frames]) => capture(id, frames)).sort((a, b) => a.id - b.id),
      ...more,
    } as Desk),
  );

it('brings a page from any desk to any other, as texts between them, in a few tellings of few rows', () => {
  fc.assert(
    fc.property(fc.array(anyDesk, { minLength: 1, maxLength: 4 }), (desks) => {
      let [known, last] = [EMPTY_DESK, 0];
      for (const now of desks) {
        for (let tellings = 0; ; tellings++) {
          const news = deskNews(known, now, last);
          if (news === undefined) break;
          if (known !== EMPTY_DESK) expect(news.endpoints?.length ?? 0).toBeLessThanOrEqual(MOST_ROWS);
          last = news.endpoints?.at(-1)?.id ?? last;
          known = deskAfter(known, JSON.parse(JSON.stringify(news)));
          expect(tellings).toBeLessThan(4);
        }
        expect(known).toEqual(now);
      }
    }),
    { numRuns: 60 },
  );
});

it('tells of a hundred clients that talk what is another, a few bytes each', () => {
  const [quiet, busy] = [0, 1].map((toServer) => desk(Array.from({ length: 100 }, (_, k) => endpoint(k + 1, { toServer }))));
  const known = deskAfter(EMPTY_DESK, deskNews(EMPTY_DESK, quiet as Desk, 0) ?? { now: 0 });
  const news = deskNews(known, busy as Desk, 80);
  expect(news?.endpoints?.slice(0, 21).map(({ id }) => id)).toEqual([...Array.from({ length: 20 }, (_, k) => 81 + k), 1]);
  expect(news?.endpoints?.[0]).toEqual({ id: 81, toServer: 1 });
  expect(JSON.stringify(news).length).toBeLessThan(MOST_ROWS * 32);
  const one = deskAfter(known, { now: 6, endpoints: [{ id: 3, toServer: 9 }] });
  expect(one.endpoints[2]?.toServer).toBe(9);
  expect(one.endpoints[3]).toBe(known.endpoints[3]);
});
