/** Desktop: what all pages of one program look at: the workbench and its live packets, and the captures that were opened. */

import { basename } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { joined, lineText, sayWrong } from '../../core/said.ts';
import { cut, visible } from '../../core/text.ts';
import type { Language, Words } from '../../core/words.ts';
import type { ThreadProgram } from '../../io/capture/live/capture-session.ts';
import { liveWord } from '../../io/capture/live/source.ts';
import { isStream } from '../../io/capture/live/stream-capture.ts';
import { readCapture } from '../../io/capture/read/read-file.ts';
import { overOf } from '../../io/serve/service.ts';
import { titles } from '../../io/services/de-titles.ts';
import { services } from '../../io/services/index.ts';
import * as guides from '../../protocols/guides.ts';
import { readLarge } from '../../run/ahead/large.ts';
import { Browsing } from '../../run/browsing.ts';
import { LiveBrowsing } from '../../run/live-browsing.ts';
import { carried, type Place } from '../../run/workbench/endpoints.ts';
import type { GuidedLines } from '../../run/workbench/guided-lines.ts';
import type { Recording } from '../../run/workbench/recording.ts';
import type { Workbench } from '../../run/workbench/workbench.ts';
import { LIVE } from '../answers/answering.ts';
import { secondsAfter } from '../answers/plain.ts';
import type { CaptureRow, Desk, EndpointRow, GuidedPart, SharedPart } from '../messages/desk.ts';
import type { OfferedService } from '../messages/messages.ts';
import { Arrival } from './arrival.ts';
import { Classroom } from './classroom.ts';
import { refusalText } from './refusal-text.ts';

/** A capture that pages may ask about. */
export interface Shelved {
  readonly id: number;
  readonly browsing: Browsing;
  /** Where its packets are recorded, of our own channels. */
  readonly recording?: Recording;
  /** Where its packets come from an interface. */
  readonly live?: LiveBrowsing;
  close(): void;
}
/** Milliseconds between two tellings of what a capture brought, and of how far a file was read. */
const PACE = 40;
const READING_PACE = 200;
/** Files open at once. */
const MOST_FILES = 20;

/** Programs that are started as threads. */
export interface DesktopThreads {
  /** Captures while we are busy. */
  readonly capture?: ThreadProgram;
  /** Is ahead in large files. */
  readonly ahead?: string | undefined;
}

export class Desktop {
  readonly workbench: Workbench;
  readonly classroom: Classroom;
  readonly #files = new Map<number, Shelved>();
  readonly #watchers = new Set<() => void>();
  readonly #live: Shelved;
  #ids = LIVE;
  #reading: NodeJS.Timeout | undefined;
  #due = 0;
  /** Where pages come: what is told to a page of a packet must not be another packet to tell of. */
  readonly ports: number[] = [];
  viewers = 0;
  /** Of these, those with whom it is shared. */
  guests = 0;
  shared: Omit<SharedPart, 'guests'> | undefined;

  readonly arrival = new Arrival();
  readonly #threads: DesktopThreads;

  constructor(workbench: Workbench, threads: DesktopThreads = {}) {
    this.workbench = workbench;
    this.#threads = threads;
    this.#live = { id: LIVE, browsing: workbench.live, recording: workbench.recording, close: () => {} };
    this.classroom = new Classroom(workbench, {
      shelve: (browsing, recording, close) => this.#shelve({ browsing, recording, close }),
      close: (id) => this.close(id),
      changed: () => this.#hasRead(),
    });
    workbench.watch(() => this.changed());
  }

  /** Protocols that may be spoken by hand. */
  guidesIn(words: Words): readonly Offered[] {
    return Object.values(guides).map(({ name, title, port }) => ({ name, title: words.text(title), port }));
  }

  servicesIn({ language }: Words): readonly OfferedService[] {
    return services.map((s) => ({ name: s.name, title: titleIn(language, s.title), over: overOf(s) }));
  }

  watch(told: () => void): () => void {
    this.#watchers.add(told);
    return () => this.#watchers.delete(told);
  }

  changed(): void {
    for (const told of this.#watchers) told();
  }

  capture(id: number): Shelved | undefined {
    return id === LIVE ? this.#live : this.#files.get(id);
  }

  /** Opens a file of this machine, or `capture:eth0`; its bytes are read while pages look at it. */
  async open(path: string, name = basename(path)): Promise<number> {
    const from = liveWord(path);
    if (from !== undefined) return this.captureFrom(from, '');
    this.#checkRoom();
    const stop = new AbortController();
    const capture = await readLarge(await readCapture(path, stop.signal), this.#threads.ahead, { verify: false, keepsFacts: true });
    const browsing = new Browsing(capture, { name, rest: this.arrival.rest }, stop.signal, (isAwaited) =>
      this.#hasRead(isAwaited ? 0 : READING_PACE),
    );
    const close = (): void => {
      stop.abort(new Error('closed'));
      browsing.close();
    };
    const tell = (): void => this.changed();
    browsing.read().then(tell, tell);
    return this.#shelve({ browsing, close });
  }

  /** Captures from an interface until it is halted, or closed. */
  async captureFrom(from: string, filter: string): Promise<number> {
    this.#checkRoom();
    const isHere = !isStream(from) && !from.startsWith('ssh:');
    const thread = isStream(from) ? undefined : this.#threads.capture;
    const { secrets } = this.workbench.recording;
    const live = await LiveBrowsing.open({ from, filter, without: isHere ? this.ports : [], thread, secrets }, () => this.#hasRead());
    return this.#shelve({ browsing: live.browsing, live, close: () => live.browsing.close() });
  }

  halt(id: number): void {
    this.#files.get(id)?.live?.end();
  }

  #checkRoom(): void {
    if (this.#files.size >= MOST_FILES)
      throw UsageError.of('captures', sayWrong('manyOpen', { most: String(MOST_FILES) }), sayWrong('closeOne'));
  }

  #shelve(what: Omit<Shelved, 'id'>): number {
    const id = ++this.#ids;
    this.#files.set(id, { ...what, id });
    this.changed();
    return id;
  }

  /** A file that is read brings something new all the time: now and then is enough. */
  #hasRead(pace = PACE): void {
    const due = performance.now() + pace;
    if (this.#reading !== undefined && this.#due <= due) return;
    clearTimeout(this.#reading);
    this.#due = due;
    this.#reading = setTimeout(() => {
      this.#reading = undefined;
      this.changed();
    }, pace);
  }

  close(id: number): void {
    this.#files.get(id)?.close();
    this.#files.delete(id);
    this.changed();
  }

  async closeAll(): Promise<void> {
    clearTimeout(this.#reading);
    await this.classroom.close();
    for (const id of [...this.#files.keys()]) this.close(id);
  }

  /** A guest is told what is there, and nothing of what can be done or is typed by a guide. */
  desk(now: number, words: Words, isGuest = false): Desk {
    const row = (place: Place): EndpointRow => {
      const { guided, example, ...seen } = endpointRow(place, words);
      return isGuest ? { ...seen, isOurs: false } : { ...seen, ...(guided && { guided }), ...(example && { example }) };
    };
    return {
      now,
      endpoints: this.workbench.endpoints.all.map(row),
      ...(this.shared && !isGuest && { shared: { ...this.shared, guests: this.guests } }),
      captures: [this.#live, ...this.#files.values()].map((shelved) => this.#captureRow(shelved, words)),
      viewers: this.viewers,
      ...this.classroom.desk,
    };
  }

  #captureRow({ id, browsing, recording, live }: Shelved, words: Words): CaptureRow {
    const { name, frames, progress, isOver, fault, last } = browsing;
    return {
      id,
      name,
      isLive: recording !== undefined,
      frames,
      seconds: last === undefined ? 0 : secondsAfter(last, browsing.first),
      isOver,
      ...(progress !== undefined && { progress }),
      ...(fault !== undefined && { fault }),
      skipped: recording?.skipped ?? 0,
      bytes: recording?.bytes ?? browsing.size,
      ...(live !== undefined && { source: { isOn: !isOver, dropped: live.dropped, says: sourceText(live.says, words) } }),
      ...(Number.isFinite(browsing.first.seconds) && { begins: browsing.first }),
    };
  }
}

const sourceText = (says: LiveBrowsing['says'], words: Words): string =>
  says instanceof Error ? refusalText(says, words) : joined(says, words);

const guidedPart = (guided: GuidedLines, words: Words): GuidedPart => ({
  title: words.text(guided.title),
  ...(guided.next && { next: { line: guided.next.line, why: words.text(guided.next.why) } }),
  remarks: guided.remarks(words),
});

/** A protocol that may be spoken by hand. */
interface Offered {
  readonly name: string;
  readonly title: string;
  readonly port: number;
}

const titleIn = (language: Language, title: string): string => {
  const german = language === 'de' ? titles[title.charAt(0).toLowerCase() + title.slice(1)] : undefined;
  return german === undefined ? title : german.charAt(0).toUpperCase() + german.slice(1);
};

/** Characters of a line that a service has told. */
const LONGEST_SAID = 300;

const endpointRow = (place: Place, words: Words): EndpointRow => {
  const { id, kind, parent, title, address, state, refusal, ended, opened, closed, hosts, beside, isOurs, example, shares, guided, says } =
    place;
  const [toServer, toClient] = carried(place);
  return {
    id,
    kind,
    title,
    address,
    state,
    toServer,
    toClient,
    opened,
    isOurs,
    ...(refusal !== undefined && { why: refusalText(refusal, words) }),
    ...(ended !== undefined && { ended }),
    ...(parent !== undefined && { parent }),
    ...(closed !== undefined && { closed }),
    ...(hosts !== undefined && { hosts }),
    ...(beside !== undefined && { beside }),
    ...(example !== undefined && { example }),
    ...(shares !== undefined && { shares }),
    ...(says !== undefined && { says: says.map((line) => cut(visible(lineText(line, words)), LONGEST_SAID)) }),
    ...(guided !== undefined && closed === undefined && { guided: guidedPart(guided, words) }),
  };
};
