/** Text in a message, line by line, as Wireshark shows it. */
import { fromUtf8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { contentType } from '../shared/content-type.ts';
import { lineFeed } from '../shared/text.ts';
import { TEXT_TYPES } from '../shared/text-types.ts';

/** Lines that are shown. */
const MOST_LINES = 1000;

export const dataTextLines = layer('data-text-lines', {
  title: 'Line-based text data',
  spec: 'RFC 2046 §4.1',
  label: 'Text',
  fields: {},
  inMessages: true,
  extras: { line: extra('Line', 'none') },
  on: { media_type: TEXT_TYPES },
  heading: (d) => `Line-based text data${contentType(d) === '' ? '' : `: ${contentType(d)}`} (${lineCount(d)} lines)`,
  body: (d) => {
    putLines(d);
    d.header = d.end;
  },
});

const putLines = (d: Dissecting): void => {
  let shown = 0;
  for (let at = d.start; at < d.end && shown < MOST_LINES; shown++) {
    const feed = lineFeed(d.b, at, d.end);
    const next = feed < 0 ? d.end : feed + 1;
    const line = d.put('line', at, next - at, true);
    if (line) line.text = fromUtf8(d.b.subarray(at, next));
    at = next;
  }
};

const lineCount = (d: Dissecting): number => {
  let lines = 0;
  for (let at = d.start; at < d.end; lines++) {
    const feed = lineFeed(d.b, at, d.end);
    at = feed < 0 ? d.end : feed + 1;
  }
  return lines;
};
