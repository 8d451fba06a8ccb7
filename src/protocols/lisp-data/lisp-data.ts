/** Data packets of the Locator/ID Separation Protocol, RFC 9300. */
import { u8 as u8At } from '../../core/bytes.ts';
import { bits, extra, flag, prefixed, u8, u24 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { sentences } from './sentences.ts';

const Flag = { nonce: 0x80, status: 0x40, echo: 0x20, version: 0x10, instance: 0x08 } as const;

const versions = {
  mapver: u24('Map-Version', {
    show: 'hex',
    sub: prefixed('lisp-data', { srcmapver: bits(12, 'Source Map-Version'), dstmapver: bits(12, 'Destination Map-Version') }),
  }),
};

export const lispData = layer('lisp-data', {
  title: 'Locator/ID Separation Protocol (Data)',
  spec: 'RFC 9300',
  label: 'LISP',
  fields: {
    flags: u8('Flags', {
      show: 'hex',
      fallback: 0,
      sub: {
        nonce: flag('N bit (Nonce present)'),
        lsb: flag('L bit (Locator-Status-Bits field enabled)'),
        enr: flag('E bit (Echo-Nonce-Request)'),
        mv: flag('V bit (Map-Version present)'),
        iid: flag('I bit (Instance ID present)'),
        res: bits(3, 'Reserved', { show: 'hex' }),
      },
    }),
    first: bits(24, 'First word', { shown: false, fallback: 0 }),
    second: bits(32, 'Second word', { shown: false, fallback: 0 }),
  },
  extras: {
    'flags.en_invalid': extra('Invalid flag combination: if E is set, N MUST be set', 'none'),
    'flags.nv_invalid': extra("Invalid flag combination: N and V can't be set both", 'none'),
    nonce: extra('Nonce'),
    ...versions,
    iid: extra('Instance ID'),
    lsb: extra('Locator-Status-Bits', 'hex', { width: 32 }),
    lsb8: extra('Locator-Status-Bits', 'hex', { width: 8 }),
  },
  on: { 'udp.port': 4341 },
  deep: true,
  looksBack: true,
  heading: () => 'Locator/ID Separation Protocol (Data)',
  sentences,
  info: () => 'LISP Encapsulation Header',
  body: (d) => {
    const { flags } = d.v;
    d.under(d.fields[0], () => {
      if (flags & Flag.echo && !(flags & Flag.nonce)) d.add('flags.en_invalid', true);
      if (flags & Flag.nonce && flags & Flag.version) d.add('flags.nv_invalid', true);
    });
    if (flags & Flag.nonce) d.put('nonce', d.start + 1, 3);
    else if (flags & Flag.version) d.struct(versions, d.start + 1);
    if (flags & Flag.instance) d.put('iid', d.start + 4, 3);
    if (flags & Flag.status) {
      if (flags & Flag.instance) d.put('lsb8', d.start + 7, 1);
      else d.put('lsb', d.start + 4, 4);
    }
    const version = d.header < d.end ? u8At(d.b, d.header) >> 4 : 0;
    if (version === 4) d.follow(d.node('ip'), d.header);
    else if (version === 6) d.follow(d.node('ipv6'), d.header);
  },
});
