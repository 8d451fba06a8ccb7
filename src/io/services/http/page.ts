/** Pages that the server makes itself: small, readable, everything from outside escaped, and nothing in them that runs. */

import { visible } from '../../../core/text.ts';
import { statusText } from '../../../protocols/shared/http-status.ts';
import { type Reply, textReply } from './reply.ts';
import type { StatusError } from './status-error.ts';

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Nothing of a page of ours is to be run, whatever got into it. */
export const PAGE_FIELDS: Reply['fields'] = [
  ['Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; frame-ancestors 'none'"],
  ['X-Content-Type-Options', 'nosniff'],
];

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222;background:#fff}' +
  'pre{background:#f2f4f6;padding:.8em;overflow:auto}td,th{padding:.1em 1.5em .1em 0;text-align:left}td.n{text-align:right}a{color:#2060a0}';

/** `body` is HTML. */
export const htmlPage = (title: string, body: string): string =>
  `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>\n<body><h1>${escapeHtml(title)}</h1>\n${body}\n</body></html>\n`;

/** What was wrong, in a page; for programs that accept no HTML, in a line of text. */
export const errorReply = (error: StatusError, accepts: string | undefined): Reply => {
  const { status, message, details } = error;
  const title = `${status} ${statusText(status)}`;
  const { fields = [], spot } = details;
  const place = spot === undefined ? [] : placeLines(spot.line, spot.at);
  if (accepts !== undefined && !/text\/html/i.test(accepts))
    return textReply(status, 'text/plain', [title, sentence(message), ...place, ''].join('\n'), [...fields, ...PAGE_FIELDS]);
  const shown = place.length === 0 ? '' : `\n<pre>${escapeHtml(place.join('\n'))}</pre>`;
  return textReply(status, 'text/html', htmlPage(title, `<p>${escapeHtml(sentence(message))}</p>${shown}`), [...fields, ...PAGE_FIELDS]);
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const WIDTH = 72;

/** The line with a mark below the place; of a long one what is around it. */
const placeLines = (line: string, at: number): readonly string[] => {
  const from = Math.max(0, Math.min(at, line.length) - WIDTH / 2);
  const before = visible(line.slice(from, at));
  const text = before + visible(line.slice(at, from + WIDTH));
  return [`${from > 0 ? '…' : ''}${text}`, `${' '.repeat(before.length + (from > 0 ? 1 : 0))}^`];
};
