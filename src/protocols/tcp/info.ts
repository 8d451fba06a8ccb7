/** One line about a TCP segment, in Wireshark's words. */
import type { Dissecting, Field } from '../../wire/types.ts';

const NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'];

/** `SYN, ACK`, lowest bit first; empty where none of the nine is set. */
export const flagText = (flags: number): string => {
  const set = NAMES.filter((_, bit) => (flags >> bit) & 1);
  if (flags & 0xe00) set.push('Reserved');
  return set.join(', ');
};

/** The value of a generated field, where it was put. */
export const shown = (d: Dissecting, key: string): string | undefined => {
  const field = d.fields.find((f) => f.name === `tcp.${key}`);
  return field === undefined ? undefined : String(field.value);
};

export const info = (d: Dissecting): string => {
  const flags = d.v['flags'] ?? 0;
  const ack = flags & 0x10 ? ` Ack=${shown(d, 'ack') ?? d.v['ack_raw']}` : '';
  const win = shown(d, 'window_size') ?? d.v['window_size_value'];
  const length = shown(d, 'len') ?? d.wire - d.header;
  const urgent = flags & 0x20 ? ` Urg=${d.v['urgent_pointer'] ?? 0}` : '';
  const ports = `${d.v['srcport']} → ${d.v['dstport']}`;
  const numbers = `Seq=${shown(d, 'seq') ?? d.v['seq_raw']}${ack} Win=${win} Len=${length}${urgent}`;
  return `${analysed(d)}${ports} [${flagText(flags) || '<None>'}] ${numbers}${optionText(d)}`;
};

const optionText = (d: Dissecting): string => {
  const run = d.fields.find((f) => f.name === 'tcp.options');
  return (run?.children ?? [])
    .flatMap((option) => option.children)
    .map((f) => OPTIONS[f.name]?.(f) ?? '')
    .join('');
};

/** What of the options the list shows. */
const OPTIONS: Readonly<Record<string, (f: Field) => string>> = {
  'tcp.options.mss_val': (f) => ` MSS=${f.value}`,
  'tcp.options.wscale.multiplier': (f) => ` WS=${f.value}`,
  'tcp.option_kind': (f) => (f.value === 4 ? ' SACK_PERM' : ''),
  'tcp.options.timestamp.tsval': (f) => ` TSval=${f.value}`,
  'tcp.options.timestamp.tsecr': (f) => ` TSecr=${f.value}`,
};

const analysed = (d: Dissecting): string => {
  const flags = d.fields.find((f) => f.name === 'tcp.analysis')?.children.find((f) => f.name === 'tcp.analysis.flags');
  if (flags === undefined) return '';
  const said = new Set(flags.children.map((f) => f.name));
  const parts = SAID.filter(([name]) => said.has(`tcp.analysis.${name}`) || reaches(d, name));
  return parts.map(([name, text]) => `[${text}${name === 'duplicate_ack' ? duplicate(d) : ''}] `).join('');
};

const analysis = (d: Dissecting): readonly Field[] => d.fields.find((f) => f.name === 'tcp.analysis')?.children ?? [];
const reaches = (d: Dissecting, name: string): boolean => analysis(d).some((f) => f.name === `tcp.analysis.${name}`);
const duplicate = (d: Dissecting): string => {
  const of = (name: string) => analysis(d).find((f) => f.name === `tcp.analysis.${name}`)?.value;
  return ` ${of('duplicate_ack_frame')}#${of('duplicate_ack_num')}`;
};

const SAID: readonly (readonly [name: string, text: string])[] = [
  ['reused_ports', 'TCP Port numbers reused'],
  ['retransmission', 'TCP Retransmission'],
  ['fast_retransmission', 'TCP Fast Retransmission'],
  ['spurious_retransmission', 'TCP Spurious Retransmission'],
  ['out_of_order', 'TCP Out-Of-Order'],
  ['lost_segment', 'TCP Previous segment not captured'],
  ['ack_lost_segment', 'TCP ACKed unseen segment'],
  ['window_update', 'TCP Window Update'],
  ['window_full', 'TCP Window Full'],
  ['keep_alive', 'TCP Keep-Alive'],
  ['keep_alive_ack', 'TCP Keep-Alive ACK'],
  ['duplicate_ack', 'TCP Dup ACK'],
  ['zero_window_probe', 'TCP ZeroWindowProbe'],
  ['zero_window', 'TCP ZeroWindow'],
  ['zero_window_probe_ack', 'TCP ZeroWindowProbeAck'],
];
