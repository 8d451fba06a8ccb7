/** A folder as a page that can be sorted, with a form for uploads where these are allowed; as JSON for who would rather have that. */
import { visible } from '../../../core/text.ts';
import type { FileEntry } from '../../files/files.ts';
import { prefersJson } from './negotiate.ts';
import { escapeHtml, htmlPage, PAGE_FIELDS } from './page.ts';
import { type Reply, textReply } from './reply.ts';
import type { Request } from './request.ts';
import { writtenPath } from './target.ts';

type Column = 'name' | 'size' | 'modified';

export interface Listed {
  /** Of the folder. */
  readonly names: readonly string[];
  readonly entries: readonly FileEntry[];
  readonly writable: boolean;
}

export const listing = (request: Pick<Request, 'get' | 'query'>, listed: Listed): Reply => {
  const vary: Reply['fields'] = [['Vary', 'Accept'], ['Cache-Control', 'no-cache'], ...PAGE_FIELDS];
  if (prefersJson(request.get('accept'))) return textReply(200, 'application/json', json(listed), vary);
  const { column, down } = orderOf(request.query);
  const entries = sorted(listed.entries, column, down);
  return textReply(200, 'text/html', htmlPage(`Folder ${visible(writtenText(listed.names))}`, table(listed, entries, column, down)), vary);
};

const writtenText = (names: readonly string[]): string => `/${names.map((name) => `${name}/`).join('')}`;

const json = ({ names, entries }: Listed): string =>
  `${JSON.stringify({
    path: writtenText(names),
    entries: entries.map(({ name, kind, size, modified }) => ({
      name,
      kind,
      ...(kind === 'file' && { size }),
      modified: new Date(modified).toISOString(),
      href: hrefOf(names, name, kind),
    })),
  })}\n`;

const hrefOf = (names: readonly string[], name: string, kind: FileEntry['kind']): string =>
  writtenPath([...names, name], kind === 'folder');

/** `?sort=size&down` */
const orderOf = (query = ''): { readonly column: Column; readonly down: boolean } => {
  const [, asked] = /(?:^|&)sort=(size|modified)(?:&|$)/.exec(query) ?? [];
  return { column: asked === 'size' || asked === 'modified' ? asked : 'name', down: /(?:^|&)down(?:=|&|$)/.test(query) };
};

/** Folders first. */
const sorted = (entries: readonly FileEntry[], column: Column, down: boolean): readonly FileEntry[] => {
  const compared = (a: FileEntry, b: FileEntry): number => (column === 'name' ? a.name.localeCompare(b.name, 'en') : a[column] - b[column]);
  return [...entries].sort((a, b) => (a.kind === b.kind ? (down ? -1 : 1) * compared(a, b) : a.kind === 'folder' ? -1 : 1));
};

const table = ({ names, writable }: Listed, entries: readonly FileEntry[], column: Column, down: boolean): string => {
  const heads = (['name', 'size', 'modified'] as const).map(
    (name) => `<th><a href="?sort=${name}${column === name && !down ? '&amp;down' : ''}">${name}</a>`,
  );
  const up = names.length === 0 ? '' : `<tr><td><a href="${escapeHtml(writtenPath(names.slice(0, -1), true))}">..</a><td><td>\n`;
  const rows = entries.map((entry) => row(names, entry)).join('');
  const none = entries.length === 0 ? '<p>There is nothing in it.</p>\n' : '';
  const form = writable
    ? '\n<form method="post" enctype="multipart/form-data"><input type="file" name="file" multiple> <button>Upload</button></form>'
    : '';
  return `<table><tr>${heads.join('')}\n${up}${rows}</table>\n${none}${form}`;
};

const row = (names: readonly string[], { name, kind, size, modified }: FileEntry): string => {
  const shown = escapeHtml(visible(name) + (kind === 'folder' ? '/' : ''));
  const time = new Date(modified).toISOString().slice(0, 19).replace('T', ' ');
  return `<tr><td><a href="${escapeHtml(hrefOf(names, name, kind))}">${shown}</a><td class="n">${kind === 'file' ? size : ''}<td>${time}\n`;
};
