/**
 * What is known of link types (LINKTYPE_ numbers, www.tcpdump.org/linktypes.html) before any frame is looked at:
 * which numbers stand for anything, how long a frame may be, and how short.
 */
import { MAX_RECORD } from './decoder.ts';

/** Longest frame of most links: the largest snapshot length that capture programs write. */
export const MAX_SNAP = 262_144;

/** Longest captured frame that is believed. A record that says more is damage. */
export const longestFrame = (linkType: number): number => LONGER[linkType] ?? MAX_SNAP;

/** Bytes that capture files put in front of every frame of a link type; a shorter record is damage. */
export const shortestFrame = (linkType: number): number => PREFIXED[linkType] ?? 0;

/** Whether the number stands for a link whose frames any program of the day reads. A pcap file that says another is taken for damaged. */
export const isLinkType = (linkType: number): boolean => {
  for (const [from, to] of FREE) if (linkType >= from && linkType <= to) return false;
  return linkType <= LAST;
};

/** D-Bus, USB with its several headers, EBHSCR. */
const LONGER: Readonly<Record<number, number>> = {
  186: MAX_RECORD,
  189: MAX_RECORD,
  220: MAX_RECORD,
  231: MAX_RECORD,
  249: MAX_RECORD,
  266: MAX_RECORD,
  279: 8 << 20,
};

/** SunATM, MTP2, IrDA, Linux LAPD, SITA, ERF, Bluetooth H4, PPP with direction, I²C, NFC LLCP, Bluetooth monitor. */
const PREFIXED: Readonly<Record<number, number>> = {
  123: 4,
  139: 4,
  144: 16,
  177: 16,
  196: 5,
  197: 16,
  201: 4,
  204: 1,
  209: 5,
  245: 2,
  254: 4,
};

/** The last number that was given away. */
const LAST = 304;

/** Stretches of numbers that were never given away, or that Wireshark 4.0 knows no frames of. */
const FREE: readonly (readonly [from: number, to: number])[] = [
  [4, 5],
  [15, 15],
  [17, 17],
  [20, 31],
  [33, 49],
  [52, 98],
  [102, 103],
  [110, 111],
  [115, 116],
  [120, 120],
  [124, 126],
  [132, 132],
  [134, 134],
  [145, 146],
  [164, 164],
  [166, 166],
  [168, 168],
  [174, 176],
  [182, 182],
  [185, 185],
  [191, 191],
  [193, 194],
  [198, 198],
  [205, 208],
  [216, 219],
  [221, 223],
  [232, 234],
  [238, 238],
  [244, 244],
  [246, 247],
  [257, 257],
  [261, 263],
  [265, 265],
  [267, 267],
  [269, 269],
  [277, 278],
  [281, 282],
  [284, 286],
  [289, 289],
  [291, 291],
];
