/** A live capture kept in files on its way to a view: each batch is written before it is shown. */
import type { Capture } from '../io/capture/read/capture.ts';
import type { CaptureKeeper } from '../io/capture/write/rotating.ts';
import type { FrameBatch } from '../wire/frame.ts';

/** The same capture, each batch written to `keeper` first. */
export const kept = (capture: Capture, keeper: CaptureKeeper): Capture =>
  Object.assign(Object.create(capture) as Capture, { batches: written(capture, keeper) });

async function* written(capture: Capture, keeper: CaptureKeeper): AsyncGenerator<FrameBatch, void> {
  for await (const batch of capture.batches) {
    await keeper.put(batch, capture.decoder.interfaces);
    yield batch;
  }
}
