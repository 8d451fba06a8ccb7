/** Link Control Protocol of PPP, RFC 1661, and what comes after it: IPCP, RFC 1332, and IPV6CP, RFC 5072. */
import { u16 as u16At } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { Code, codeText, controlExtras, controlFields, endOf, optionFields, putMessage } from '../shared/ppp-control.ts';
import { ipcpOptions, ipv6cpOptions, lcpOptions, lcpRests } from './options.ts';
import { ipcpSentences, ipv6cpSentences, lcpSentences } from './sentences.ts';

type Control = Dissecting<typeof controlFields>;

export const lcp = layer('lcp', {
  title: 'PPP Link Control Protocol',
  spec: 'RFC 1661',
  label: 'PPP LCP',
  fields: controlFields,
  extras: {
    ...controlExtras,
    magic_number: extra('Magic Number', 'hex', { width: 32 }),
    own: extra('Data', 'bytes', { as: 'lcp.data' }),
    message: extra('Message', 'string'),
    secs_remaining: extra('Seconds Remaining'),
    rej_proto: extra('Rejected Protocol', 'hex', { width: 16 }),
    ...optionFields(lcpOptions),
    ...lcpRests,
  },
  on: { 'ppp.protocol': 0xc021 },
  deep: true,
  sentences: lcpSentences,
  info: (d) => codeText(d.v.code),
  body: (d) => {
    const o = d.start + 4;
    const end = endOf(d);
    if (d.v.code === Code.protocolReject) rejected(d, o, end);
    else if (d.v.code >= Code.echoRequest && d.v.code <= Code.remaining) magic(d, o, end);
    else putMessage(d, lcpOptions);
    if (!d.stopped) d.header = d.end;
  },
});

/** RFC 1661 §5.7: what was refused, as far as it is there. */
const rejected = (d: Control, o: number, end: number): void => {
  d.put('rej_proto', o, 2);
  if (!d.stopped && o + 2 < end) d.follow(d.lookup('ppp.protocol', u16At(d.b, o)), o + 2, end, end, true);
};

/** RFC 1661 §5.8 and 5.9, RFC 1570 §1. */
const magic = (d: Control, from: number, end: number): void => {
  d.put('magic_number', from, 4);
  let o = from + 4;
  if (d.v.code === Code.remaining) {
    d.put('secs_remaining', o, 4);
    o += 4;
  }
  if (o < end) d.put(d.v.code >= Code.identification ? 'message' : 'own', o, end - o);
};

export const ipcp = layer('ipcp', {
  title: 'PPP IP Control Protocol',
  spec: 'RFC 1332',
  label: 'PPP IPCP',
  fields: controlFields,
  extras: { ...controlExtras, ...optionFields(ipcpOptions) },
  on: { 'ppp.protocol': 0x8021 },
  deep: true,
  sentences: ipcpSentences,
  info: (d) => codeText(d.v.code),
  body: (d) => {
    putMessage(d, ipcpOptions);
    if (!d.stopped) d.header = d.end;
  },
});

export const ipv6cp = layer('ipv6cp', {
  title: 'PPP IPv6 Control Protocol',
  spec: 'RFC 5072',
  label: 'PPP IPV6CP',
  fields: controlFields,
  extras: { ...controlExtras, ...optionFields(ipv6cpOptions), interface_identifier: extra('Interface Identifier', 'bytes') },
  on: { 'ppp.protocol': 0x8057 },
  deep: true,
  sentences: ipv6cpSentences,
  info: (d) => codeText(d.v.code),
  body: (d) => {
    putMessage(d, ipv6cpOptions);
    if (!d.stopped) d.header = d.end;
  },
});
