/** What `dig` says while it asks a machine where nobody listens. */
import { expect, it } from 'vitest';
import { freePort } from '../../../test/free-port.ts';
import { openAddress, parseAddress } from '../address/address.ts';
import { dig } from './dig.ts';
import { digPlan } from './plan.ts';

it('a refusal is told once, however often it was tried', async () => {
  const { signal } = new AbortController();
  const port = await freePort();
  const said: string[] = [];
  const faces = {
    say: () => {},
    warn: (error: Error) => said.push(error.message),
    connect: (place: string, onTrouble: (error: Error) => void) => openAddress(parseAddress(place), { onTrouble }, signal),
  };
  const { plan } = digPlan({ words: [`@127.0.0.1#${port}`, 'x'] });
  const thrown = await dig(plan, faces, signal).catch((error: Error) => error.message);
  expect(thrown).toMatch(/nothing listens on UDP port \d+/);
  expect(said).toEqual([]);
});
