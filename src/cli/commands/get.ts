/** `wirecat get`: a browser by hand: the request as it goes out, the reply as it comes, the page as text. */
import { readFileSync } from 'node:fs';
import { ioError } from '../../io/base/errors.ts';
import { placeOf } from '../../io/http/client-request.ts';
import { runGet } from '../../run/get.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { editRequest } from '../talk/edit-request.ts';
import { facesFor } from '../talk/faces.ts';
import { openOptions, openRules, talkOptions, wirePlan } from '../talk/options.ts';
import { showContent, showFile } from '../talk/show-content.ts';

export const command: Command = defineCommand({
  name: 'get',
  summary: 'fetch a page as a browser does, and see request, reply and packets',
  group: 'Protocols by hand',
  usage: ['URL'],
  operands: [{ name: 'URL' }],
  details: [
    'Standard error tells the request as it goes out (>) and the reply as it comes (<): its head, its chunks, cookies and redirects, which are followed. Standard output gets the content, unpacked; of a page of HTML the text.',
    'What is typed goes out as it is: a header that is not what it should be is told, and sent. `Name:` without a value leaves a header out. The exit code is 1 where the status is 400 or more.',
    'URLs: http://HOST:PORT/PATH, https://…, ftp://HOST/PATH (a folder where it ends with /), unix:SOCKET:/PATH and file:///PATH.',
  ],
  options: {
    method: { short: 'X', value: 'WORD', help: 'the method (GET; POST with --body)', group: 'The request' },
    header: { short: 'H', value: 'LINE', repeat: true, help: "a header, e.g. 'Accept-Language: de'", group: 'The request' },
    body: { short: 'd', value: 'TEXT', help: 'what the request carries; @FILE reads it', group: 'The request' },
    'request-line': { value: 'LINE', help: 'the first line, exactly so', group: 'The request' },
    edit: { help: 'change the request in $EDITOR before it goes out', group: 'The request' },
    follow: { negatable: true, help: 'follow redirects, ten at most (yes)', group: 'The request' },
    save: { value: 'FILE', help: 'write the content to FILE, which must not be there', group: 'The content', complete: 'file' },
    packed: { help: 'the content as it came: neither unpacked nor made text', group: 'The content' },
    source: { help: 'the HTML, not its text; escaped on a terminal', group: 'The content' },
    ...talkOptions,
    raw: { help: 'the content as it is, HTML as HTML; nothing is escaped on a terminal', group: 'The content' },
    ...openOptions,
  },
  copies: true,
  examples: [
    { line: 'wirecat get http://127.0.0.1:8080/', says: 'the page, and how it came' },
    { line: "wirecat get http://127.0.0.1:8080/form -d 'name=Ada' --wire", says: 'send a form, and see its packets' },
    { line: "wirecat get http://127.0.0.1:8080/ --request-line 'GET / HTTP/1.0' -H Host:", says: 'a request of 1996' },
  ],
  run: async ({ options, words }, context) => {
    const wire = wirePlan(options, context);
    const place = placeOf(words[0] ?? '');
    const show = { save: options.save, asText: !options.packed && !options.source && !options.raw, raw: options.raw, quiet: options.quiet };
    if (place.scheme === 'file') return showFile(place.address, show, context);
    const typed = { method: options.method, line: options['request-line'], headers: options.header, body: bodyOf(options.body) };
    const plan = { place, words: typed, follow: options.follow ?? true, packed: options.packed };
    const { faces, close } = facesFor(options, wire, context, 'watch');
    try {
      const { insecure } = options;
      const rules = { open: openRules(options), insecure, wire, edit: options.edit ? editorOf(context) : undefined };
      return await runGet(plan, rules, (content, pieces) => showContent(content, pieces, show, context), faces, context.signal);
    } finally {
      close();
    }
  },
});

const editorOf =
  ({ env }: Context) =>
  (request: Uint8Array): Promise<Uint8Array> =>
    editRequest(request, env['VISUAL'] ?? env['EDITOR'] ?? 'vi');

const bodyOf = (text: string | undefined): Uint8Array | undefined => {
  if (text === undefined || !text.startsWith('@')) return text === undefined ? undefined : new TextEncoder().encode(text);
  try {
    return readFileSync(text.slice(1));
  } catch (error) {
    throw ioError(text.slice(1), 'a file that can be read', error);
  }
};
