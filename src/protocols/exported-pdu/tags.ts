/** Tags of an exported PDU: their numbers, and the text in which a channel of ours says who sent what to whom. */

export const Tag = {
  end: 0,
  dissector: 12,
  heuristic: 13,
  table: 14,
  ip4Source: 20,
  ip4Target: 21,
  ip6Source: 22,
  ip6Target: 23,
  portType: 24,
  sourcePort: 25,
  targetPort: 26,
  ss7Source: 28,
  ss7Target: 29,
  frame: 30,
  dvbEvent: 31,
  tableValue: 32,
  protocolColumn: 33,
  tcpData: 34,
  direction: 35,
  infoColumn: 36,
} as const;

/** Port type of tags whose numbers are not ports of any protocol: our channels have their own number there. */
export const NO_PORTS = 0;

/** Who sent to whom. `event` where there are no bytes: the channel opened, ended, or was cut. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly event?: string;
}

/** `unnamed → /run/x.sock: opened` */
export const wayText = ({ from, to, event }: Way): string =>
  `${plain(from)}${ARROW}${plain(to)}${event === undefined ? '' : `${COLON}${event}`}`;

/** What `wayText` made; undefined where the text is something else. */
export const wayOf = (text: string): Way | undefined => {
  const arrow = text.indexOf(ARROW);
  if (arrow < 0) return undefined;
  const from = text.slice(0, arrow);
  const rest = text.slice(arrow + ARROW.length);
  const colon = rest.indexOf(COLON); // neither name has one: plain() sees to it
  const event = colon < 0 ? '' : rest.slice(colon + COLON.length);
  return isEvent(event) ? { from, to: rest.slice(0, colon), event } : { from, to: rest };
};

const plain = (name: string): string => name.replaceAll(ARROW, ' -> ').replaceAll(COLON, ':');
const isEvent = (text: string): boolean => text === 'opened' || text === 'end' || (text.startsWith('cut (') && text.endsWith(')'));

const ARROW = ' → ';
const COLON = ': ';
