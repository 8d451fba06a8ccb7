/** The sample capture of every protocol: `NAME.pcapng` in its folder, beside the tree that it dissects to, `NAME.txt`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readCaptureFile } from '../../../src/io/capture/read/read-file.ts';
import { FrameLoop } from '../../../src/run/frames.ts';
import { treeLines, treeOf } from '../../../src/view/tree.ts';
import type { Dissection } from '../../../src/wire/dissection.ts';
import { type Frame, frameOf } from '../../../src/wire/frame.ts';

const ROOT = new URL('../../../src/protocols/', import.meta.url).pathname;

/** Every protocol's folder in src/protocols; `shared` is none. */
export const folders: readonly string[] = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map((entry) => entry.name);

export const inFolder = (folder: string, file: string): string => `${ROOT}${folder}/${file}`;
export const has = (folder: string, file: string): boolean => existsSync(inFolder(folder, file));

/** Frames of a sample, with bytes of their own. */
export const sample = (folder: string): readonly Frame[] => {
  const frames: Frame[] = [];
  for (const batch of readCaptureFile(inFolder(folder, `${folder}.pcapng`)).batches) {
    for (let i = 0; i < batch.count; i++) {
      const frame = frameOf(batch, i, frames.length + 1);
      frames.push({ ...frame, bytes: frame.bytes.slice() });
    }
  }
  return frames;
};

export const allSamples: readonly Frame[] = folders.filter((f) => has(f, `${f}.pcapng`)).flatMap(sample);

/** The frames of a sample dissected, in their order. */
export const dissectedSample = (folder: string): readonly Dissection[] => {
  const loop = new FrameLoop({ verify: true, showSecrets: true });
  return sample(folder).map((frame) => loop.one(frame).d);
};

/** The golden text: the trees of all frames, checksums verified, with the analysis of the frames before. */
export const goldenText = (frames: readonly Frame[]): string => {
  const loop = new FrameLoop({ verify: true, showSecrets: true });
  const trees = frames.map((frame) => treeText(loop.one(frame).d));
  return `${trees.join('\n\n')}\n`;
};

const treeText = (d: Dissection): string =>
  treeLines(treeOf(d))
    .map((line) => line.map((part) => part.text).join(''))
    .join('\n');

export const golden = (folder: string): string => readFileSync(inFolder(folder, `${folder}.txt`), 'utf8');
