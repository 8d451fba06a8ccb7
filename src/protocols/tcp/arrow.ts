/** What a ladder says of a TCP segment: its control bits, its numbers, its length. */
import type { ShownField } from '../../wire/transport.ts';
import { flagText, TcpFlag } from './flags.ts';

export const arrow = (fields: readonly ShownField[]): { readonly label: string; readonly detail: string } => {
  const field = (key: string): ShownField | undefined => fields.find((f) => f.name === `tcp.${key}`);
  const number = (key: string): number => Number(field(key)?.value ?? 0);
  const flags = number('flags');
  const relative = field('seq') !== undefined;
  const parts = [`Seq=${number(relative ? 'seq' : 'seq_raw')}`];
  if (flags & TcpFlag.ack) parts.push(`Ack=${number(relative ? 'ack' : 'ack_raw')}`);
  const length = field('payload')?.length ?? 0;
  if (length > 0) parts.push(`Len=${length}`);
  const options = field('options')?.children.flatMap((option) => option.children);
  const mss = options?.find((f) => f.name === 'tcp.options.mss_val');
  const shift = options?.find((f) => f.name === 'tcp.options.wscale.shift');
  if (mss) parts.push(`Win=${number('window_size_value')}`, `MSS=${Number(mss.value)}`);
  if (shift) parts.push(`WS=${2 ** Number(shift.value)}`);
  return { label: flagText(flags) || 'no flags', detail: parts.join(' ') };
};
