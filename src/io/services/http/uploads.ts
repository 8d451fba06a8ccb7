/** Writing to the folder, where that was allowed: PUT and DELETE of a file (RFC 9110 §9.3), and files from the form of a listing. */
import { visible } from '../../../core/text.ts';
import type { Files } from '../../files/files.ts';
import type { NewFile } from '../../files/new-file.ts';
import { unmet, type Validators } from './conditions.ts';
import type { Exchange } from './exchange.ts';
import { type FormEvent, formBoundary, formEvents } from './multipart.ts';
import { escapeHtml, htmlPage, PAGE_FIELDS } from './page.ts';
import { type Reply, textReply } from './reply.ts';
import type { Request } from './request.ts';
import { namesOf, onDisk, validatorsOf } from './site.ts';
import { StatusError } from './status-error.ts';
import { writtenPath } from './target.ts';

/** The reply to PUT, DELETE or POST. `at`: where in the folder the path lies. Throws a StatusError. */
export const uploadReply = async (x: Exchange, files: Files, at: string): Promise<Reply> => {
  checkOrigin(x);
  if (x.request.method === 'POST') return postFiles(x, files, at);
  if (at.endsWith('/') && x.request.method === 'PUT')
    throw new StatusError(409, 'a folder cannot be written as a file; leave the last slash out');
  const old = validatorsAt(files, at);
  if (unmet(x.request, old) !== undefined) throw new StatusError(412, 'what is there is not what the request is meant for');
  if (x.request.method === 'PUT') return putFile(x, files, at, old !== undefined);
  onDisk(() => files.remove(at));
  return { status: 204, fields: [] };
};

/** A page from elsewhere may not have its visitor's browser write here. */
const checkOrigin = ({ request, isSecure }: Pick<Exchange, 'request' | 'isSecure'>): void => {
  const origin = request.get('origin');
  const own = `${isSecure ? 'https' : 'http'}://${request.get('host') ?? ''}`;
  if (origin !== undefined && origin.toLowerCase() !== own.toLowerCase())
    throw new StatusError(403, 'a page of another server may not write here', { ends: true });
};

const validatorsAt = (files: Files, at: string): Validators | undefined => {
  try {
    const file = files.open(at);
    file.close();
    return validatorsOf(file);
  } catch {
    return undefined;
  }
};

const putFile = async ({ request, body }: Exchange, files: Files, at: string, replaces: boolean): Promise<Reply> => {
  if (request.get('content-range') !== undefined) throw new StatusError(400, 'a file is written as a whole, not in ranges', { ends: true });
  if (request.get('content-encoding') !== undefined) throw new StatusError(415, 'a file is written as it is, not packed', { ends: true });
  const file = onDisk(() => files.create(at));
  try {
    for await (const piece of body.pieces()) await file.write(piece);
    await file.finish();
  } catch (error) {
    file.discard();
    return onDisk(() => {
      throw error;
    });
  }
  const now = validatorsAt(files, at);
  const tag: Reply['fields'] = now === undefined ? [] : [['ETag', now.etag]];
  return replaces
    ? { status: 204, fields: tag }
    : { status: 201, fields: [['Location', writtenPath(namesOf(request.path), false)], ...tag] };
};

const postFiles = async (x: Exchange, files: Files, at: string): Promise<Reply> => {
  const { request, body } = x;
  const boundary = formBoundary(request.get('content-type'));
  if (boundary === undefined)
    throw new StatusError(415, 'files come by PUT, or by POST to a folder as multipart/form-data', {
      fields: [['Accept-Post', 'multipart/form-data']],
    });
  if (onDisk(() => files.look(at)).kind !== 'folder') throw new StatusError(409, 'files are posted to a folder');
  const written: string[] = [];
  const form = new FormFiles(files, at, written);
  try {
    for await (const event of formEvents(body.pieces(), boundary)) await form.take(event);
  } catch (error) {
    form.discard();
    return onDisk(() => {
      throw error;
    });
  }
  return written.length === 0 ? noFile() : postedReply(request, written);
};

const noFile = (): never => {
  throw new StatusError(400, 'there is no file in the form');
};

const postedReply = (request: Request, written: readonly string[]): Reply => {
  const names = namesOf(request.path);
  const items = written.map((name) => `<li><a href="${escapeHtml(writtenPath([...names, name], false))}">${escapeHtml(visible(name))}</a>`);
  const page = htmlPage('Written', `<ul>${items.join('')}</ul>\n<p><a href="${escapeHtml(writtenPath(names, true))}">The folder</a></p>`);
  const location: Reply['fields'] = [['Location', writtenPath([...names, written[0] ?? ''], false)]];
  return textReply(201, 'text/html', page, [...location, ...PAGE_FIELDS]);
};

/** The files of one form: one under way at a time. What is there already is not replaced by a name that somebody else chose. */
class FormFiles {
  readonly #files: Files;
  readonly #folder: string;
  readonly #written: string[];
  #now: { readonly name: string; readonly file: NewFile } | undefined;

  constructor(files: Files, folder: string, written: string[]) {
    this.#files = files;
    this.#folder = folder.replace(/\/$/, '');
    this.#written = written;
  }

  async take(event: FormEvent): Promise<void> {
    if (event.kind === 'part') this.#begin(event.file);
    else if (event.kind === 'data') await this.#now?.file.write(event.bytes);
    else await this.#finish();
  }

  discard(): void {
    this.#now?.file.discard();
  }

  #begin(name: string | undefined): void {
    if (name === undefined || name === '') return;
    const path = `${this.#folder}/${name}`;
    if (this.#exists(path)) throw new StatusError(409, `there is a file ${JSON.stringify(visible(name))} already; PUT replaces it`);
    this.#now = { name, file: onDisk(() => this.#files.create(path)) };
  }

  #exists(path: string): boolean {
    try {
      this.#files.look(path);
      return true;
    } catch {
      return false;
    }
  }

  async #finish(): Promise<void> {
    const now = this.#now;
    this.#now = undefined;
    if (now === undefined) return;
    await now.file.finish();
    this.#written.push(now.name);
  }
}
