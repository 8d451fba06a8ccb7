import { expect, it } from 'vitest';
import { hasTool, needs, toolPath } from './needs.ts';

it('finds programs in PATH and knows those that are not there', () => {
  expect(toolPath('sh')).toMatch(/\/sh$/);
  expect(toolPath('no-such-program-here')).toBeUndefined();
  expect(hasTool('no-such-program-here')).toBe(false);
});

it('names every missing tool and only those', () => {
  expect(needs('sh').missing).toBeUndefined();
  expect(needs('sh', 'no-such-a', 'no-such-b').missing).toBe('needs no-such-a, no-such-b, not on this machine');
});
