/** Tags of an exported PDU: what the value of each one is. */
import { fromUtf8, u16, u32 } from '../../core/bytes.ts';
import type { Dissecting, Field } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import { LAST_PORT_TYPE } from './names.ts';
import { Tag } from './tags.ts';

/** How the value of a tag is read: numbers and addresses are as long as their kind, whatever the length says. */
export interface TagValue {
  readonly key: string;
  readonly size?: number;
  readonly show?: (d: Dissecting, at: number, size: number) => Value;
  readonly seen?: (d: Dissecting, at: number, field: Field) => void;
}

const text = (key: string): TagValue => ({
  key,
  show: (d, at, size) => {
    const bytes = d.b.subarray(at, at + size);
    const nul = bytes.indexOf(0);
    return fromUtf8(nul < 0 ? bytes : bytes.subarray(0, nul));
  },
});
const word = (key: string): TagValue => ({ key, size: 4 });
/** An address is found under the name of its protocol too. */
const address = (key: string, size: number, other: string): TagValue => ({
  key,
  size,
  seen: (d, at) => void d.put(other, at, size),
});

export const VALUES: Readonly<Record<number, TagValue>> = {
  [Tag.dissector]: text('prot_name'),
  [Tag.heuristic]: text('heur_prot_name'),
  [Tag.table]: text('dis_table_name'),
  [Tag.ip4Source]: address('ipv4_src', 4, 'ip.src'),
  [Tag.ip4Target]: address('ipv4_dst', 4, 'ip.dst'),
  [Tag.ip6Source]: address('ipv6_src', 16, 'ipv6.src'),
  [Tag.ip6Target]: address('ipv6_dst', 16, 'ipv6.dst'),
  [Tag.portType]: {
    ...word('port_type'),
    show: (d, at) => {
      const type = u32(d.b, at);
      if (type > LAST_PORT_TYPE) d.stop('value', at, `port type ${type} is none of those that are known`);
      return type;
    },
  },
  [Tag.sourcePort]: word('src_port'),
  [Tag.targetPort]: word('dst_port'),
  [Tag.ss7Source]: word('ss7_opc'),
  [Tag.ss7Target]: word('ss7_dpc'),
  [Tag.frame]: word('orig_fno'),
  [Tag.dvbEvent]: { key: 'dvb-ci.event', size: 1 },
  [Tag.tableValue]: word('dis_table_val'),
  [Tag.protocolColumn]: text('col_proto_str'),
  [Tag.tcpData]: {
    key: 'dissector_data',
    seen: (d, at, { length }) => {
      if (length < 2 || u16(d.b, at) !== 1) d.stop('value', at, 'data for the TCP dissector: expected version 1');
    },
  },
  [Tag.direction]: { key: 'p2p_dir', size: 4, show: (d, at) => u32(d.b, at) | 0 },
  [Tag.infoColumn]: text('col_info_str'),
};
export const UNKNOWN: TagValue = { key: 'unknown_tag.val' };
