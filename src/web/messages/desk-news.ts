/** News of the desk: what of it is another than what a page was told last; the page puts it together again. The first is all of it. */

import type { Changed, Desk, DeskNews, RowNews } from './desk.ts';

interface Row {
  readonly id: number;
}

export const EMPTY_DESK: Desk = { now: 0, endpoints: [], captures: [], viewers: 0, steps: 0 };

/** Of how many endpoints there is news at once, behind the first. */
export const MOST_ROWS = 64;

/**
 * What is new since `told`, undefined where nothing is. Of more than 64 endpoints the rest is left for the next time: those behind the endpoint
 * `last` come first.
 */
export const deskNews = (told: Desk, desk: Desk, last: number): DeskNews | undefined => {
  const { now: before, endpoints, captures, ...rest } = told;
  const { now, endpoints: endpointsNow, captures: capturesNow, ...restNow } = desk;
  const news: DeskNews = {
    now,
    ...changed(rest, restNow),
    ...some('endpoints', before === 0 ? endpointsNow : someOf(rowNews(endpoints, endpointsNow), last)),
    ...some('goneEndpoints', gone(endpoints, endpointsNow)),
    ...some('captures', rowNews(captures, capturesNow)),
    ...some('goneCaptures', gone(captures, capturesNow)),
  };
  return before !== 0 && Object.keys(news).length === 1 ? undefined : news;
};

/** What a page knows that knew `told`, once it has heard the news. */
export const deskAfter = (told: Desk, news: DeskNews): Desk => {
  const { now, endpoints = [], captures = [], goneEndpoints = [], goneCaptures = [], ...rest } = news;
  return {
    ...withChanges(told, rest),
    now,
    endpoints: rowsAfter(told.endpoints, endpoints, goneEndpoints),
    captures: rowsAfter(told.captures, captures, goneCaptures),
  };
};

const some = <K extends string, T>(name: K, list: readonly T[]): { readonly [N in K]?: readonly T[] } =>
  (list.length === 0 ? {} : { [name]: list }) as { readonly [N in K]?: readonly T[] };

const changed = <T extends object>(told: T, now: T): Changed<T> => {
  const news: Record<string, unknown> = {};
  const [before, after] = [told, now] as [Record<string, unknown>, Record<string, unknown>];
  for (const name of Object.keys(after)) if (!isSame(before[name], after[name])) news[name] = after[name];
  for (const name of Object.keys(before)) if (before[name] !== undefined && after[name] === undefined) news[name] = null;
  return news as Changed<T>;
};

const isSame = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

const withChanges = <T extends object>(told: T, news: Changed<T>): T => {
  const all = Object.entries({ ...told, ...news }).filter(([, value]) => value !== null);
  return Object.fromEntries(all) as T;
};

const rowNews = <R extends Row>(told: readonly R[], now: readonly R[]): readonly RowNews<R>[] => {
  const known = new Map(told.map((row) => [row.id, row]));
  return now.flatMap((row) => {
    const before = known.get(row.id);
    if (before === undefined) return [row];
    const news = changed(before, row);
    return Object.keys(news).length === 0 ? [] : [{ ...news, id: row.id }];
  });
};

const someOf = <R extends Row>(rows: readonly RowNews<R>[], last: number): readonly RowNews<R>[] =>
  rows.length <= MOST_ROWS ? rows : [...rows.filter(({ id }) => id > last), ...rows.filter(({ id }) => id <= last)].slice(0, MOST_ROWS);

const gone = (told: readonly Row[], now: readonly Row[]): readonly number[] => {
  const there = new Set(now.map(({ id }) => id));
  return told.flatMap(({ id }) => (there.has(id) ? [] : [id]));
};

/** By their numbers, as they came to be. Rows that are as they were stay the same objects: what shows them is not drawn again. */
const rowsAfter = <R extends Row>(told: readonly R[], news: readonly RowNews<R>[], goneRows: readonly number[]): readonly R[] => {
  if (news.length === 0 && goneRows.length === 0) return told;
  const rows = new Map(told.map((row) => [row.id, row]));
  for (const row of news) rows.set(row.id, withChanges((rows.get(row.id) ?? {}) as R, row as Changed<R>));
  for (const id of goneRows) rows.delete(id);
  return [...rows.values()].sort((a, b) => a.id - b.id);
};
