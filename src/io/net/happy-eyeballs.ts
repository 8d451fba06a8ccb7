/** Happy Eyeballs (RFC 8305): several addresses of one name tried in turn, a quarter of a second apart and side by side; the first one open wins. */
import { listenForAbort } from '../base/abort-listener.ts';
import { abortReason } from '../base/errors.ts';

export interface Candidate {
  readonly address: string;
  readonly family: 4 | 6;
}

/** RFC 8305 §5: the recommended Connection Attempt Delay, in milliseconds. */
export const ATTEMPT_DELAY = 250;

/** RFC 8305 §4: the families take turns, beginning with that of the first address. */
export const interleave = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const first = candidates[0]?.family;
  const own = candidates.filter((c) => c.family === first);
  const other = candidates.filter((c) => c.family !== first);
  return Array.from({ length: Math.max(own.length, other.length) }, (_, i) => [own[i], other[i]])
    .flat()
    .filter((c) => c !== undefined);
};

export interface Race<T> {
  readonly candidates: readonly Candidate[];
  connect(candidate: Candidate, signal: AbortSignal): Promise<T>;
  /** A second one got through at the same moment. */
  discard(late: T): void;
  readonly onAttemptFailed?: ((address: string, error: Error) => void) | undefined;
}

/** Rejects with an AggregateError of all attempts, in their order, or with the signal's reason. */
export const firstOpen = <T>(race: Race<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(abortReason(signal));
    const attempts = new AbortController();
    const errors: Error[] = [];
    let next = 0;
    let over = false;
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      over = true;
      clearTimeout(timer);
      forget();
      attempts.abort(new Error('another address was quicker'));
    };
    const onAbort = (): void => {
      finish();
      reject(abortReason(signal));
    };
    const won = (channel: T): void => {
      if (over) race.discard(channel);
      else {
        finish();
        resolve(channel);
      }
    };
    const lost = (candidate: Candidate, cause: unknown): void => {
      if (over) return;
      const error = cause instanceof Error ? cause : new Error(String(cause));
      errors.push(error);
      race.onAttemptFailed?.(candidate.address, error);
      if (errors.length === race.candidates.length) {
        finish();
        reject(new AggregateError(errors, 'no address answered'));
      } else start();
    };
    const start = (): void => {
      clearTimeout(timer);
      const candidate = race.candidates[next++];
      if (candidate === undefined) return;
      race.connect(candidate, attempts.signal).then(won, (error: unknown) => lost(candidate, error));
      timer = setTimeout(start, ATTEMPT_DELAY);
    };
    const forget = listenForAbort(signal, onAbort);
    start();
  });
