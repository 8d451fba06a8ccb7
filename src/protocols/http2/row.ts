/** Row: what the packet list says of a frame: its type and stream, what is asked or answered, the media type of a body that it ends. */
import { utf8 } from '../../core/bytes.ts';
import { type Seen, written } from '../../wire/row.ts';
import { JSON_SAID, JSON_TYPES } from '../shared/json-types.ts';
import { putIncomplete, putVisible } from '../shared/row-text.ts';
import { HEAD, headAt } from './frame.ts';
import { summaryOf } from './header-tree.ts';
import type { Http2Message } from './message.ts';
import { frameName } from './names.ts';

export const http2Row = written((out, at) => {
  const m = at.message as Http2Message | undefined;
  const frame = frameText(at, m);
  out.text(frame);
  const said = summaryOf(m?.headers);
  if (said !== '') {
    out.text(': ');
    const text = utf8(said);
    putVisible(out, text, 0, text.length);
  }
  if (m?.body !== undefined && m.mediaType) {
    if (isJson(m)) out.put(JSON_SAID);
    const type = utf8(` (${m.mediaType})`);
    putVisible(out, type, 0, type.length, LONGEST_TYPE);
  }
  if (at.wire > at.end) putIncomplete(out, at.end, at.wire);
});
const LONGEST_TYPE = 100;

const isJson = ({ body, mediaType = '' }: Http2Message): boolean => body !== undefined && JSON_TYPES.includes(mediaType);

/** As Wireshark has it, with what the content is dissected as. */
export const http2Label = ({ message }: Seen): string =>
  message !== undefined && isJson(message as Http2Message) ? 'HTTP2/JSON' : 'HTTP2';

const frameText = ({ b, o, end }: Seen, m: Http2Message | undefined): string => {
  if ((m !== undefined && m.type < 0) || end - o < HEAD) return 'Magic';
  const { type, stream } = headAt(b, o);
  return `${frameName(type)}[${stream}]`;
};
