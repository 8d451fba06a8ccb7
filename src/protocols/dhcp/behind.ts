/** A message of DHCP made of fields that are given: the rest of its fixed part, and its options (RFC 2131 §2, RFC 2132). */
import { type Bytes, concat } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { type Behind, typeLengthValue } from '../../wire/behind.ts';
import { extra, ip4, mac, u8, u16, u32 } from '../../wire/field.ts';
import type { FieldSpec } from '../../wire/types.ts';
import { MESSAGES } from './names.ts';
import { OPTION_NAMES, type OptionKind, PLAIN } from './options.ts';

const SPECS: Readonly<Record<OptionKind, (title: string) => FieldSpec>> = {
  address: ip4,
  addresses: ip4,
  text: (title) => extra(title, 'string'),
  seconds: u32,
  u8,
  u8s: u8,
  u16,
  u16s: u16,
  flag: u8,
};

const options = Object.entries(PLAIN).map(([number, [kind, key, title]]) => ({
  number: Number(number),
  kind,
  key: `option.${key}`,
  title,
}));

/** Bytes of what lies behind the fixed header: the hardware's address, the server's name, the file. */
const [ADDRESS, SERVER, FILE] = [16, 64, 128];
const COOKIE = Uint8Array.of(0x63, 0x82, 0x53, 0x63);
const END = Uint8Array.of(255);
const LONGEST = 255;

export const behind: Behind = {
  fields: {
    'hw.mac_addr': mac('Client MAC address'),
    server: extra('Server host name', 'string'),
    file: extra('Boot file name', 'string'),
    ...Object.fromEntries(
      options.map(({ number, kind, key, title = OPTION_NAMES[number] ?? key }) => [
        key,
        key === 'option.dhcp' ? u8(title, { names: MESSAGES }) : SPECS[kind](title),
      ]),
    ),
  },
  write: (given) => {
    const of = (key: string): Bytes =>
      given.flatMap(([own, value]) => (own === key && typeof value !== 'number' ? [value] : [])).at(-1) ?? EMPTY;
    const parts = [
      filled(of('hw.mac_addr'), ADDRESS, 'hw.mac_addr'),
      filled(of('server'), SERVER, 'server'),
      filled(of('file'), FILE, 'file'),
    ];
    const own = new Set(given.map(([key]) => key));
    // One option has all values of its key, and stands where the first was given.
    const made = [...own].flatMap((key) => {
      const option = options.find((o) => o.key === key);
      return option === undefined ? [] : [typeLengthValue(option.number, optionValue(option.kind, key, given))];
    });
    const header = { type: 1, 'hw.type': 1, 'hw.len': 6 };
    return { bytes: concat([...parts, COOKIE, ...made, END]), header };
  },
};

const EMPTY: Bytes = new Uint8Array(0);

const filled = (bytes: Bytes, length: number, key: string): Bytes => {
  if (bytes.length > length) throw new UsageError(`dhcp.${key}`, sayWrong('bytesInAll', { most: String(length) }), String(bytes.length));
  return concat([bytes, new Uint8Array(length - bytes.length)]);
};

const SIZES: Readonly<Partial<Record<OptionKind, number>>> = { address: 4, addresses: 4, seconds: 4, u16: 2, u16s: 2 };

const optionValue = (kind: OptionKind, key: string, given: readonly (readonly [string, number | Bytes])[]): Bytes => {
  const size = SIZES[kind] ?? 1;
  const bytes = concat(
    given.flatMap(([own, value]) => {
      if (own !== key) return [];
      return [
        typeof value === 'number' ? Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) & 255) : value,
      ];
    }),
  );
  if (bytes.length > LONGEST) throw new UsageError(`dhcp.${key}`, sayWrong('bytesInAll', { most: String(LONGEST) }), String(bytes.length));
  return bytes;
};
