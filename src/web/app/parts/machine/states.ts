/** States: TCP's state machine (RFC 9293 §3.3.2) as a drawing: where each state stands, what leads from one to another, what was walked. */
import type { Rung } from '../../../messages/messages.ts';
import type { Paths, States } from '../../state/page-state.ts';

/** What leads to another state: what a program calls, or what came; and what is sent then. */
export interface Way {
  readonly from: Place;
  readonly to: Place;
  readonly call?: 'connect' | 'listen' | 'close';
  readonly got?: string;
  readonly sends?: string;
  /** Where the words stand; what is sent on a line below. */
  readonly at: readonly [x: number, y: number];
  readonly anchor: 'start' | 'end';
}

export const PLACES = {
  CLOSED: [220, 18],
  'SYN-SENT': [112, 88],
  LISTEN: [328, 88],
  'SYN-RECEIVED': [328, 168],
  ESTABLISHED: [220, 236],
  'FIN-WAIT-1': [112, 312],
  'CLOSE-WAIT': [370, 312],
  'FIN-WAIT-2': [64, 400],
  CLOSING: [252, 400],
  'LAST-ACK': [370, 400],
  'TIME-WAIT': [112, 484],
  OVER: [370, 484],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;
export type Place = keyof typeof PLACES;

export const WAYS: readonly Way[] = [
  { from: 'CLOSED', to: 'SYN-SENT', call: 'connect', sends: 'SYN', at: [148, 46], anchor: 'end' },
  { from: 'CLOSED', to: 'LISTEN', call: 'listen', at: [288, 52], anchor: 'start' },
  { from: 'SYN-SENT', to: 'ESTABLISHED', got: 'SYN ACK', sends: 'ACK', at: [154, 160], anchor: 'end' },
  { from: 'SYN-SENT', to: 'SYN-RECEIVED', got: 'SYN', sends: 'SYN ACK', at: [222, 107], anchor: 'start' },
  { from: 'LISTEN', to: 'SYN-RECEIVED', got: 'SYN', sends: 'SYN ACK', at: [338, 124], anchor: 'start' },
  { from: 'SYN-RECEIVED', to: 'ESTABLISHED', got: 'ACK', at: [286, 210], anchor: 'start' },
  { from: 'ESTABLISHED', to: 'FIN-WAIT-1', call: 'close', sends: 'FIN', at: [144, 268], anchor: 'end' },
  { from: 'ESTABLISHED', to: 'CLOSE-WAIT', got: 'FIN', sends: 'ACK', at: [312, 262], anchor: 'start' },
  { from: 'FIN-WAIT-1', to: 'FIN-WAIT-2', got: 'ACK', at: [78, 358], anchor: 'end' },
  { from: 'FIN-WAIT-1', to: 'TIME-WAIT', got: 'FIN ACK', sends: 'ACK', at: [120, 425], anchor: 'start' },
  { from: 'FIN-WAIT-1', to: 'CLOSING', got: 'FIN', sends: 'ACK', at: [202, 346], anchor: 'start' },
  { from: 'FIN-WAIT-2', to: 'TIME-WAIT', got: 'FIN', sends: 'ACK', at: [76, 446], anchor: 'end' },
  { from: 'CLOSING', to: 'TIME-WAIT', got: 'ACK', at: [188, 460], anchor: 'start' },
  { from: 'CLOSE-WAIT', to: 'LAST-ACK', call: 'close', sends: 'FIN', at: [380, 352], anchor: 'start' },
  { from: 'LAST-ACK', to: 'OVER', got: 'ACK', at: [380, 447], anchor: 'start' },
];

/** How far both sides are at a packet, and which ways each has gone. */
export interface Walked {
  readonly now: readonly [Place, Place] | undefined;
  readonly ways: readonly [ReadonlySet<string>, ReadonlySet<string>];
}

export const wayKey = (from: string, to: string): string => `${from} ${to}`;

/** `until`: number of the last packet that counts; 0: all. */
export const walkedBy = (rungs: readonly Rung[], until: number): Walked => {
  const ways = [new Set<string>(), new Set<string>()] as const;
  let now: [Place, Place] | undefined;
  for (const { number, states } of rungs) {
    if (until > 0 && number > until) break;
    if (states === undefined) continue;
    const next: [Place, Place] = [placeOf(now?.[0], states[0]), placeOf(now?.[1], states[1])];
    for (const side of [0, 1] as const) ways[side].add(wayKey(now?.[side] ?? 'CLOSED', next[side]));
    now = next;
  }
  return { now, ways };
};

const placeOf = (before: Place | undefined, state: string): Place => {
  if (state === 'CLOSED') return before === 'LAST-ACK' || before === 'OVER' ? 'OVER' : 'CLOSED';
  return Object.hasOwn(PLACES, state) ? (state as Place) : 'CLOSED';
};

/** The states that each side has passed, in order, the present one last. */
export const pathsOf = (rungs: readonly Rung[]): Paths => {
  const paths: readonly [string[], string[]] = [['CLOSED'], ['LISTEN']];
  for (const { states } of rungs)
    for (const side of [0, 1] as const) {
      const state = states?.[side];
      if (state !== undefined && state !== paths[side].at(-1)) paths[side].push(state);
    }
  return paths;
};

/** The way of a side as most connections go on from where it is. */
export const wayOn = (path: readonly string[], side: 0 | 1): readonly string[] => {
  const way = [...path];
  const onward = ONWARD[side];
  for (let next = path.length === 1 ? BEGINS[side] : onward[path.at(-1) ?? '']; next !== undefined; next = onward[next]) way.push(next);
  return way;
};
const CLOSING = {
  'FIN-WAIT-1': 'FIN-WAIT-2',
  'FIN-WAIT-2': 'TIME-WAIT',
  CLOSING: 'TIME-WAIT',
  'CLOSE-WAIT': 'LAST-ACK',
  'LAST-ACK': 'CLOSED',
  'SYN-SENT': 'ESTABLISHED',
  'SYN-RECEIVED': 'ESTABLISHED',
};
const ONWARD: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>] = [
  { ...CLOSING, ESTABLISHED: 'FIN-WAIT-1' },
  { ...CLOSING, ESTABLISHED: 'CLOSE-WAIT' },
];
const BEGINS = ['SYN-SENT', 'SYN-RECEIVED'] as const;

/** Of both sides, as the newest arrow up to `until` left them. */
export const statesAt = (rungs: readonly Rung[], until: number): States | undefined =>
  rungs.findLast((r) => r.states !== undefined && (until === 0 || r.number <= until))?.states;
