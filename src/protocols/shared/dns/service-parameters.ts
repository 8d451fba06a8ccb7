/** Parameters of SVCB and HTTPS records (RFC 9460 §7 and §8). */

import { extra } from '../../../wire/field.ts';
import { exportText } from '../../../wire/show.ts';
import type { Dissecting, Field } from '../../../wire/types.ts';
import { type EntryOf, entries, entry } from './entries.ts';
import { SERVICE_KEYS } from './names.ts';
import { shape } from './part.ts';
import { ip4, ip6, many, name, rest, text, u16 } from './parts.ts';
import { record } from './record.ts';

const PARAMETERS = {
  mandatory: entry(0, shape({ keys: many(u16('svcb.svcparam.mandatory.key', 'Mandatory key', { names: SERVICE_KEYS })) })),
  alpn: entry(1, shape({ protocols: many(text('svcb.svcparam.alpn', 'ALPN', 'svcb.svcparam.alpn.length')) })),
  'no-default-alpn': entry(2, shape({})),
  port: entry(3, shape({ port: u16('svcb.svcparam.port', 'Port') })),
  ipv4hint: entry(4, shape({ addresses: many(ip4('svcb.svcparam.ipv4hint.ip', 'IP')) })),
  ech: entry(5, shape({ config: rest('svcb.svcparam.echconfig', 'ECHConfig', { empty: true }) })),
  ipv6hint: entry(6, shape({ addresses: many(ip6('svcb.svcparam.ipv6hint.ip', 'IP')) })),
  odohconfig: entry(32769, shape({ config: rest('svcb.svcparam.odohconfig', 'ODoHConfig', { empty: true }) })),
} as const;

export type ServiceParameter = EntryOf<typeof PARAMETERS>;

/** `alpn=h2,h3` */
const parameterText = (_: Dissecting, mark: Field, code: number): string => {
  const values = mark.children.slice(2).filter((f) => !f.name.endsWith('.length'));
  const key = SERVICE_KEYS[code] ?? `key${code}`;
  return values.length === 0 ? `SvcParam: ${key}` : `SvcParam: ${key}=${values.map((f) => exportText(f.spec, f.value)).join(',')}`;
};

const parameters = entries(
  PARAMETERS,
  {
    mark: 'svcb.svcparam',
    code: 'svcb.svcparam.key',
    length: 'svcb.svcparam.value.length',
    data: 'svcb.svcparam.value',
    always: false,
    text: parameterText,
  },
  {
    'svcb.svcparam': extra('SvcParam', 'none'),
    'svcb.svcparam.key': extra('Key', 'dec', { names: SERVICE_KEYS }),
    'svcb.svcparam.value.length': extra('Value length'),
    'svcb.svcparam.value': extra('Value', 'bytes'),
  },
);

const service = record(
  shape({ priority: u16('svcb.svcpriority', 'Priority'), target: name('svcb.targetname', 'Target name'), parameters }),
);

export const SERVICES = { SVCB: service, HTTPS: service } as const;
