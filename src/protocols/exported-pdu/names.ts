/** Names of the tags of an exported PDU and of its port types. */
import type { Names } from '../../wire/value.ts';
import { Tag } from './tags.ts';

export const TAG_NAMES: Names = {
  [Tag.end]: 'End-of-options',
  10: 'Total length of the options excluding this TLV',
  11: 'Linktype value',
  [Tag.dissector]: 'PDU content dissector name',
  [Tag.heuristic]: 'PDU content heuristic dissector name',
  [Tag.table]: 'PDU content dissector table name',
  [Tag.ip4Source]: 'IPv4 Source Address',
  [Tag.ip4Target]: 'IPv4 Destination Address',
  [Tag.ip6Source]: 'IPv6 Source Address',
  [Tag.ip6Target]: 'IPv6 Destination Address',
  [Tag.portType]: 'Port Type',
  [Tag.sourcePort]: 'Source Port',
  [Tag.targetPort]: 'Destination Port',
  [Tag.ss7Source]: 'SS7 OPC',
  [Tag.ss7Target]: 'SS7 DPC',
  [Tag.frame]: 'Original Frame number',
  [Tag.dvbEvent]: 'DVB-CI event',
  [Tag.tableValue]: 'Dissector table value',
  [Tag.protocolColumn]: 'Column Protocol String',
  [Tag.tcpData]: 'TCP Dissector Data',
  [Tag.direction]: 'P2P direction',
  [Tag.infoColumn]: 'Column Info String',
};

const PORTS = 'NONE,SCTP,TCP,UDP,DCCP,IPX,NCP,FC EXCHG,DDP,FICON SBCCS,IDP,TIPC,USB,I2C,IBQP,BLUETOOTH,TDMOP,IWARP_MPA'.split(',');

export const PORT_TYPES: Names = Object.fromEntries(PORTS.map((name, n) => [n, name]));
export const LAST_PORT_TYPE = PORTS.length - 1;
