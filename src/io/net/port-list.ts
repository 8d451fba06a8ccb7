/** Ports as people type them: `22,80,1000-1010,http`. */

import { quote, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { servicePort, type Transport } from '../../core/services-table.ts';

/** Each once, in the order in which they were typed. Throws a UsageError. */
export const parsePortList = (words: readonly string[], place: string, transport: Transport = 'tcp'): readonly number[] => {
  const parts = words.flatMap((word) => word.split(',')).filter((part) => part !== '');
  const ports = new Set(parts.flatMap((part) => portsOf(part, place, transport)));
  if (ports.size === 0) throw UsageError.of(place, sayWrong('noPorts'), sayWrong('somePorts'));
  return [...ports];
};

const portsOf = (part: string, place: string, transport: Transport): readonly number[] => {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
  const [first, last] = from === undefined ? [named(part, place, transport), 0] : [Number(from), Number(to)];
  if (from === undefined) return [first];
  if (first < 1 || last > 65_535 || first > last) throw new UsageError(place, sayWrong('portRange'), part);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
};

const named = (name: string, place: string, transport: Transport): number => {
  const port = servicePort(name, transport);
  if (port === undefined) throw UsageError.of(place, sayWrong('noPortName', { name: quote(name) }), sayWrong('portsFor'));
  return port;
};
