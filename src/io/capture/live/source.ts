/** Sources: what may be typed where live frames are wanted: an interface, `ssh:HOST:INTERFACE`, a pipe. */
import type { LiveCapture } from './live-capture.ts';
import { type LiveOptions, openLive, SNAP_LENGTH } from './open-live.ts';
import { sshCapture, sshPlace } from './ssh-capture.ts';
import { isStream, streamed } from './stream-capture.ts';

/** `capture:eth0`, where a file could stand as well. */
const SCHEME = 'capture:';

/** The source behind `capture:`; undefined where the word is something else. */
export const liveWord = (word: string): string | undefined => (word.startsWith(SCHEME) ? word.slice(SCHEME.length) : undefined);

/** Whether its frames are captured on this machine, now. */
export const isOfHere = (word: string): boolean => {
  const place = liveWord(word) ?? word;
  return !isStream(place) && !place.startsWith('ssh:');
};

/** `options.interface` is the word that names the source. */
export const openSource = async (options: LiveOptions, place: string, signal: AbortSignal): Promise<LiveCapture> => {
  const word = liveWord(options.interface) ?? options.interface;
  const { filter = '', promiscuous = false, snapLength = SNAP_LENGTH, onMessage = () => {} } = options;
  if (isStream(word)) return streamed(word, filter, place, signal);
  const far = sshPlace(word, place);
  if (far !== undefined) return sshCapture(far, { filter, promiscuous, snapLength, onMessage }, place, signal);
  return openLive({ ...options, interface: word }, place, signal);
};
