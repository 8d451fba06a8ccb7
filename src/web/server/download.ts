/** Download: the packets of a capture that pass a filter, as a pcapng file. They go as fast as they are taken; no file is made here. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import { pcapngEncoder } from '../../formats/pcapng-write.ts';
import type { Browsing } from '../../run/browsing.ts';
import { allNumbers, type FrameNumbers } from '../../view/browse/frame-numbers.ts';
import { LONGEST_FILTER } from '../answers/filter-answer.ts';
import type { Desktop } from './desktop.ts';
import { refusalText } from './refusal-text.ts';
import { type Looks, MOST_SAVED, savedPage } from './saved-page.ts';

/** Bytes that are handed over at once. */
const BUFFER = 256 << 10;
const FEW = 64;

export interface Giving {
  readonly desktop: Desktop;
  readonly application: string;
  /** Where the page lies in which a capture is saved. */
  readonly template: string;
  /** In which it is told why not. */
  readonly words: Words;
}

export const giveCapture = (
  request: IncomingMessage,
  response: ServerResponse,
  { desktop, application, template, words }: Giving,
): void => {
  const asked = new URL(request.url ?? '', 'http://x').searchParams;
  const browsing = desktop.capture(Number(asked.get('capture') ?? Number.NaN))?.browsing;
  const filter = asked.get('filter') ?? '';
  const looks = { columns: asked.get('columns') ?? '', rules: asked.get('rules') ?? '' };
  const refuse = (status: number, text: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`${text}\n`);
  };
  if (browsing === undefined || Math.max(filter.length, looks.columns.length, looks.rules.length) > LONGEST_FILTER) {
    const id = Number(asked.get('capture')) || 0;
    refuse(404, refusalText(UsageError.of('capture', sayWrong('noCapture', { id }), sayWrong('openAgain')), words));
    return;
  }
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  const given =
    asked.get('as') === 'html'
      ? givePage(response, browsing, { filter, looks, application, template }, stop.signal)
      : give(response, browsing, filter, application, stop.signal);
  given.catch((error: unknown) => {
    if (response.headersSent) response.destroy();
    else refuse(error instanceof UsageError ? 400 : 500, refusalText(error, words));
  });
};

const give = async (response: ServerResponse, b: Browsing, filter: string, application: string, signal: AbortSignal): Promise<void> => {
  const numbers = await b.passingNow(filter, signal);
  response.writeHead(200, AS_FILE);
  for (const bytes of encoded(b, numbers, application)) {
    if (signal.aborted) return;
    if (bytes.length > 0 && !response.write(bytes)) await once(response, 'drain', { signal });
    else await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
};

const AS_FILE = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment', 'cache-control': 'no-store' };

interface Saving {
  readonly filter: string;
  readonly looks: Looks;
  readonly application: string;
  readonly template: string;
}

/** The page with them in it. */
const givePage = async (
  response: ServerResponse,
  b: Browsing,
  { filter, looks, application, template }: Saving,
  signal: AbortSignal,
): Promise<void> => {
  const numbers = await b.passingNow(filter, signal);
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const bytes of encoded(b, numbers, application)) {
    parts.push(bytes);
    size += bytes.length;
    if (signal.aborted || size > MOST_SAVED) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const page = savedPage(template, b.name, Buffer.concat(parts), looks);
  response.writeHead(200, AS_FILE);
  response.end(page);
};

/** All packets as one file: of a capture that is known to be small. */
export const wholeCapture = (b: Browsing, application: string): Buffer =>
  Buffer.concat([
    ...encoded(
      b,
      allNumbers(() => b.frames),
      application,
    ),
  ]);

/** The file, a few packets at a time. */
function* encoded(b: Browsing, numbers: FrameNumbers, application: string): Generator<Uint8Array, void> {
  let full: Uint8Array[] = [];
  const encoder = pcapngEncoder(application, (rest, size) => {
    full.push(rest.bytes.slice());
    return new Uint8Array(Math.max(BUFFER, size));
  });
  const sources = new Map<number, number>();
  for (let k = 0; k < numbers.count; k++) {
    const { batch, source, from } = b.stored(numbers.at(k));
    if (from === undefined || from.linkType !== batch.linkType[0]) continue;
    const known = sources.get(source) ?? encoder.source({ ...from, comment: from.comments.join('\n') });
    sources.set(source, known);
    encoder.frame(batch, 0, known);
    if (k % FEW !== FEW - 1) continue;
    yield* full;
    full = [];
  }
  yield* full;
  yield encoder.take().bytes.slice();
}
