/** Completion of addresses: schemes and overlays, the names of their options, and where a path stands, the files there. */
import type { EndpointType, OverlayType } from '../../io/base/endpoint.ts';
import type { OptionHelp } from '../../io/base/options.ts';
import type { AddressUse } from './options.ts';

export interface CompletionCandidate {
  readonly text: string;
  readonly says: string;
}
/** Words to offer, and whether the shell adds names of files or folders. */
export interface Candidates {
  readonly words: readonly CompletionCandidate[];
  readonly paths?: 'file' | 'directory';
  /** Names of fields and protocols that begin with `typed`, each with `before` in front. */
  readonly fields?: { readonly before: string; readonly typed: string };
  /** Names of files that begin with `typed`, each with `before` in front. */
  readonly names?: { readonly before: string; readonly typed: string };
}

/** What may stand in an address, as the build writes it down. */
export interface AddressWords {
  readonly endpoints: readonly {
    readonly scheme: string;
    readonly says: string;
    readonly path: boolean;
    readonly listens: boolean;
    readonly options: readonly CompletionCandidate[];
  }[];
  readonly overlays: readonly {
    readonly scheme: string;
    readonly says: string;
    readonly words: number;
    readonly options: readonly CompletionCandidate[];
    /** What may stand in its own word. */
    readonly settings?: readonly CompletionCandidate[];
  }[];
  /** `listen:` may stand before it. */
  readonly marked: boolean;
}

export const addressWords = (use: AddressUse, endpoints: readonly EndpointType[], overlays: readonly OverlayType[]): AddressWords => ({
  endpoints: endpoints
    .filter((e) => use !== 'listen-address' || e.accept !== undefined)
    .map((e) => ({
      scheme: e.scheme,
      says: e.title,
      path: e.example.startsWith(`${e.scheme}:/`),
      listens: e.accept !== undefined,
      options: (e.options ?? []).map(optionWord),
    })),
  overlays: overlays.map((o) => ({
    scheme: o.scheme,
    says: o.title,
    words: o.words,
    options: o.options.map(optionWord),
    ...(o.settings !== undefined && { settings: o.settings.map(optionWord) }),
  })),
  marked: use === 'link-address',
});

/** With = where a value must follow; a flag stands alone. */
const optionWord = ({ name, value, help }: OptionHelp): CompletionCandidate => ({
  text: value === undefined ? name : `${name}=`,
  says: help,
});

export const addressCandidates = (current: string, words: AddressWords): Candidates => {
  const { before, rest, options } = belowOverlays(current, words);
  const endpoint = words.endpoints.find((e) => rest.startsWith(`${e.scheme}:`));
  const overlay = words.overlays.find((o) => rest.startsWith(`${o.scheme}?`));
  if (overlay !== undefined) return namesIn(OPTIONS, before + rest, overlay.options);
  const settings = words.overlays.find((o) => rest.startsWith(`${o.scheme}:`))?.settings;
  if (settings !== undefined) return namesIn(SETTINGS, before + rest, settings);
  if (rest.includes('?')) return namesIn(OPTIONS, before + rest, [...options, ...(endpoint?.options ?? [])]);
  if (endpoint?.path)
    return { words: [], names: { before: `${before}${endpoint.scheme}:`, typed: rest.slice(endpoint.scheme.length + 1) } };
  if (endpoint !== undefined) return { words: [] };
  const places = before.startsWith(LISTEN) ? words.endpoints.filter((e) => e.listens) : words.endpoints;
  const heads = [...places, ...words.overlays].map(({ scheme, says }) => ({ text: `${scheme}:`, says }));
  if (words.marked && before === '') heads.push({ text: LISTEN, says: 'listen there' });
  return { words: heads.filter(({ text }) => text.startsWith(rest)).map(({ text, says }) => ({ text: before + text, says })) };
};

/** The text up to where the endpoint's scheme begins, what is typed of that, and the options of the overlays passed. */
const belowOverlays = (text: string, words: AddressWords) => {
  let before = words.marked && text.startsWith(LISTEN) ? LISTEN : '';
  const options: CompletionCandidate[] = [];
  for (;;) {
    const rest = text.slice(before.length);
    const overlay = words.overlays.find((o) => rest.startsWith(`${o.scheme}:`) || rest.startsWith(`${o.scheme}?`));
    const parts = rest.split(':');
    // Its own words, the scheme before them, and at least the beginning of what it lies on.
    if (overlay === undefined || parts.length < overlay.words + 2) return { before, rest, options };
    options.push(...overlay.options);
    before += `${parts.slice(0, overlay.words + 1).join(':')}:`;
  }
};

/** `…?no` → `…?nodelay=`, `…?jo` → `…?join`; behind what parts them too, and not those that are there already. */
const namesIn = (parted: RegExp, text: string, names: readonly CompletionCandidate[]): Candidates => {
  const typed = text.split(parted).at(-1) ?? '';
  const head = text.slice(0, text.length - typed.length);
  if (typed.includes('=')) return { words: [] };
  const there = new Set(head.split(parted).map((option) => option.replace(/=.*$/s, '')));
  const left = names.filter((name) => name.text.startsWith(typed) && !there.has(name.text.replace('=', '')));
  return { words: left.map(({ text: name, says }) => ({ text: head + name, says })) };
};

/** What parts options: `?nodelay&no`, and the settings of an overlay's word: `impair:loss=1%,de`. */
const [OPTIONS, SETTINGS] = [/[?&]/, /[:,]/];

const LISTEN = 'listen:';
