/** The rules of `-d`, read before anything is opened. */
import { DecodeAs } from '../analysis/decode-as.ts';
import { protocols } from '../protocols/registry.ts';

/** Undefined where there are none: the words of the file alone count then. */
export const rulesOf = (rules: readonly string[], program: string): DecodeAs | undefined => {
  if (rules.length === 0) return undefined;
  const all = new DecodeAs(protocols);
  for (const rule of rules) all.rule(rule, `${program} -d`);
  return all;
};
