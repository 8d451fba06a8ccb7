/** Commands: everything that can be done by name, and what a typed text may mean. */
import { showPoster } from '../../state/keys.ts';
import type { Page } from '../../state/page.ts';
import {
  captureOf,
  choose,
  lay,
  lookAt,
  made,
  make,
  noPacketText,
  type PageState,
  show,
  shownCapture,
  tell,
  type View,
} from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export interface Command {
  readonly name: string;
  readonly says: string;
  /** As the command line calls it; found by that, too, in any language. */
  readonly words?: string;
  run(page: Page): void;
}

const acted = (page: Page, opened: Promise<number | undefined>): void => {
  opened.then(
    (id) => page.change((s) => ({ ...made(id)(s), view: 'live' })),
    (error: Error) => page.change(tell(error.message)),
  );
};

/** One that is wrong leaves the list as it is. */
const applied = ({ asker, change }: Page, capture: number, filter: string): void => {
  asker.ask({ what: 'filter', text: filter, at: filter.length, capture }).then(
    ({ error }) => change(error === undefined ? choose(capture, { filter }) : tell(error)),
    (error: Error) => change(tell(error.message)),
  );
};

const nameOf = ({ name, words = '' }: Command): string => `${name} ${words}`.toLowerCase();

/** Those that fit what is typed. */
export const commandsFor = (text: string, state: PageState): readonly Command[] => {
  const typed = text.trim();
  const words = typed.toLowerCase().split(/\s+/);
  const named = all(state).filter((command) => words.every((word) => nameOf(command).includes(word)));
  // `serve time` is time before it is daytime.
  const isExact = (command: Command): boolean => words.every((word) => nameOf(command).split(' ').includes(word));
  return [...meant(typed, state), ...named.filter(isExact), ...named.filter((command) => !isExact(command))];
};

/** `127.0.0.1:7007` connects, `42` goes to that packet. */
const meant = (text: string, state: PageState): readonly Command[] => {
  const capture = shownCapture(state);
  const number = Number(text);
  const frames = captureOf(state, capture)?.frames ?? 0;
  if (Number.isInteger(number) && number > 0) {
    const absent = number <= frames ? '' : noPacketText(number, frames);
    return [
      {
        name: say('palette', 'goTo', { number: String(number) }),
        says: absent,
        run: ({ change }) => change(absent === '' ? choose(capture, { packet: number, follows: false }) : tell(absent)),
      },
    ];
  }
  const [, address] = /^(?:connect )?\s*((?:\w+:)?(?:[^\s:[\]]+|\[[\da-f:.]+\]):\d+)$/i.exec(text) ?? [];
  if (state.mayControl && address !== undefined)
    return [
      {
        name: say('palette', 'connectTo', { address }),
        says: say('palette', 'opens'),
        run: (page) => acted(page, page.asker.act({ act: 'connect', address })),
      },
    ];
  if (/[.=&|!]/.test(text))
    return [
      {
        name: say('palette', 'filter', { text }),
        says: say('palette', 'shows'),
        run: (page) => applied(page, capture, text),
      },
    ];
  return [];
};

const VIEWS: readonly View[] = ['live', 'captures', 'lessons'];

const all = (state: PageState): readonly Command[] => [
  ...(state.mayControl ? steering(state) : []),
  ...state.desk.endpoints.map(({ id, title, parent, state: is }) => ({
    name: say('palette', 'endpoint', { name: `${state.desk.endpoints.find((e) => e.id === parent)?.title ?? ''} ${title}`.trim() }),
    says: say('rail', is),
    run: ({ change }: Page) => change((s) => ({ ...lookAt(id)(show('live')(s)), tab: s.tab === 'talk' ? s.tab : 'ladder' })),
  })),
  ...(state.isSaved ? [] : VIEWS).map((view) => ({ name: say('palette', view), says: '', run: ({ change }: Page) => change(show(view)) })),
  { name: say('palette', 'poster'), says: say('palette', 'posterSays'), run: showPoster },
  { name: say('palette', 'statistics'), says: say('palette', 'statisticsSays'), run: ({ change }) => change(lay('statistics')) },
  { name: say('palette', 'find'), says: say('palette', 'findSays'), run: ({ change }) => change(lay('find')) },
  { name: say('palette', 'goToAsk'), says: say('palette', 'byNumber'), run: ({ change }) => change(lay('goto')) },
  { name: say('palette', 'plain'), says: say('palette', 'plainSays'), run: ({ change }) => change((s) => ({ ...s, isTerse: !s.isTerse })) },
  { name: say('palette', 'keys'), says: '', run: ({ change }) => change(lay('keys')) },
];

const steering = (state: PageState): readonly Command[] => [
  { name: say('palette', 'open'), says: say('palette', 'openSays'), run: () => document.querySelector<HTMLInputElement>('#file')?.click() },
  { name: say('palette', 'connect'), says: say('palette', 'connectSays'), words: 'connect', run: ({ change }) => change(make) },
  { name: say('palette', 'capture'), says: say('palette', 'captureSays'), words: 'capture', run: ({ change }) => change(make) },
  ...state.services.flatMap(({ name, title, over }) =>
    over.map((one) => ({
      name: say('palette', one === 'udp' ? 'serveUdp' : 'serve', { name }),
      says: title,
      words: `serve ${name} ${one}`,
      run: (page: Page) => acted(page, page.asker.act({ act: 'serve', service: name, over: one, port: 0 })),
    })),
  ),
];
