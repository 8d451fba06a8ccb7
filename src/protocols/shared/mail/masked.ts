/** What rows say in place of a password: its bytes stay where they are. */
import { utf8 } from '../../../core/bytes.ts';
import type { TextBuffer } from '../../../core/text-buffer.ts';
import type { Seen } from '../../../wire/row.ts';
import { putVisible } from '../row-text.ts';

export const MASK = '********';
export const MASKED = utf8(MASK);

/** A password in a row: the mask, unless it is to be shown. */
export const putSecret = (out: TextBuffer, { b, showSecrets }: Seen, from: number, to: number): void => {
  if (showSecrets) putVisible(out, b, from, to);
  else out.put(MASKED);
};
