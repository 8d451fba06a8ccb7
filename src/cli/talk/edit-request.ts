/** The request in the user's editor: the head with the line ends of a text, the body as it is. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IoError } from '../../core/fault.ts';
import { splitWords } from '../../io/program/shell-words.ts';

export const editRequest = async (request: Uint8Array, editor: string): Promise<Uint8Array> => {
  const [program = 'vi', ...args] = splitWords(editor, '$EDITOR');
  const folder = mkdtempSync(join(tmpdir(), 'wirecat-'));
  try {
    const file = join(folder, 'request.txt');
    const [head, body] = parted(Buffer.from(request).toString('latin1'), '\r\n\r\n');
    writeFileSync(file, Buffer.from(head.replaceAll('\r\n', '\n') + body, 'latin1'), { mode: 0o600 });
    const { status, error } = spawnSync(program, [...args, file], { stdio: 'inherit' });
    if (error !== undefined || status !== 0)
      throw new IoError('$EDITOR', 'EEDIT', `expected ${program} to end in order; nothing was sent`, error);
    const [newHead, newBody] = parted(readFileSync(file).toString('latin1'), '\n\n');
    return Buffer.from(newHead.replace(/\r?\n/g, '\r\n') + newBody, 'latin1');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Up to and with `end`, and the rest. */
const parted = (text: string, end: string): readonly [string, string] => {
  const at = text.indexOf(end);
  return at < 0 ? [text, ''] : [text.slice(0, at + end.length), text.slice(at + end.length)];
};
