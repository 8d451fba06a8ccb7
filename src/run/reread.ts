/** Reread: the frames of an index as batches again, from the first on; waits for more where they are still being read. */
import type { CaptureIndex } from '../analysis/capture-index.ts';
import type { FrameStore } from '../io/capture/read/frame-store.ts';
import { BATCH, type FrameBatch, frameBatch } from '../wire/frame.ts';

/** Bytes of a batch at most, unless one frame has more. */
const MOST = 8 << 20;

/** `more` resolves when there are more frames, or with false when all are there. */
export async function* reread(index: CaptureIndex, store: FrameStore, more: () => Promise<boolean>): AsyncGenerator<FrameBatch, void> {
  const batch = frameBatch();
  for (let at = 1; ; ) {
    if (at > index.count) {
      if (!(await more())) return;
      continue;
    }
    const { position } = index.placeOf(at);
    let count = Math.min(BATCH, index.count - at + 1);
    while (count > 1 && extentOf(index, at, count) > MOST) count >>= 1;
    index.refill(batch, at, count);
    batch.bytes = store.read(position, extentOf(index, at, count));
    yield batch;
    at += count;
  }
}

const extentOf = (index: CaptureIndex, first: number, count: number): number => {
  const last = index.placeOf(first + count - 1);
  return last.position + last.captured - index.placeOf(first).position;
};
