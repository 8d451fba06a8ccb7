/** Frames that somebody else captures and writes as pcap or pcapng: standard input, a FIFO, a file. The capture filter is applied here. */
import type { FrameBatch } from '../../../wire/frame.ts';
import { libpcap } from '../../host/libpcap.ts';
import type { Capture } from '../read/capture.ts';
import { readCapture } from '../read/read-file.ts';
import { compileFilter } from './filter/compile.ts';
import { FilterMachine } from './filter/interpret.ts';
import { pointing } from './filter/pointing.ts';
import type { LiveCapture } from './live-capture.ts';
import { SNAP_LENGTH } from './open-live.ts';

/** Standard input, or what can be no name of an interface. */
export const isStream = (text: string): boolean => text === '-' || text.includes('/');

/** Rejects as readCapture does; a filter that cannot be compiled for the link type of a frame ends the walk with a UsageError. */
export const streamed = async (path: string, filter: string, place: string, signal: AbortSignal): Promise<LiveCapture> => {
  const capture = await readCapture(path, signal);
  const kept = filter === '' ? capture : filtered(capture, await compilerFor(filter, place));
  return Object.assign(Object.create(kept) as Capture, {
    batches: untilStopped(kept.batches, signal),
    counts: () => undefined,
    end: async () => capture.close(),
  });
};

type Compiler = (linkType: number) => FilterMachine;

const compilerFor = async (filter: string, place: string): Promise<Compiler> => {
  const library = await libpcap(place);
  const compile = library === undefined ? compileFilter : library.compile;
  const machines = new Map<number, FilterMachine>();
  const machineFor: Compiler = (linkType) => {
    const machine =
      machines.get(linkType) ?? new FilterMachine(pointing(filter, place, () => compile(filter, linkType, SNAP_LENGTH, place)));
    machines.set(linkType, machine);
    return machine;
  };
  return machineFor;
};

const filtered = (capture: Capture, compiler: Compiler): Capture =>
  Object.assign(Object.create(capture) as Capture, { batches: passing(capture.batches, compiler) });

async function* passing(batches: Capture['batches'], compiler: Compiler): AsyncGenerator<FrameBatch, void> {
  for await (const batch of batches) {
    keepPassing(batch, compiler);
    if (batch.count > 0) yield batch;
  }
}

const keepPassing = (batch: FrameBatch, compiler: Compiler): void => {
  let count = 0;
  for (let i = 0; i < batch.count; i++) {
    const from = batch.offset[i] ?? 0;
    const passes = compiler(batch.linkType[i] ?? 0).run(batch.bytes, from, from + (batch.captured[i] ?? 0), batch.original[i]) > 0;
    if (passes) move(batch, i, count++);
  }
  batch.count = count;
};

const move = (batch: FrameBatch, from: number, to: number): void => {
  if (from === to) return;
  for (const column of ['offset', 'captured', 'original', 'seconds', 'nanos', 'linkType', 'mark', 'source', 'position'] as const)
    batch[column].copyWithin(to, from, from + 1);
  const comments = batch.comments.get(from);
  batch.comments.delete(from);
  if (comments !== undefined) batch.comments.set(to, comments);
};

/** A capture that is stopped has ended in order: what came is kept. */
async function* untilStopped(batches: Capture['batches'], signal: AbortSignal): AsyncGenerator<FrameBatch, void> {
  try {
    for await (const batch of batches) {
      yield batch;
      if (signal.aborted) return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
