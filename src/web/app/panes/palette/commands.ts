/** Commands: everything that can be done by name, and what a typed text may mean. */
import type { Page } from '../../state/page.ts';
import { captureOf, choose, lay, type PageState, show, shownCapture, tell } from '../../state/page-state.ts';

export interface Command {
  readonly name: string;
  readonly says: string;
  run(page: Page): void;
}

const acted = (page: Page, made: Promise<number | undefined>): void => {
  made.then(
    (id) => page.change((s) => ({ ...s, view: 'live', notice: '', ...(id !== undefined && { endpoint: id }) })),
    (error: Error) => page.change(tell(error.message)),
  );
};

/** Those that fit what is typed. */
export const commandsFor = (text: string, state: PageState): readonly Command[] => {
  const typed = text.trim();
  const words = typed.toLowerCase().split(/\s+/);
  const named = all(state).filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  return [...meant(typed, state), ...named].slice(0, 12);
};

/** `127.0.0.1:7007` connects, `42` goes to that packet. */
const meant = (text: string, state: PageState): readonly Command[] => {
  const capture = shownCapture(state);
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= (captureOf(state, capture)?.frames ?? 0))
    return [{ name: `Go to packet ${number}`, says: '', run: ({ change }) => change(choose(capture, { packet: number, follows: false })) }];
  if (state.mayControl && /^(\w+:)?[^\s:]+:\d+$/.test(text))
    return [
      {
        name: `Connect to ${text}`,
        says: 'opens a connection',
        run: (page) => acted(page, page.asker.act({ act: 'connect', address: text })),
      },
    ];
  if (/[.=&|!]/.test(text))
    return [
      { name: `Filter ${text}`, says: 'shows the packets that pass', run: ({ change }) => change(choose(capture, { filter: text })) },
    ];
  return [];
};

const all = (state: PageState): readonly Command[] => [
  ...(state.mayControl ? steering(state) : []),
  { name: 'Show the live session', says: '', run: ({ change }) => change(show('live')) },
  { name: 'Show captures', says: '', run: ({ change }) => change(show('captures')) },
  { name: 'Poster of the packet', says: 'every layer, checksums worked out', run: ({ change }) => change(lay('poster')) },
  { name: 'Statistics', says: 'conversations, hosts, protocols, bytes over time', run: ({ change }) => change(lay('statistics')) },
  { name: 'Find…', says: 'a text or bytes', run: ({ change }) => change(lay('find')) },
  { name: 'Go to packet…', says: 'by its number', run: ({ change }) => change(lay('goto')) },
  { name: 'Plain words or Info', says: 'how rows are written', run: ({ change }) => change((s) => ({ ...s, isTerse: !s.isTerse })) },
  { name: 'Keys', says: '', run: ({ change }) => change(lay('keys')) },
];

const steering = (state: PageState): readonly Command[] => [
  { name: 'Open a capture…', says: 'pcap or pcapng, of any size', run: () => document.querySelector<HTMLInputElement>('#file')?.click() },
  { name: 'Connect…', says: 'to a host and a port', run: ({ change }) => change(lay('maker')) },
  ...state.services.map(({ name, title }) => ({
    name: `Serve ${name}`,
    says: title,
    run: (page: Page) => acted(page, page.asker.act({ act: 'serve', service: name, port: 0 })),
  })),
];
