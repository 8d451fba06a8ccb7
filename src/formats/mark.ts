/** How true a frame is, said in a capture file: a fixed phrase in the interface's description and in a comment of each frame. */
import { MARKS, type Mark } from '../wire/frame.ts';

/** What a description and a comment start with. Real frames say nothing. */
export const MARK_PHRASES: Readonly<Record<Mark, string>> = {
  R: '',
  S: 'wirecat: reconstructed from socket events',
  L: 'wirecat: lab',
  '?': 'wirecat: of unknown origin',
};

/** For the description of an interface: what is real and what is inferred. */
export const MARK_DESCRIPTIONS: Readonly<Record<Mark, string>> = {
  R: '',
  S: `${MARK_PHRASES.S}. Real: bytes, times, addresses, order of closing. Inferred: segmentation, sequence numbers, window, pure ACKs`,
  L: `${MARK_PHRASES.L}. Built field by field: it comes from no wire`,
  '?': MARK_PHRASES['?'],
};

/** The mark that a text says; undefined where it says none. */
export const markOf = (text: string): Mark | undefined => SAID.find((mark) => text.startsWith(MARK_PHRASES[mark]));

const SAID = MARKS.filter((mark) => MARK_PHRASES[mark] !== '');

/**
 * A pcap has no place for words. What others leave 0 and nobody reads (once the accuracy of times) says the mark of all its frames: the
 * letters WC and its number among the marks.
 */
export const pcapMark = (mark: Mark): number => (mark === 'R' ? 0 : PCAP_WORD + MARKS.indexOf(mark));
export const markOfPcap = (word: number): Mark => (word >>> 8 === PCAP_WORD >>> 8 ? (MARKS[word & 255] ?? '?') : 'R');

const PCAP_WORD = 0x57430000;
