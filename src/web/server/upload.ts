/** Upload: a capture that somebody dropped on the page. It goes to a file that is gone when the program ends; no name reaches the file system. */
import { randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { Words } from '../../core/words.ts';
import type { Desktop } from './desktop.ts';
import { refusalText } from './refusal-text.ts';

/** Bytes of a file. */
const MOST = 8 * 2 ** 30;

export const takeUpload = (request: IncomingMessage, response: ServerResponse, desktop: Desktop, words: Words): void => {
  const reply = (status: number, answer: object): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(answer));
  };
  if (request.headers['content-type'] !== 'application/octet-stream') {
    reply(415, { error: 'expected application/octet-stream' });
    return;
  }
  const path = join(tmpdir(), `wirecat-${randomUUID()}`);
  const name = visible(decoded(new URL(request.url ?? '', 'http://x').searchParams.get('name') ?? 'capture')).slice(0, 200);
  take(request, desktop, path, name).then(
    (id) => reply(200, { capture: id }),
    // It is told by the name that whoever dropped it knows.
    (error: unknown) => reply(400, { error: refusalText(error, words).replaceAll(path, () => name) }),
  );
};

const take = async (request: IncomingMessage, desktop: Desktop, path: string, name: string): Promise<number> => {
  try {
    let left = MOST;
    await pipeline(
      request,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          left -= chunk.length;
          if (left < 0) throw UsageError.of(name, sayWrong('fileTooLarge', { most: MOST / 2 ** 30 }));
          yield chunk;
        }
      },
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    );
    return await desktop.open(path, name);
  } finally {
    // What is open stays readable.
    rmSync(path, { force: true });
  }
};

const decoded = (text: string): string => text.replaceAll(/[/\\]/g, '_');
