/** Site: files and folders as resources: which of them a path names, with its validators, its ranges and its coding. */
import { IoError } from '../../../core/fault.ts';
import { codeOf } from '../../base/errors.ts';
import type { FileEntry, Files } from '../../files/files.ts';
import type { OpenFile } from '../../files/open-file.ts';
import { rangeHolds, unmet, type Validators } from './conditions.ts';
import { listing } from './listing.ts';
import { isCompressible, mediaType } from './media-types.ts';
import { chosenCoding } from './negotiate.ts';
import { LEAST, packed } from './packed.ts';
import { contentRange, parseRanges, severalRanges } from './ranges.ts';
import { httpDate, type Reply } from './reply.ts';
import type { Request } from './request.ts';
import { StatusError } from './status-error.ts';
import { writtenPath } from './target.ts';

const INDEX = 'index.html';

/** The reply to GET or HEAD. `at`: where in the folder the path lies. Throws a StatusError. */
export const siteReply = async (request: Request, files: Files, at: string): Promise<Reply> => {
  const file = opened(files, at);
  if (file !== undefined) return fileReply(request, file, at.slice(at.lastIndexOf('/') + 1));
  const names = namesOf(request.path);
  if (!request.path.endsWith('/')) return moved(writtenPath(names, true), request.query);
  const index = opened(files, `${at}/${INDEX}`, 'may lack');
  if (index !== undefined) return fileReply(request, index, INDEX);
  return listing(request, { names, entries: onDisk(() => files.list(at)), writable: files.writable });
};

export const namesOf = (path: string): readonly string[] => path.split('/').filter((name) => name !== '' && name !== '.');

const moved = (path: string, query: string | undefined): Reply => ({
  status: 301,
  fields: [['Location', query === undefined ? path : `${path}?${query}`]],
});

/** What refuses in terms of the disk, in those of HTTP. */
export const onDisk = <T>(act: () => T): T => {
  try {
    return act();
  } catch (error) {
    throw statusOf(error);
  }
};

/** Errors of another kind as they are. */
const statusOf = (error: unknown): unknown => {
  const [status, sentence] = STATUS[codeOf(error) ?? ''] ?? [];
  return status === undefined || error instanceof StatusError ? error : new StatusError(status, sentence ?? '');
};

const STATUS: Readonly<Record<string, readonly [number, string]>> = {
  EACCES: [403, 'this may not be read or written here'],
  EEXIST: [409, 'there is something of that name already'],
  EFBIG: [507, 'the disk does not take so much'],
  EISDIR: [409, 'there is a folder of that name'],
  EDQUOT: [507, 'the disk is full'],
  ENOENT: [404, 'there is no file or folder of that name'],
  ENOSPC: [507, 'the disk is full'],
  ENOTDIR: [404, 'there is no folder of that name'],
  ENOTEMPTY: [409, 'the folder is not empty'],
  EPERM: [403, 'this may not be read or written here'],
  EROFS: [403, 'nothing may be written here (--write allows it)'],
  EMFILE: [503, 'the server has too many files open; try again'],
};

/** Undefined for a folder, and with `may lack` for nothing. */
const opened = (files: Files, path: string, missing?: 'may lack'): OpenFile | undefined => {
  try {
    if (path.endsWith('/')) throw notAFile(files.look(path));
    return files.open(path);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    if (error.code === 'EISDIR' || (missing !== undefined && error.code === 'ENOENT')) return undefined;
    throw statusOf(error);
  }
};

/** A file has no slash behind its name. */
const notAFile = ({ kind, name }: FileEntry): IoError =>
  new IoError(name, kind === 'folder' ? 'EISDIR' : 'ENOTDIR', 'a path that ends with a slash names a folder');

const fileReply = async (request: Request, file: OpenFile, name: string): Promise<Reply> => {
  try {
    const reply = await shownFile(request, file, name);
    if (reply.content === undefined) file.close();
    return reply;
  } catch (error) {
    file.close();
    throw error;
  }
};

const shownFile = async (request: Request, file: OpenFile, name: string): Promise<Reply> => {
  const type = mediaType(name);
  const varies = isCompressible(type) && file.size >= LEAST;
  const range = request.method === 'GET' ? request.get('range') : undefined;
  const coding = varies && range === undefined ? chosenCoding(request.get('accept-encoding')) : undefined;
  const now = validatorsOf(file, coding);
  const same: Reply['fields'] = [
    ['ETag', now.etag],
    ['Last-Modified', httpDate(now.modified * 1000)],
    ...(varies ? ([['Vary', 'Accept-Encoding']] as const) : []),
  ];
  const failed = unmet(request, now);
  if (failed === 304) return { status: 304, fields: same };
  if (failed === 412) throw new StatusError(412, 'the file is not the one that the request is meant for');
  const fields: Reply['fields'] = [['Content-Type', type], ...same, ['X-Content-Type-Options', 'nosniff']];
  if (coding !== undefined) return { status: 200, fields: [...fields, ['Content-Encoding', coding]], content: await packed(file, coding) };
  const ranges = range !== undefined && rangeHolds(request, now) ? parseRanges(range, file.size) : undefined;
  return ranges === undefined
    ? { status: 200, fields: [...fields, ['Accept-Ranges', 'bytes']], content: { kind: 'file', file, from: 0, end: file.size } }
    : rangesReply(file, ranges, fields, type);
};

const rangesReply = (
  file: OpenFile,
  ranges: Exclude<ReturnType<typeof parseRanges>, undefined>,
  fields: Reply['fields'],
  type: string,
): Reply => {
  const [first] = ranges;
  if (first === undefined)
    throw new StatusError(416, `the file has ${file.size} bytes, and none of those that are asked for`, {
      fields: [['Content-Range', `bytes */${file.size}`]],
    });
  if (ranges.length === 1)
    return {
      status: 206,
      fields: [...fields, ['Content-Range', contentRange(first, file.size)]],
      content: { kind: 'file', file, from: first.from, end: first.end },
    };
  const several = severalRanges(file, ranges, type);
  return { status: 206, fields: fields.map(([n, v]) => [n, n === 'Content-Type' ? several.type : v] as const), content: several.content };
};

/** Each coding of a file has a tag of its own (RFC 9110 §8.8.3.3). */
export const validatorsOf = (file: Pick<OpenFile, 'identity' | 'modified'>, coding?: string): Validators => ({
  etag: `"${file.identity}${coding === undefined ? '' : `-${coding}`}"`,
  modified: Math.floor(file.modified / 1000),
});
