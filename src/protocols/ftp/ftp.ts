/** File Transfer Protocol, the control connection (RFC 959, RFC 2428, RFC 4217). */

import { utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putVisible } from '../shared/row-text.ts';
import { FTP_CODES } from './codes.ts';
import { commandWords, isSecret, lineEnd, replyCode, verbOf } from './command.ts';
import { type FtpMessage, ftpReader } from './reader.ts';
import { sentences } from './sentences.ts';
import { putDirectory, putLines } from './tree.ts';

const PORT = 21;

export const ftp = layer('ftp', {
  title: 'File Transfer Protocol (FTP)',
  spec: 'RFC 959',
  fields: {},
  extras: {
    line: extra('Line', 'none', { unnamed: true }),
    request: extra('Request', 'bool', { hidden: true }),
    response: extra('Response', 'bool', { hidden: true }),
    'request.command': extra('Request command', 'string'),
    'request.arg': extra('Request arg', 'string'),
    'request.secret': extra('Request arg', 'string', { as: 'ftp.request.arg', secret: true }),
    'response.code': extra('Response code', 'dec', { names: FTP_CODES }),
    'response.arg': extra('Response arg', 'string'),
    'active.cip': extra('Active IP address', 'ip4'),
    'active.port': extra('Active port'),
    'active.nat': extra('Active IP NAT', 'bool'),
    'passive.ip': extra('Passive IP address', 'ip4'),
    'passive.port': extra('Passive port'),
    'passive.nat': extra('Passive IP NAT', 'bool'),
    'eprt.af': extra('Extended active address family', 'dec', { names: { 1: 'IPv4', 2: 'IPv6' } }),
    'eprt.ip': extra('Extended active IP address', 'ip4'),
    'eprt.ipv6': extra('Extended active IPv6 address', 'ip6'),
    'eprt.port': extra('Extended active port'),
    'epsv.ip': extra('Extended passive IPv4 address', 'ip4'),
    'epsv.ipv6': extra('Extended passive IPv6 address', 'ip6'),
    'epsv.port': extra('Extended passive port'),
    'current-working-directory': extra('Current working directory', 'string'),
    request_in: extra('Request in frame'),
    response_time: extra('Time since request', 'time', { unit: ' seconds' }),
  },
  on: { 'tcp.port': PORT, 'tls.port': [PORT, 990] },
  stream: ftpReader,
  row: written((out, at) => {
    const to = lineEnd(at.b, at.o, at.end);
    const secretFrom = isReply(at) || !isSecret(verbOf(at.b, at.o, to)) ? to : commandWords(at.b, at.o, to).argument;
    out.put(isReply(at) ? RESPONSE : REQUEST);
    putVisible(out, at.b, at.o, secretFrom);
    if (secretFrom < to) at.showSecrets ? putVisible(out, at.b, secretFrom, to) : out.put(HIDDEN);
  }),
  sentences,
  body: (d) => {
    putLines(d, (d.message as FtpMessage | undefined)?.reply ?? looksLikeReply(d));
    putDirectory(d);
    d.header = d.end;
  },
});

const REQUEST = utf8('Request: ');
const RESPONSE = utf8('Response: ');
/** In place of a password, whatever its length. */
const HIDDEN = utf8('****');

const isReply = ({ message, b, o, end }: Seen): boolean => (message as FtpMessage | undefined)?.reply ?? replyCode(b, o, end) > 0;
const looksLikeReply = (d: Dissecting): boolean => /^\d{3}/.test(fromLatin1(d.b, d.start, Math.min(d.end, d.start + 3)));
