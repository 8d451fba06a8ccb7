/** Shown: what is said of a capture that is to be looked at. */

import type { DecodeAs } from '../analysis/decode-as.ts';
import type { KeyLog } from '../analysis/key-log.ts';
import type { Words } from '../core/words.ts';

export interface Shown {
  /** Ladders are in these; English where they are absent. */
  readonly words?: Words | undefined;
  readonly name: string;
  /** Passwords as they are. */
  readonly showSecrets?: boolean;
  /** Keys of what is encrypted, which may grow. */
  readonly secrets?: KeyLog;
  /** What ports carry, as the user says. */
  readonly decodeAs?: DecodeAs | undefined;
  /** Its packets pass here, now: the processes that send them can be asked for. */
  readonly isHere?: boolean;
  /** Milliseconds to rest after so many of work. */
  readonly rest?: (worked: number) => number;
}
