/**
 * Negotiation: which options of Telnet are in force on each side, by the Q method (RFC 1143): no request is answered that says what is so
 * already, so that two sides never go on for ever. Pure: what is to be sent is handed to `send`.
 */
import { Command } from './names.ts';

/** `us`: what we do (WILL, WON'T; asked for with DO, DON'T). `them`: what the peer does. */
export type Whose = 'us' | 'them';

type State = 'no' | 'yes' | 'want no' | 'want no, then yes' | 'want yes' | 'want yes, then no';

export interface NegotiationEvents {
  send(command: number, option: number): void;
  /** An option is in force from here on, or no longer. */
  changed(whose: Whose, option: number, on: boolean): void;
}

/** Answers and changes of one connection; a peer that asks for more gets no answer any more (T-B8). */
export const MOST_ANSWERS = 64;

const WORDS = {
  us: { on: Command.will, off: Command.wont },
  them: { on: Command.do, off: Command.dont },
} as const;

export class Negotiation {
  readonly #states = { us: new Map<number, State>(), them: new Map<number, State>() };
  /** What is agreed to where the peer asks for it. */
  readonly #agreed: Readonly<Record<Whose, ReadonlySet<number>>>;
  readonly #events: NegotiationEvents;
  #answers = 0;

  constructor(agreed: Readonly<Record<Whose, readonly number[]>>, events: NegotiationEvents) {
    this.#agreed = { us: new Set(agreed.us), them: new Set(agreed.them) };
    this.#events = events;
  }

  isOn(whose: Whose, option: number): boolean {
    const state = this.#state(whose, option);
    return state === 'yes';
  }

  /** Options in force, in order. */
  on(whose: Whose): readonly number[] {
    return [...this.#states[whose]]
      .filter(([, state]) => state === 'yes')
      .map(([option]) => option)
      .sort((a, b) => a - b);
  }

  /** Was asked for and is not answered yet. */
  get isWaiting(): boolean {
    return [...this.#states.us.values(), ...this.#states.them.values()].some((state) => state.startsWith('want'));
  }

  /** We would like it so. */
  ask(whose: Whose, option: number, on: boolean): void {
    const state = this.#state(whose, option);
    if (on) {
      if (state === 'no') this.#say(whose, option, true, 'want yes');
      else if (state === 'want no') this.#set(whose, option, 'want no, then yes');
      else if (state === 'want yes, then no') this.#set(whose, option, 'want yes');
    } else if (state === 'yes') {
      this.#say(whose, option, false, 'want no');
      this.#events.changed(whose, option, false);
    } else if (state === 'want yes') this.#set(whose, option, 'want yes, then no');
    else if (state === 'want no, then yes') this.#set(whose, option, 'want no');
  }

  /** WILL, WON'T, DO or DON'T came. */
  received(command: number, option: number): void {
    const whose = command === Command.will || command === Command.wont ? 'them' : 'us';
    if (command === Command.will || command === Command.do) this.#wanted(whose, option);
    else this.#refused(whose, option);
  }

  /** The peer does it, or wants us to. */
  #wanted(whose: Whose, option: number): void {
    const state = this.#state(whose, option);
    if (state === 'no') this.#answer(whose, option);
    else if (state === 'want no')
      this.#set(whose, option, 'no'); // our refusal was answered by a request: RFC 1143 §7 calls it an error
    else if (state === 'want no, then yes' || state === 'want yes') this.#turn(whose, option, true);
    else if (state === 'want yes, then no') this.#say(whose, option, false, 'want no');
  }

  #answer(whose: Whose, option: number): void {
    if (this.#answers++ >= MOST_ANSWERS) return;
    if (!this.#agreed[whose].has(option)) {
      this.#events.send(WORDS[whose].off, option);
      return;
    }
    this.#events.send(WORDS[whose].on, option);
    this.#turn(whose, option, true);
  }

  #refused(whose: Whose, option: number): void {
    const state = this.#state(whose, option);
    if (state === 'yes') {
      if (this.#answers++ < MOST_ANSWERS) this.#events.send(WORDS[whose].off, option);
      this.#turn(whose, option, false);
    } else if (state === 'want no, then yes') this.#say(whose, option, true, 'want yes');
    else if (state !== 'no') this.#set(whose, option, 'no');
  }

  #state(whose: Whose, option: number): State {
    return this.#states[whose].get(option) ?? 'no';
  }

  #set(whose: Whose, option: number, state: State): void {
    this.#states[whose].set(option, state);
  }

  #say(whose: Whose, option: number, on: boolean, state: State): void {
    this.#set(whose, option, state);
    this.#events.send(WORDS[whose][on ? 'on' : 'off'], option);
  }

  #turn(whose: Whose, option: number, on: boolean): void {
    this.#set(whose, option, on ? 'yes' : 'no');
    this.#events.changed(whose, option, on);
  }
}
