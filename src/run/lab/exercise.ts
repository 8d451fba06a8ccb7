/** Exercise: what a lab asks for, what it starts for it, and how it tells from the packets whether it was done. */
import type { Said } from '../../core/words.ts';
import type { Service } from '../../io/serve/service.ts';
import type { Evidence } from './evidence.ts';

export interface Exercise {
  readonly name: string;
  readonly title: Said;
  /** Which of the lectures it comes from. */
  readonly from: Said;
  readonly places: readonly Place[];
  /** What is to be done, a paragraph each. */
  readonly task: readonly Said[];
  readonly goals: readonly Goal[];
  readonly questions?: readonly Question[];
}

/** Where the packets of an exercise go through. */
export type Place = ServedPlace | RelayPlace | PipePlace;

interface NamedPlace {
  readonly name: string;
  /** What the ladder calls who serves there. */
  readonly title: Said;
}

/** A service of ours. */
export interface ServedPlace extends NamedPlace {
  readonly kind: 'serve';
  /** Of the registry, or the exercise's own. */
  readonly service: string | Service;
  /** Scheme of the endpoint that it listens on. */
  readonly over: string;
  readonly concurrency?: 'sequential';
}

/** A way to a server of the student's own, which is watched on it. */
export interface RelayPlace extends NamedPlace {
  readonly kind: 'relay';
  /** Scheme of the endpoint that it listens on, and opens. */
  readonly over: string;
  /** Place that it leads to; absent: the student's own port. */
  readonly to?: string;
  /** Closes everything at the first end of a direction, as careless relays do. */
  readonly careless?: boolean;
}

/** Two named pipes, what comes in one goes out of the other. */
export interface PipePlace extends NamedPlace {
  readonly kind: 'pipe';
}

export interface Goal {
  readonly what: Said;
  /** What to do for it, where nothing was seen yet. */
  readonly hint: Said;
  readonly check: (seen: Evidence) => Finding;
}

export interface Finding {
  readonly done: boolean;
  /** Which packets show it, or what is missing. */
  readonly says: Said;
}

export interface Question {
  readonly ask: Said;
  /** Absent: anything is an answer, and the teacher reads it. */
  readonly check?: (answer: string, seen: Evidence) => Finding;
}

export const done = (says: Said): Finding => ({ done: true, says });
export const notYet = (says: Said): Finding => ({ done: false, says });

/** The first that is done, else what the last one lacks. */
export const firstDone = (findings: readonly Finding[], nothing: Said): Finding =>
  findings.find((f) => f.done) ?? findings.at(-1) ?? notYet(nothing);
