import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lineText, sayServing } from '../core/said.ts';
import { refusalNotes } from './refusal-notes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells the first at once, many as a sum each second, and what is left at the end', () => {
  const said: string[] = [];
  const away = refusalNotes((line) => said.push(lineText(line)));
  for (let port = 1; port <= 1000; port++) away.refused(`10.0.0.1:${port}`, sayServing('limitAll', { most: '3' }));
  expect(said).toEqual(['turned away 10.0.0.1:1: limit of 3 connections']);
  vi.advanceTimersByTime(1000);
  expect(said.slice(1)).toEqual(['turned away 999 more, the last 10.0.0.1:1000: limit of 3 connections']);
  away.refused('10.0.0.2:7', sayServing('limitAll', { most: '3' }));
  vi.advanceTimersByTime(1000);
  expect(said.slice(2)).toEqual(['turned away 10.0.0.2:7: limit of 3 connections']);
  vi.advanceTimersByTime(5000);
  away.refused('10.0.0.3:7', sayServing('notListed'));
  expect(said.slice(3)).toEqual(['turned away 10.0.0.3:7: not on the list of those allowed']);
  for (const port of [8, 9]) away.refused(`10.0.0.3:${port}`, sayServing('notListed'));
  away.close();
  expect(said.slice(4)).toEqual(['turned away 2 more, the last 10.0.0.3:9: not on the list of those allowed']);
});

it('tells trouble of a kind once, and then how often it came again', () => {
  const said: string[] = [];
  const away = refusalNotes((line) => said.push(lineText(line)));
  const trouble = (text: string): void => away.trouble(new Error(text), () => said.push(`warned of ${text}`));
  for (let i = 0; i < 30; i++) for (const port of [7, 13]) trouble(`udp::${port}: no route`);
  expect(said).toEqual(['warned of udp::7: no route', 'warned of udp::13: no route']);
  vi.advanceTimersByTime(1000);
  expect(said.slice(2)).toEqual(['udp::7: no route: 29 times more', 'udp::13: no route: 29 times more']);
  trouble('udp::7: no route');
  vi.advanceTimersByTime(1000);
  expect(said.slice(4)).toEqual(['udp::7: no route: once more']);
  vi.advanceTimersByTime(5000);
  for (let i = 0; i < 3; i++) trouble('udp::7: no route');
  away.close();
  expect(said.slice(5)).toEqual(['warned of udp::7: no route', 'udp::7: no route: 2 times more']);
  vi.advanceTimersByTime(5000);
  for (let kind = 0; kind < 1000; kind++) trouble(`kind ${kind}`);
  expect(said.length).toBeLessThan(120);
});
