/** Rows of all frames, as `read` shows them where nothing else was asked for. */
import type { Capture } from '../../io/capture/read/capture.ts';
import { rulesOf } from '../../run/decode-rules.ts';
import { keysOf } from '../../run/keys.ts';
import { writeRows } from '../../run/rows.ts';
import { RowTime } from '../../view/row-time.ts';
import type { Context } from '../command/command.ts';
import type { ReadOptions } from './read-options.ts';

export const allRows =
  ({ count, keylog, time, 'show-secrets': showSecrets, 'decode-as': rules }: ReadOptions, { out, err, program, signal }: Context) =>
  async (capture: Capture): Promise<number> => {
    const walk = {
      most: count,
      showSecrets,
      decodeAs: rulesOf(rules, program),
      onForgotten: (what: string) => err.line(`${program}: ${what}`),
      signal,
      secrets: keysOf(keylog, capture.size === undefined),
      mayRepeat: capture.size === undefined,
      onRepeat: (what: string) => err.line(`${program}: ${what}`),
    };
    if (out.isTerminal) await (await import('./terminal-rows.ts')).showRows(out, capture, walk, new RowTime(time));
    else await writeRows(capture, out, walk, new RowTime(time));
    return 0;
  };
