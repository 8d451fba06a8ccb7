/** Values of DHCP options that providers and telephones use: bulk leases (RFC 6926), 6rd (RFC 5969), ports (RFC 7618), places (RFC 4776), TR-069. */

import { type Bytes, u8, u32 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { dateNanos } from '../../core/time.ts';
import { extra } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

/** Wireshark counts these seconds from 1900, as NTP does; half of them belong to the era after 2036. */
const dateOf = (b: Bytes, o: number): bigint => dateNanos(u32(b, o) - 2_208_988_800 + (u32(b, o) < 0x80000000 ? 2 ** 32 : 0));

type ReadValue = (d: Dissecting, o: number, end: number) => void;

const time =
  (key: string): ReadValue =>
  (d, o, end) =>
    void (end - o === 4 ? d.put(`option.bulk_lease.${key}`, o, 4, dateOf(d.b, o)) : d.put('option.value', o, end - o));

const status: ReadValue = (d, o, end) => {
  d.put('option.bulk_lease.status_code', o, 1);
  if (end > o + 1) d.put('option.bulk_lease.status_code_message', o + 1, end - o - 1);
};

export const civicLocation: ReadValue = (d, o, end) => {
  d.put('option.civic_location.what', o, 1);
  if (end < o + 3) return;
  d.put('option.civic_location.country', o + 1, 2, fromLatin1(d.b, o + 1, o + 3));
  for (let at = o + 3; at + 2 <= end; at += 2 + u8(d.b, at + 1)) {
    const size = u8(d.b, at + 1);
    d.put('option.civic_location.ca_type', at, 1);
    d.put('option.civic_location.ca_length', at + 1, 1);
    if (at + 2 + size > end) return d.fault('option', at, end - at, 'an element that ends beyond its option (RFC 4776)');
    if (size > 0) d.put('option.civic_location.ca_value', at + 2, size);
  }
};

const ports: ReadValue = (d, o, end) => {
  d.put('option.portparams.offset', o, 1);
  if (end > o + 1) d.put('option.portparams.psid_length', o + 1, 1);
  if (end >= o + 4) d.put('option.portparams.psid', o + 2, 2);
};

const rapidDeployment: ReadValue = (d, o, end) => {
  if (end - o < 22) return d.fault('option', o, end - o, '6rd has at least 22 bytes (RFC 5969)');
  d.put('option.6RD.ipv4_mask_len', o, 1);
  d.put('option.6RD.prefix_len', o + 1, 1);
  d.put('option.6RD.prefix', o + 2, 16);
  for (let at = o + 18; at + 4 <= end; at += 4) d.put('option.6RD.border_relay_ip', at, 4);
};

/** Enterprise 3561, the Broadband Forum: who gateway and device are (TR-069 annex F). */
export const BROADBAND_FORUM = 3561;
const DEVICES = {
  1: ['device_manufacturer_oui', 'DeviceManufacturerOUI'],
  2: ['device_serial_number', 'DeviceSerialNumber'],
  3: ['device_product_class', 'DeviceProductClass'],
  4: ['gateway_manufacturer_oui', 'GatewayManufacturerOUI'],
  5: ['gateway_serial_number', 'GatewaySerialNumber'],
  6: ['gateway_product_class', 'GatewayProductClass'],
} as const;

export const putDevicePart = (d: Dissecting, at: number, to: number): void => {
  const [key] = DEVICES[u8(d.b, at) as 1] ?? [];
  d.under(d.put('option.vi.tr111.suboption', at, to - at, u8(d.b, at)), () => {
    d.put('option.suboption_length', at + 1, 1);
    if (to <= at + 2) return;
    d.put('option.vi.value', at + 2, to - at - 2);
    if (key) d.put(`option.vi.tr111.${key}`, at + 2, to - at - 2);
  });
};

export const RARE_VALUES: Readonly<Record<number, ReadValue>> = {
  99: civicLocation,
  151: status,
  152: time('base_time'),
  154: time('query_start_time'),
  155: time('query_end_time'),
  159: ports,
  212: rapidDeployment,
};

export const rareFields: Fields = {
  'option.bulk_lease.status_code': extra('Status Code'),
  'option.bulk_lease.status_code_message': extra('Status Code Message', 'string'),
  'option.bulk_lease.base_time': extra('Base Time', 'date'),
  'option.bulk_lease.query_start_time': extra('Query Start Time', 'date'),
  'option.bulk_lease.query_end_time': extra('Query End Time', 'date'),
  'option.civic_location.ca_type': extra('CA Type'),
  'option.civic_location.ca_length': extra('CA Length'),
  'option.civic_location.ca_value': extra('CA Value', 'string'),
  'option.portparams.offset': extra('Offset'),
  'option.portparams.psid_length': extra('PSID-Length'),
  'option.portparams.psid': extra('PSID', 'bytes'),
  'option.6RD.ipv4_mask_len': extra('6RD IPv4 Mask Length'),
  'option.6RD.prefix_len': extra('6RD Prefix Length'),
  'option.6RD.prefix': extra('6RD Prefix', 'ip6'),
  'option.6RD.border_relay_ip': extra('Border Relay IP', 'ip4'),
  'option.vi.value': extra('Value', 'bytes', { hidden: true }),
  'option.vi.tr111.suboption': extra('Option 125 Suboption', 'dec', { text: (v) => `(${v}) ${DEVICES[Number(v) as 1]?.[1] ?? 'Unknown'}` }),
  ...Object.fromEntries(Object.values(DEVICES).map(([key, title]) => [`option.vi.tr111.${key}`, extra(title, 'string')])),
};
