/** The code of an ICMP message, whose name hangs on its type. */
import type { Dissecting } from '../../wire/types.ts';
import type { Names, Value } from '../../wire/value.ts';

/** `Port unreachable (3)`; the number alone where it has no name. */
export const codeText = (names: Readonly<Record<number, Names>>, code: Value, d: Dissecting, unknown: (code: Value) => string): string => {
  const known = names[d.v['type'] ?? -1];
  return known === undefined ? String(code) : `${String(code)} (${known[Number(code)] ?? unknown(code)})`;
};
