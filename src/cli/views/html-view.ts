/** `wirecat read FILE --html OUT`: the packets, and the page that shows them, in one HTML file. */

import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { joined, sayNotice } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import { pcapngEncoder } from '../../formats/pcapng-write.ts';
import { ioError } from '../../io/base/errors.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { MOST_SAVED, savedPage } from '../../web/server/saved-page.ts';
import type { Context } from '../command/command.ts';

declare const WIRECAT_VERSION: string;

const TEMPLATE = join(__dirname, '..', '..', 'saved-page.html');
const BUFFER = 256 << 10;

/** Those that pass; gives the exit code. */
export const writeHtml = async (context: Context, capture: Capture, walk: FrameWalk, file: string): Promise<number> => {
  const parts: Uint8Array[] = [];
  let [size, frames] = [0, 0];
  const put = (bytes: Uint8Array): void => {
    parts.push(bytes.slice());
    size += bytes.length;
  };
  const encoder = pcapngEncoder(`wirecat ${WIRECAT_VERSION}`, (rest, least) => {
    put(rest.bytes);
    return new Uint8Array(Math.max(BUFFER, least));
  });
  const sources = new Map<number, number>();
  await eachFrame(capture, walk, ({ batch, i, source }) => {
    const from = capture.decoder.interfaces[source];
    if (from === undefined || from.linkType !== batch.linkType[i]) return true;
    const known = sources.get(source) ?? encoder.source({ ...from, comment: from.comments.join('\n') });
    sources.set(source, known);
    encoder.frame(batch, i, known);
    frames++;
    return size <= MOST_SAVED;
  });
  put(encoder.take().bytes);
  const page = savedPage(TEMPLATE, basename(capture.place), Buffer.concat(parts));
  try {
    writeFileSync(file, page, { mode: 0o600 });
  } catch (error) {
    throw ioError(file, 'a file to write', error);
  }
  const text = [sayNotice('savedPage', { frames }), ` ${visible(file)}; `, sayNotice('openPage')];
  context.out.line(joined(text, context.said));
  return 0;
};
