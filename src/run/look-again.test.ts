import { expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { CaptureIndex } from '../analysis/capture-index.ts';
import { protocols } from '../protocols/registry.ts';
import { batchOf } from '../wire/frame.ts';
import { lookAgain } from './look-again.ts';

const nothing = { position: 0, bytes: new Uint8Array(0), ready: Promise.resolve(), release: () => {} };

it('tells how far it is where it waits for more frames, however soon it was through', async () => {
  const index = new CaptureIndex(protocols, () => new Uint8Array(0));
  for (const frame of allSamples.slice(0, 5)) index.take(batchOf(frame));
  const store = { add: () => {}, read: () => new Uint8Array(0), ahead: () => nothing, close: () => {} };
  const told: string[] = [];
  await lookAgain(
    { index, store, showSecrets: false },
    { known: (number) => number === 2, holds: () => false },
    {
      signal: new AbortController().signal,
      turn: () => undefined,
      more: async () => told.push('waits') > 9,
      found: (number) => told.push(`found ${number}`),
      seen: (number) => told.push(`seen ${number}`),
    },
  );
  expect(told).toEqual(['found 2', 'seen 5', 'waits']);
});
