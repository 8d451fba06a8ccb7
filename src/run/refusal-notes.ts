/** Refusal notes: peers who were refused, told so that a flood of them is not a flood of lines: the first at once, then a sum each second. */

export interface RefusalNotes {
  /** `why` reads "limit of 100 connections per address". */
  refused(remote: string, why: string): void;
  /** Tells what has not been told yet. */
  close(): void;
}

const EACH = 1000;

export const refusalNotes = (say: (line: string) => void): RefusalNotes => {
  let timer: NodeJS.Timeout | undefined;
  let untold = 0;
  let last = '';
  const tell = (): void => {
    timer = undefined;
    if (untold === 0) return;
    say(untold === 1 ? `turned away ${last}` : `turned away ${untold} more, the last ${last}`);
    untold = 0;
    timer = setTimeout(tell, EACH).unref();
  };
  return {
    refused: (remote, why) => {
      last = `${remote}: ${why}`;
      untold++;
      if (timer === undefined) tell();
    },
    close: () => {
      clearTimeout(timer);
      tell();
      clearTimeout(timer);
    },
  };
};
