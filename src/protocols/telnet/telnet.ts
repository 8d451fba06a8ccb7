/** Telnet Protocol (RFC 854): options that are negotiated, and the data of both sides. A message is what a segment brought. */
import { type Bytes, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { written } from '../../wire/row.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import { putVisible } from '../shared/row-text.ts';
import { AUTH_COMMANDS, AUTH_TYPES, COMMANDS, Command, ENCRYPT_COMMANDS, FLOW_COMMANDS, OPTIONS } from './names.ts';
import { LONGEST_SUBOPTION, type Part, partAt } from './parts.ts';
import { sentences } from './sentences.ts';
import { lineEndAt, putParts } from './tree.ts';

const PORT = 23;

export const telnetReader: Reader<undefined, Message> = {
  unframed: () => true,
  begins: ['\xff', '\xff'],
  guess: (b, o, end) =>
    end - o >= 3 && b[o] === Command.iac && (b[o + 1] ?? 0) >= Command.sb && b[o + 1] !== Command.iac && (b[o + 2] ?? 255) <= 49 ? 0.9 : 0,
  open: () => undefined,
  read(_, _from, b, o, end, closed) {
    if (o === end) return MORE;
    const whole = closed || end - o > LONGEST_SUBOPTION + 8 ? end : wholeEnd(b, o, end);
    return whole === o ? MORE : { kind: 'message', length: whole - o, message: {} };
  },
  resume: () => true,
};

/** Where the parts end that are whole. */
const wholeEnd = (b: Bytes, o: number, end: number): number => {
  let at = o;
  for (let part = partAt(b, at, end); part !== undefined && at < end; part = partAt(b, at, end)) at = part.to;
  return at;
};

export const telnet = layer('telnet', {
  title: 'Telnet',
  spec: 'RFC 854',
  fields: {},
  extras: {
    part: extra('Part', 'none', { unnamed: true }),
    cmd: extra('Command', 'dec', { names: COMMANDS }),
    subcmd: extra('Subcommand', 'dec', { names: OPTIONS }),
    'string_subopt.value': extra('Value', 'string'),
    'naws_subopt.width': extra('Width'),
    'naws_subopt.height': extra('Height'),
    'rfc_subopt.cmd': extra('Command', 'dec', { names: FLOW_COMMANDS }),
    'auth.cmd': extra('Auth Cmd', 'dec', { names: AUTH_COMMANDS }),
    'auth.type': extra('Auth Type', 'dec', { names: AUTH_TYPES }),
    'auth.name': extra('Name', 'string'),
    'enc.cmd': extra('Enc Cmd', 'dec', { names: ENCRYPT_COMMANDS }),
    option_data: extra('Option data', 'bytes'),
    data: extra('Data', 'string'),
  },
  on: { 'tcp.port': PORT, 'tls.port': [PORT, 992] },
  stream: telnetReader,
  row: written((out, { b, o, end }) => writeParts(out, b, o, end)),
  sentences,
  body: (d) => {
    putParts(d);
    d.header = d.end;
  },
});

/** `Will Echo, Do Terminal Type`, and the first line of the data. */
const writeParts = (out: TextBuffer, b: Bytes, o: number, end: number): void => {
  let shown = 0;
  for (let at = o; at < end && shown < MOST_SHOWN; shown++) {
    const part = partAt(b, at, end) ?? { kind: 'data', from: at, to: end, command: 0, option: -1 };
    const says = part.kind === 'data' ? '' : partText(part);
    if (shown > 0 && says !== '') out.put(COMMA);
    if (says !== '') out.text(says);
    if (part.kind === 'data') {
      out.put(shown > 0 ? COMMA_DATA : DATA);
      putVisible(out, b, part.from, lineEndAt(b, part.from, part.to), LONGEST_DATA);
    }
    at = part.to;
  }
};
const MOST_SHOWN = 12;
const LONGEST_DATA = 200;
const [COMMA, DATA, COMMA_DATA] = [utf8(', '), utf8('Data: '), utf8(', Data: ')] as const;

const partText = ({ kind, command, option }: Part): string =>
  kind === 'command' ? (COMMANDS[command] ?? `Command ${command}`) : `${COMMANDS[command]} ${OPTIONS[option] ?? `option ${option}`}`;
