/** Where a capture filter finds the network layer in frames of a link type. */

import { UsageError } from '../../../../core/fault.ts';
import { sayWrong } from '../../../../core/said.ts';
import { LinkType } from '../../../../wire/frame.ts';

export interface Layout {
  /** Where the network layer begins, and the EtherType stands; without one the version of IP tells. */
  readonly net: number;
  readonly type: number | undefined;
  readonly isEthernet: boolean;
  /** Whether the kernel runs it, which keeps the first tag of a VLAN apart. */
  readonly isKernel: boolean;
}

/** Facts of a frame that the kernel gives in place of its bytes (linux/filter.h, SKF_AD_OFF). */
export const Kernel = { protocol: 0xffff_f000, tag: 0xffff_f02c, hasTag: 0xffff_f030 } as const;

/** `cooked`: the kernel's frames without the header of their link. */
export type FilteredLink = number | 'cooked';

/** Throws a UsageError for other links. */
export const layoutOf = (link: FilteredLink, isKernel: boolean, text: string, place: string): Layout => {
  if (link === 'cooked') return { net: 0, type: Kernel.protocol, isEthernet: false, isKernel };
  const [net, type] = LAYOUTS.get(link) ?? [];
  if (net === undefined) throw new UsageError(place, sayWrong('libpcapFilter'), text);
  return { net, type, isEthernet: link === LinkType.ethernet, isKernel };
};

const LAYOUTS: ReadonlyMap<number, readonly [net: number, type?: number]> = new Map([
  [LinkType.ethernet, [14, 12]],
  [LinkType.raw, [0]],
  [LinkType.sll, [16, 14]],
  [LinkType.sll2, [20, 0]],
]);
