/**
 * Words: everything that is said to people, by language. Code names an entry of a catalogue and what stands in its slots (`Said`, plain
 * data); a catalogue has the texts of one language; `Words` puts them together. No entry is needed twice: a floor declares its areas in
 * `en.ts`, and `de.ts` beside it does not compile while an entry is missing.
 *
 * A text: `{sender} sends {count|byte|bytes} to {receiver:dat}.`
 * - `{name}`: the value. Numbers are grouped as the language does it; what shall not be (ports, years) is given as text.
 * - `{name|one|other}`: the number with its noun. `{name!one|other}`: only the word that fits the number.
 * - `{name:acc}`, `:dat`, `:gen`: who it is, in that case; `:von`, `:bei`, `:zu`: with that preposition (vom Server, von 192.0.2.1).
 */
import { cut, visible } from './text.ts';

/** Languages that there are; the first is spoken where nobody asks for another. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The entries of one area. */
export type Texts = Readonly<Record<string, string>>;
/** What another language has to have for the same area. */
export type Translated<T extends Texts> = { readonly [K in keyof T]: string };
/** The texts of a language: entries by area. */
export type Catalogue = Readonly<Record<string, Texts>>;

/** Somebody who acts: a role, and the name where he has one. */
export interface Who {
  readonly who: 'client' | 'server' | 'sender' | 'receiver' | 'all' | 'host';
  readonly name: string;
}

export type SlotValue = string | number | bigint | Who | Said | readonly SlotValue[];

/** Something to be said, in no language yet. */
export interface Said {
  readonly area: string;
  readonly key: string;
  readonly slots: Readonly<Record<string, SlotValue>>;
}

/** Names of the slots of a text. */
export type SlotsOf<T extends string> = T extends `${string}{${infer S}}${infer Rest}` ? NameOf<S> | SlotsOf<Rest> : never;
type NameOf<S extends string> = S extends `${infer N}:${string}`
  ? N
  : S extends `${infer N}!${string}`
    ? N
    : S extends `${infer N}|${string}`
      ? N
      : S;

/** Entries without slots. */
export type PlainKey<T extends Texts> = { [K in keyof T & string]: [SlotsOf<T[K]>] extends [never] ? K : never }[keyof T & string];

/** Says entries of one area: its keys and slots are checked against the English texts. */
export type Say<T extends Texts> = <K extends keyof T & string>(
  key: K,
  ...slots: [SlotsOf<T[K]>] extends [never] ? [] : [Readonly<Record<SlotsOf<T[K]>, SlotValue>>]
) => Said;

export const sayer =
  <T extends Texts>(area: string): Say<T> =>
  (key, ...slots) => ({ area, key, slots: slots[0] ?? {} });

/** An imported catalogue of a bundle is in itself once more, by this name. */
const WHOLE = 'default';

/** The words of one language. */
export class Words {
  readonly language: Language;
  readonly #catalogue: Catalogue;
  #fields: ReadonlyMap<string, string> | undefined;

  constructor(language: Language, catalogue: Catalogue) {
    this.language = language;
    this.#catalogue = catalogue;
  }

  /** The same with more areas; two that say something else may not have one name. */
  with(more: Catalogue): Words {
    for (const [area, texts] of Object.entries(more)) {
      const known = area === WHOLE ? undefined : this.#catalogue[area];
      if (known !== undefined && known !== texts) throw new ReferenceError(`there are two areas of words with the name ${area}`);
    }
    return new Words(this.language, { ...this.#catalogue, ...more });
  }

  /** Whether there is such an entry. */
  has(area: string, key: string): boolean {
    return this.#catalogue[area] !== undefined && Object.hasOwn(this.#catalogue[area], key);
  }

  /** The sentence of a field: the entry whose key is its whole name, in whichever area; of one with a name of its own, what it is for. */
  field(name: string): string | undefined {
    this.#fields ??= new Map(Object.values(this.#catalogue).flatMap((texts) => Object.entries(texts).filter(([key]) => key.includes('.'))));
    return this.#fields.get(name) ?? this.#fields.get(`about.${name}`);
  }

  /** What a protocol is for. */
  protocol(name: string): string | undefined {
    return this.field(`about.${name}`);
  }

  /** One line of safe text. */
  text(said: Said): string {
    return this.#render(said, MOST_DEPTH);
  }

  /**
   * A text that was written in English where it came to be, by the entry whose key it is, slots and all; itself where there is none. For
   * what is the same in every language elsewhere, as fields and rows.
   */
  rewritten(area: string, text: string): string {
    const texts = this.#catalogue[area];
    if (texts === undefined) return text;
    const exact = Object.hasOwn(texts, text) ? texts[text] : undefined;
    if (exact !== undefined) return exact;
    for (const { pattern, to } of patternsOf(texts)) {
      const found = pattern.exec(text);
      if (found !== null) return to.replace(/\{(\d)\}/g, (_, n: string) => this.rewritten(area, found[Number(n)] ?? ''));
    }
    return text;
  }

  /** `1,234,567`; in German `1.234.567`. */
  number(n: number | bigint): string {
    if (typeof n === 'number' && !Number.isInteger(n)) return decimal(n, this.language);
    return String(n).replace(/\B(?=(\d{3})+$)/g, SEPARATORS[this.language].thousands);
  }

  #render({ area, key, slots }: Said, depth: number): string {
    const template = this.#catalogue[area]?.[key];
    if (template === undefined) throw new ReferenceError(`no words for ${area} ${key} in ${this.language}`);
    if (depth === 0) return '…';
    let text = '';
    for (const part of partsOf(template)) text += typeof part === 'string' ? part : this.#slot(part, slots[part.name] ?? '', depth);
    return text;
  }

  #slot({ form, words, begins, behindColon }: Slot, value: SlotValue, depth: number): string {
    if (words !== undefined) return this.#counted(value, words);
    const text = this.#value(value, form, depth);
    return isOurs(value) && (begins || (behindColon && this.language === 'de' && 'who' in (value as object))) ? capital(text) : text;
  }

  #counted(value: SlotValue, words: string): string {
    const [one = '', other = one] = words.slice(1).split('|');
    const word = Number(value) === 1 ? one : other;
    return words.startsWith('!') ? word : `${this.#value(value, undefined, 1)} ${word}`;
  }

  #value(value: SlotValue, form: string | undefined, depth: number): string {
    if (typeof value === 'string') return cut(visible(value), LONGEST);
    if (typeof value === 'number' || typeof value === 'bigint') return this.number(value);
    if (isList(value)) return this.#list(value, form, depth);
    return 'who' in value ? this.#who(value, form) : this.#render(value, depth - 1);
  }

  #list(values: readonly SlotValue[], form: string | undefined, depth: number): string {
    const texts = values.map((value) => this.#value(value, form, depth));
    const last = texts.pop() ?? '';
    return texts.length === 0 ? last : `${texts.join(', ')} ${AND[this.language]} ${last}`;
  }

  #who({ who, name }: Who, form = 'nom'): string {
    if (who === 'host') return `${BEFORE[this.language][form] ?? ''}${cut(visible(name), LONGEST)}`;
    return WHO[this.language][who][form] ?? name;
  }
}

/** Keys with slots as what fits them: those that say most themselves first. */
const patternsOf = (texts: Texts): readonly Rewriting[] => {
  const known = rewritings.get(texts);
  if (known !== undefined) return known;
  const said = (key: string): number => key.replace(/\{\d\}/g, '').length;
  const made = Object.entries(texts)
    .filter(([key]) => key.includes('{'))
    .sort(([a], [b]) => said(b) - said(a))
    .map(([key, to]) => ({
      pattern: new RegExp(
        `^${key
          .split(/\{\d\}/)
          .map(escaped)
          .join('(.+?)')}$`,
        's',
      ),
      to,
    }));
  rewritings.set(texts, made);
  return made;
};
const rewritings = new WeakMap<Texts, readonly Rewriting[]>();
interface Rewriting {
  readonly pattern: RegExp;
  readonly to: string;
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A place in a text where a value goes. */
interface Slot {
  readonly name: string;
  readonly form: string | undefined;
  readonly words: string | undefined;
  /** A sentence begins with it. */
  readonly begins: boolean;
  /** In German a whole sentence behind a colon begins as any other. */
  readonly behindColon: boolean;
}

/** What a text is made of; each is taken apart once. */
const partsOf = (template: string): readonly (string | Slot)[] => {
  const known = taken.get(template);
  if (known !== undefined) return known;
  const parts: (string | Slot)[] = [];
  let last = 0;
  for (const { 0: all, 1: name = '', 2: form, 3: words, index } of template.matchAll(SLOT)) {
    parts.push(template.slice(last, index), {
      name,
      form,
      words,
      begins: isBegin(template, index),
      behindColon: template.slice(0, index).endsWith(': '),
    });
    last = index + all.length;
  }
  parts.push(template.slice(last));
  taken.set(template, parts);
  return parts;
};
const taken = new Map<string, readonly (string | Slot)[]>();

const SLOT = /\{(\w+)(?::(\w+))?([|!][^}]*)?\}/g;
/** Of a text from the wire so much is said. */
const LONGEST = 200;
/** Entries inside entries. */
const MOST_DEPTH = 8;

const isList = (value: SlotValue): value is readonly SlotValue[] => Array.isArray(value);
const isOurs = (value: SlotValue): boolean => typeof value === 'object' && !isList(value) && !('who' in value && value.who === 'host');
/** A sentence begins here. */
const isBegin = (template: string, at: number): boolean => at === 0 || /[.!?] $/.test(template.slice(0, at));
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const decimal = (n: number, language: Language): string => {
  const [whole = '', part = ''] = String(Number(n.toPrecision(4))).split('.');
  const { thousands, point } = SEPARATORS[language];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, thousands)}${part === '' ? '' : point + part}`;
};

const SEPARATORS = { en: { thousands: ',', point: '.' }, de: { thousands: '.', point: ',' } } as const;
/** Before a name, by what is asked for. */
const BEFORE: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  de: { gen: 'von ', von: 'von ', bei: 'bei ', zu: 'zu ' },
};
const AND = { en: 'and', de: 'und' } as const;

type Cases = Readonly<Record<string, string>>;
const same = (text: string): Cases => ({ nom: text, acc: text, dat: text, gen: text });
/** A masculine noun with its article, and joined with it the prepositions that it melts with. */
const masculine = (noun: string, genitive = `${noun}s`): Cases => ({
  nom: `der ${noun}`,
  acc: `den ${noun}`,
  dat: `dem ${noun}`,
  gen: `des ${genitive}`,
  von: `vom ${noun}`,
  bei: `beim ${noun}`,
  zu: `zum ${noun}`,
});
const WHO: Readonly<Record<Language, Readonly<Record<Exclude<Who['who'], 'host'>, Cases>>>> = {
  en: {
    client: same('the client'),
    server: same('the server'),
    sender: same('the sender'),
    receiver: same('the receiver'),
    all: same('everybody on this network'),
  },
  de: {
    client: masculine('Client'),
    server: masculine('Server'),
    sender: masculine('Absender'),
    receiver: masculine('Empfänger'),
    all: {
      nom: 'alle in diesem Netz',
      acc: 'alle in diesem Netz',
      dat: 'allen in diesem Netz',
      gen: 'aller in diesem Netz',
      von: 'von allen in diesem Netz',
      bei: 'bei allen in diesem Netz',
      zu: 'zu allen in diesem Netz',
    },
  },
};

/** What the surroundings of a program ask for. The first that is set decides. */
export const languageOf = (env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return languageNamed(locale ?? '') ?? 'en';
};

/** `de`, and `de_AT.UTF-8`, are German. */
export const languageNamed = (locale: string): Language | undefined => {
  const spoken = /^([a-z]{2})([_.@-]|$)/i.exec(locale)?.[1]?.toLowerCase();
  return LANGUAGES.find((language) => language === spoken);
};
