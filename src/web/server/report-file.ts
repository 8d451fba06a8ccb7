/** Report file: the report of the exercise that is being done, to be kept or handed in. */
import type { ServerResponse } from 'node:http';
import type { Words } from '../../core/words.ts';
import { labReport } from '../../run/lab/report.ts';
import type { Lesson } from '../../run/workbench/lesson.ts';
import { wholeCapture } from './download.ts';

export const giveReport = (response: ServerResponse, lesson: Lesson | undefined, application: string, words: Words): void => {
  if (lesson === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end('No exercise is being done.\n');
    return;
  }
  const { session, browsing, code } = lesson;
  const html = labReport(session, {
    words,
    when: new Date(),
    application,
    capture: wholeCapture(browsing, application),
    files: [...code].map(([name, text]) => ({ name, text })),
  });
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${session.exercise.name}.html"`,
    'cache-control': 'no-store',
  });
  response.end(html);
};
