/** What Node hides is there, on every Node that we run on; and a plain host has none of it and says so. */
import { describe, expect, it } from 'vitest';
import { capabilities } from './capabilities.ts';
import { IS_PLAIN, PLAIN } from './plain-host.ts';

describe.runIf(process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64'))('capabilities', () => {
  it('are all there, or none of them', async () => {
    const missing = (await capabilities()).map(({ name, missing: why }) => [name, why]);
    expect(missing).toEqual(missing.map(([name]) => [name, IS_PLAIN ? PLAIN : undefined]));
  });

  it('have names of their own', async () => {
    const names = (await capabilities()).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});
