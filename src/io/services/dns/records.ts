/** The zones that are served: those that ship, those of a file (a zone file or a hosts file), and the names of addresses in them. */

import { parseIp } from '../../../core/address.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { DnsRecord } from '../../../protocols/shared/dns/message.ts';
import { reverseName } from '../../../protocols/shared/dns/reverse-name.ts';
import { parseZoneFile } from '../../../protocols/shared/dns/zone-file.ts';
import { absoluteName } from '../../../protocols/shared/dns/zone-words.ts';
import { LAB } from './lab-zone.ts';
import { keyOf, parentOf, Zone, Zones } from './zone.ts';

const ORIGIN = 'lab';
const TTL = 3600;

/** `text`: what the file called `place` holds; undefined where none was given. Throws a UsageError. */
export const zonesOf = (text?: string, place = ''): Zones => {
  const shipped = parseZoneFile(LAB, { place: 'the zone lab', origin: '.', ttl: TTL });
  const own = text === undefined ? [] : isHosts(text) ? parseHosts(text, place) : parseZoneFile(text, { place, origin: ORIGIN, ttl: TTL });
  const zones = new Zones();
  for (const record of own) if (record.type === 'SOA') zones.add(new Zone(record.name));
  const replaced = new Set(own.map((record) => keyOf(record.name)));
  if (zones.at(ORIGIN) === undefined)
    for (const record of shipped) if (!replaced.has(keyOf(record.name)) || keyOf(record.name) === ORIGIN) put(zones, record);
  for (const record of own) put(zones, record);
  for (const record of zones.list.flatMap((zone) => zone.all())) putPointer(zones, record);
  for (const zone of zones.list) checkZone(zone, place);
  return zones;
};

/** In its zone, which is made where there is none: of the last two labels of the name. */
const put = (zones: Zones, record: DnsRecord): void => {
  const key = keyOf(record.name);
  const zone = zones.over(key) ?? made(zones, key === ORIGIN || key.endsWith(`.${ORIGIN}`) ? ORIGIN : lastTwo(key));
  zone.add(record);
};

const lastTwo = (key: string): string => {
  const above = parentOf(key);
  return above === undefined || above === '.' || parentOf(above) === '.' ? key : lastTwo(above);
};

const made = (zones: Zones, origin: string): Zone => {
  const zone = new Zone(origin);
  zones.add(zone);
  if (origin === ORIGIN) return zone;
  const data = { server: 'ns.lab', mailbox: 'hostmaster.lab', serial: 1, refresh: 7200, retry: 900, expire: 1_209_600, minimum: 300 };
  zone.add({ name: origin, ttl: TTL, type: 'SOA', data });
  zone.add({ name: origin, ttl: TTL, type: 'NS', data: { name: 'ns.lab' } });
  return zone;
};

const checkZone = (zone: Zone, place: string): void => {
  for (const { name } of zone.all()) {
    const sets = zone.at(keyOf(name));
    if (sets?.has('CNAME') && [...sets.keys()].some((type) => type !== 'CNAME' && type !== 'RRSIG' && type !== 'NSEC'))
      throw UsageError.of(place, sayWrong('cnameOthers', { name }), sayWrong('cnameAlone'));
    if ((sets?.get('CNAME')?.length ?? 0) > 1) throw UsageError.of(place, sayWrong('twoCnames', { name }), sayWrong('oneCname'));
  }
};

// ---- names of addresses ----------------------------------------------------------------------------------------------

const putPointer = (zones: Zones, record: DnsRecord): void => {
  if ((record.type !== 'A' && record.type !== 'AAAA') || !('data' in record) || record.name.startsWith('*.')) return;
  const name = reverseName(record.data.address);
  const labels = name.split('.');
  const above = labels.slice(record.type === 'A' ? 1 : 16).join('.');
  const zone = zones.over(name) ?? made(zones, above);
  const known = zone.at(name)?.get('PTR') ?? [];
  if (known.some((r) => 'data' in r && r.type === 'PTR' && keyOf(r.data.name) === keyOf(record.name))) return;
  zone.add({ name, ttl: record.ttl, type: 'PTR', data: { name: record.name } });
};

// ---- hosts files -----------------------------------------------------------------------------------------------------

const isHosts = (text: string): boolean => {
  const line = text.split('\n').find((l) => /^\s*[^\s;#]/.test(l)) ?? '';
  return parseIp(line.trim().split(/\s+/)[0]?.replace(/%.*/, '') ?? '') !== undefined;
};

/** `ADDRESS NAME…` (hosts(5)); a name without a dot is one of `lab.` */
const parseHosts = (text: string, place: string): readonly DnsRecord[] =>
  text.split('\n').flatMap((line, i) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address === '') return [];
    const at = `${place}:${i + 1}`;
    const bytes = parseIp(address.replace(/%.*/, ''));
    if (bytes === undefined) throw new UsageError(at, sayWrong('addressNames'), address);
    return names.map((name): DnsRecord => {
      const whole = absoluteName(name.includes('.') && !name.endsWith('.') ? `${name}.` : name, { origin: ORIGIN, place: at });
      const data = { address: address.replace(/%.*/, '') };
      return bytes.length === 4 ? { name: whole, ttl: TTL, type: 'A', data } : { name: whole, ttl: TTL, type: 'AAAA', data };
    });
  });
