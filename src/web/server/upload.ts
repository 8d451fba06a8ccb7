/** Upload: a capture that somebody dropped on the page. It goes to a file that is gone when the program ends; no name reaches the file system. */
import { randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { visible } from '../../core/text.ts';
import type { Desktop } from './desktop.ts';

/** Bytes of a file. */
const MOST = 8 * 2 ** 30;

export const takeUpload = (request: IncomingMessage, response: ServerResponse, desktop: Desktop): void => {
  const reply = (status: number, answer: object): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(answer));
  };
  if (request.headers['content-type'] !== 'application/octet-stream') {
    reply(415, { error: 'expected application/octet-stream' });
    return;
  }
  take(request, desktop).then(
    (id) => reply(200, { capture: id }),
    (error: unknown) => reply(400, { error: error instanceof Error ? visible(error.message) : 'not taken' }),
  );
};

const take = async (request: IncomingMessage, desktop: Desktop): Promise<number> => {
  const path = join(tmpdir(), `wirecat-${randomUUID()}`);
  const name = visible(decoded(new URL(request.url ?? '', 'http://x').searchParams.get('name') ?? 'capture')).slice(0, 200);
  try {
    let left = MOST;
    await pipeline(
      request,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          left -= chunk.length;
          if (left < 0) throw new Error(`the file has more than ${MOST / 2 ** 30} GiB`);
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
