/** Where content goes: into a file, to standard output as bytes, or a page of HTML as text. */

import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { grouped, visible } from '../../core/text.ts';
import { codeOf, ioError } from '../../io/base/errors.ts';
import type { Content } from '../../io/http/client.ts';
import { pageText } from '../../view/html-text.ts';
import type { Context } from '../command/command.ts';

export interface ShowRules {
  readonly save: string | undefined;
  /** A page of HTML is made text. */
  readonly asText: boolean;
  readonly raw: boolean;
  readonly quiet: boolean;
}

/** Pages that are longer are shown as they are. */
const LARGEST_PAGE = 4 << 20;

export const showContent = async (
  content: Content,
  pieces: AsyncIterable<Uint8Array>,
  rules: ShowRules,
  context: Context,
): Promise<void> => {
  if (rules.save !== undefined)
    return saveContent(rules.save, pieces, rules.quiet ? () => {} : (line) => context.err.line(context.err.style.dim(visible(line))));
  const { out } = context;
  const page = rules.asText && /^(text\/html|application\/xhtml\+xml)\b/i.test(content.type) ? [] : undefined;
  let held: Uint8Array[] | undefined = page;
  let size = 0;
  for await (const bytes of pieces) {
    size += bytes.length;
    if (held !== undefined && size <= LARGEST_PAGE) {
      held.push(bytes.slice());
      continue;
    }
    for (const kept of held ?? []) out.untrusted(kept, rules.raw);
    held = undefined;
    out.untrusted(bytes, rules.raw);
    await out.ready();
  }
  if (held !== undefined) showPage(Buffer.concat(held), content.type, context);
  else if (out.isTerminal && size > 0) out.line();
};

const showPage = (bytes: Uint8Array, type: string, { out }: Context): void => {
  const { title, lines } = pageText(decoded(bytes, type), Math.min(out.columns, 100));
  if (title !== '') out.line(out.style.bold(visible(title)));
  if (title !== '' && lines.length > 0) out.line();
  for (const line of lines) out.line(visible(line));
};

const decoded = (bytes: Uint8Array, type: string): string => {
  const inside = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(Buffer.from(bytes.subarray(0, 1024)).toString('latin1'));
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? inside?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
};

export const showFile = async (path: string, rules: ShowRules, context: Context): Promise<number> => {
  const type = /\.x?html?$/i.test(path) ? 'text/html' : '';
  try {
    await showContent({ type, url: path }, createReadStream(path), rules, context);
  } catch (error) {
    throw error instanceof UsageError ? error : ioError(path, 'a file that can be read', error);
  }
  return 0;
};

/** Whole, or not under that name: it is written as FILE.part. */
const saveContent = async (path: string, pieces: AsyncIterable<Uint8Array>, say: (line: string) => void): Promise<void> => {
  const part = `${path}.part`;
  const [place, handle] = [await openNew(path), await openNew(part)];
  let size = 0;
  try {
    await place.close();
    for await (const bytes of pieces) {
      await handle.writeFile(bytes);
      size += bytes.length;
    }
    await handle.close();
    await rename(part, path);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(path, { force: true });
    throw codeOf(error) === undefined ? error : ioError(part, 'a file that takes the content', error);
  }
  say(`${grouped(size)} bytes in ${path}`);
};

const openNew = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new UsageError('get --save', sayWrong('newName'), path);
    throw ioError(path, 'a file that can be made', error);
  }
};
