import { expect, it } from 'vitest';
import { connectionLines } from './connections.ts';

it('lines up its columns and escapes names', () => {
  const row = { remote: '127.0.0.1:5', target: 'x\u001b[2J', sent: 2048, received: 3, sentRate: 10, receivedRate: 5, age: 2, id: 1 };
  const [head, first] = connectionLines([row], 100);
  expect(head).toBe('#  client       target    received     sent    rate     age  RTT');
  expect(first).toBe('1  127.0.0.1:5  x\\x1b[2J       3 B  2.0 KiB  15 B/s  2.00 s');
});

it('keeps to the width of the screen', () => {
  for (const line of connectionLines([], 20)) expect(line.length).toBeLessThanOrEqual(20);
});
