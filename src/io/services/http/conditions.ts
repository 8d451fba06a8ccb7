/** Conditional requests (RFC 9110 §13): whether a request is carried out, depends on what the client has already. */
import { parseHttpDate } from './reply.ts';
import type { Request } from './request.ts';

export interface Validators {
  /** With its quotes. */
  readonly etag: string;
  /** Whole seconds since 1970. */
  readonly modified: number;
}

/** In the order of §13.2.2: undefined where it is to be carried out, or the status of the reply. `now`: nothing is there. */
export const unmet = (request: Pick<Request, 'method' | 'get'>, now: Validators | undefined): 304 | 412 | undefined => {
  const match = request.get('if-match');
  if (match !== undefined) {
    if (!names(match, now, 'strong')) return 412;
  } else {
    const since = parseHttpDate(request.get('if-unmodified-since'));
    if (since !== undefined && now !== undefined && now.modified > since) return 412;
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const none = request.get('if-none-match');
  if (none !== undefined) return names(none, now, 'weak') ? (isRead ? 304 : 412) : undefined;
  const since = isRead ? parseHttpDate(request.get('if-modified-since')) : undefined;
  return since !== undefined && now !== undefined && now.modified <= since ? 304 : undefined;
};

/** `If-Range` (§13.1.5): whether the ranges that are asked for are still those of what the client has. */
export const rangeHolds = (request: Pick<Request, 'get'>, { etag, modified }: Validators): boolean => {
  const condition = request.get('if-range');
  if (condition === undefined) return true;
  return condition.startsWith('"') || condition.startsWith('W/') ? condition === etag : parseHttpDate(condition) === modified;
};

const names = (list: string, now: Validators | undefined, how: 'strong' | 'weak'): boolean => {
  if (now === undefined) return false;
  if (list.trim() === '*') return true;
  const tags = list.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? [];
  return tags.some((tag) => (how === 'strong' ? tag : tag.replace(/^W\//, '')) === now.etag);
};
