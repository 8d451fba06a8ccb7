/** Large files: read with a thread that is ahead, where that pays for its start. */
import type { Capture, FileCapture } from '../../io/capture/read/capture.ts';
import type { AheadChoice } from './ahead.ts';

/** From so many bytes on a second thread pays for its start, which costs what some ten thousand frames do. */
const LARGE = 24 << 20;

/** The same capture, whose frames a thread with the program `file` decodes and traces; as it is where that would not be quicker. */
export const readLarge = async (capture: Capture, file: string | undefined, choice: Omit<AheadChoice, 'file'>): Promise<Capture> => {
  if (file === undefined || !isFile(capture) || capture.size < LARGE) return capture;
  const { readAhead } = await import('./ahead.ts');
  return readAhead(capture, { file, ...choice });
};

const isFile = (capture: Capture): capture is FileCapture => 'fd' in capture;
