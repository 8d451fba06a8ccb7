/** The tree of what a segment of FTP's control connection says. */
import { fromUtf8, u32 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { lineFeed } from '../shared/text.ts';
import { commandWords, isSecret, lineEnd, replyCode } from './command.ts';
import { type DataPort, parseExtendedPassive, parseExtendedPort, parsePort } from './data-ports.ts';
import type { FtpMessage } from './reader.ts';

/** Its first line taken apart, the others as text. */
export const putLines = (d: Dissecting, reply: boolean): void => {
  d.add('request', !reply);
  d.add('response', reply);
  for (let at = d.start; at < d.end; ) {
    const feed = lineFeed(d.b, at, d.end);
    const next = feed < 0 ? d.end : feed + 1;
    const line = d.put('line', at, next - at, true);
    if (line) line.text = lineText(d, at, next);
    if (at === d.start) d.under(line, () => (reply ? putReply : putCommand)(d, at, lineEnd(d.b, at, next)));
    at = next;
  }
};

const lineText = (d: Dissecting, from: number, to: number): string =>
  fromUtf8(d.b.subarray(from, to)).replaceAll('\r', '\\r').replaceAll('\n', '\\n');

const putCommand = (d: Dissecting, from: number, to: number): void => {
  const { verbTo, argument } = commandWords(d.b, from, to);
  if (verbTo > from) d.put('request.command', from, verbTo - from, textOf(d, from, verbTo));
  if (argument >= to) return;
  const words = textOf(d, argument, to);
  const verb = textOf(d, from, verbTo).toUpperCase();
  d.put(isSecret(verb) ? 'request.secret' : 'request.arg', argument, to - argument, words);
  if (verb === 'PORT') putActive(d, argument, parsePort(words));
  if (verb === 'EPRT') putExtended(d, argument, to, parseExtendedPort(words));
};

const putReply = (d: Dissecting, from: number, to: number): void => {
  const code = replyCode(d.b, from, to);
  const arg = code < 0 ? from : Math.min(from + 4, to);
  if (code >= 0) d.put('response.code', from, 3, code);
  if (arg < to) d.put('response.arg', arg, to - arg, textOf(d, arg, to));
  if (code === 227) putPassive(d, arg, parsePort(textOf(d, arg, to)));
  if (code === 229) putExtendedPassive(d, arg, to, parseExtendedPassive(textOf(d, arg, to)));
};

const textOf = (d: Dissecting, from: number, to: number): string => fromUtf8(d.b.subarray(from, to));

// ---- data connections ------------------------------------------------------------------------------------------------

const putActive = (d: Dissecting, from: number, at: DataPort | undefined): void => {
  if (at?.address === undefined) return;
  d.put('active.cip', from + at.address.at, at.address.length, u32(at.address.value, 0));
  d.put('active.port', from + at.port.at, at.port.length, at.port.value);
  if (isElsewhere(d, at.address.value)) d.add('active.nat', true);
};

const putPassive = (d: Dissecting, from: number, at: DataPort | undefined): void => {
  if (at?.address === undefined) return;
  d.put('passive.ip', from + at.address.at, at.address.length, u32(at.address.value, 0));
  d.put('passive.port', from + at.port.at, at.port.length, at.port.value);
  if (isElsewhere(d, at.address.value)) d.add('passive.nat', true);
};

/** The address is not that of who names it: it was translated, or a third host is meant. */
const isElsewhere = (d: Dissecting, address: Uint8Array): boolean => {
  const below = d.below('ip');
  return below !== undefined && below.v['src'] !== u32(address, 0);
};

const putExtended = (d: Dissecting, from: number, to: number, at: DataPort | undefined): void => {
  if (at?.address === undefined || at.family === undefined) {
    d.fault('eprt.args_invalid', from, to - from, 'EPRT is followed by |1|address|port|, or 2 and an IPv6 address (RFC 2428 §2)');
    return;
  }
  const { address, family, port } = at;
  d.put('eprt.af', from + family.at, 1, family.value === 4 ? 1 : 2);
  if (family.value === 4) d.put('eprt.ip', from + address.at, address.length, u32(address.value, 0));
  else d.put('eprt.ipv6', from + address.at, address.length, address.value);
  d.put('eprt.port', from + port.at, port.length, port.value);
};

const putExtendedPassive = (d: Dissecting, from: number, to: number, at: DataPort | undefined): void => {
  if (at === undefined) {
    if (to > from) d.fault('epsv.args_invalid', from, to - from, 'the reply to EPSV ends with (|||port|) (RFC 2428 §3)');
    return;
  }
  const v4 = d.below('ip');
  const v6 = v4 === undefined ? d.below('ipv6') : undefined;
  if (v4 !== undefined) d.add('epsv.ip', v4.v['src'] ?? 0);
  if (v6 !== undefined) d.add('epsv.ipv6', v6.b.subarray(v6.start + 8, v6.start + 24));
  d.put('epsv.port', from + at.port.at, at.port.length, at.port.value);
};

// ---- what belongs to it ----------------------------------------------------------------------------------------------

export const putDirectory = (d: Dissecting): void => {
  const m = d.message as FtpMessage | undefined;
  if (m !== undefined) d.add('current-working-directory', m.directory);
  if (m?.reply !== true || d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('response_time', d.answered.nanos);
};
