import { expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import { copyOfFacts } from '../wire/compile-facts.ts';
import { batchOf, type FrameBatch, NOT_WRITTEN } from '../wire/frame.ts';
import type { Facts } from '../wire/row.ts';
import { CaptureIndex } from './capture-index.ts';
import { FactsWriting } from './facts-log.ts';
import type { FrameKnown } from './known.ts';
import { FILE_LIMITS } from './limits.ts';
import { TracerAhead } from './tracer-ahead.ts';

const noBytes = (): never => {
  throw new Error('no bytes are asked for');
};
const factsOf = (known: FrameKnown): readonly (Facts | undefined)[] =>
  Array.from({ length: known.transports }, (_, nth) => {
    const facts = known.facts(nth);
    return facts && copyOfFacts(facts);
  });

it('an index knows the same of every frame, whether its facts were written where it is or by a thread that is ahead', () => {
  const tracer = new TracerAhead(protocols, FILE_LIMITS, { verify: false, tools: nodeTools, keepsFacts: true });
  const sheet = { words: new Int32Array(1 << 17), facts: new Float64Array(1 << 17) };
  const writing = new FactsWriting((words) => new Uint32Array(words));
  const [here, ahead] = [0, 1].map(() => new CaptureIndex(protocols, noBytes, { tools: nodeTools, limits: FILE_LIMITS }));
  let written = 0;
  for (const frame of allSamples) {
    const batch = batchOf(frame);
    here!.take(batch);
    tracer.begin(sheet);
    writing.begin();
    const { page, length } = writing;
    tracer.take(batch, 0);
    const places = Uint32Array.of(tracer.write(writing) ? length : NOT_WRITTEN);
    if (places[0] !== NOT_WRITTEN) written++;
    const told: FrameBatch = { ...batch, written: { page, places, others: writing.others } };
    ahead!.take(told);
    const number = here!.count;
    expect([number, factsOf(ahead!.known(number))]).toEqual([number, factsOf(here!.known(number))]);
  }
  expect(written).toBeGreaterThan(allSamples.length / 2);
});
