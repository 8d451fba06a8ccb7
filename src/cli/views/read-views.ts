/** The views of `wirecat read` beside plain rows: filtered rows, one frame, ladder, follow, checksums, JSON. Loaded when one is asked for. */

import type { Listed } from '../../analysis/conversation-list.ts';
import { filter } from '../../analysis/filter/filter.ts';
import { knownName, nearName } from '../../analysis/filter/names.ts';
import { Selection } from '../../analysis/selection.ts';
import { UsageError } from '../../core/fault.ts';
import type { Holders } from '../../core/holder.ts';
import { sayNotice, sayWrong } from '../../core/said.ts';
import type { Said, Words } from '../../core/words.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { protocols } from '../../protocols/registry.ts';
import { rulesOf } from '../../run/decode-rules.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { tellHolders } from '../../run/holding.ts';
import { keysOf } from '../../run/keys.ts';
import { writeFields } from '../../run/rows.ts';
import { CHANNEL, followName, holdersLine } from '../../view/conversation-lines.ts';
import { columnText } from '../../view/field-lines.ts';
import { folded } from '../../view/fold.ts';
import { type FrameRecord, frameRecord } from '../../view/json.ts';
import { RowTime } from '../../view/row-time.ts';
import { frameSentence } from '../../view/sentence.ts';
import { jsonText, plainText } from '../../view/text.ts';
import { loadWords } from '../../view/words/load.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Context } from '../command/command.ts';
import type { Output } from '../command/output.ts';
import { page } from '../terminal/pager.ts';
import { rangesOf, showConversations } from './conversations-view.ts';
import { showCounts } from './counts-view.ts';
import { endpointsOf, showEndpoints } from './endpoints-view.ts';
import { conversationOf, type FollowForm, showFollow } from './follow-view.ts';
import { frameJsonText, frameText } from './frame-view.ts';
import { writeHtml } from './html-view.ts';
import { showIntervals } from './intervals-view.ts';
import { drawLadder, MANY } from './ladder-view.ts';
import { Lines } from './lines.ts';
import type { ReadOptions } from './read-options.ts';
import { showRows } from './terminal-rows.ts';
import { showTrees } from './tree-rows.ts';
import { showVantages } from './vantage-view.ts';
import { showVerified } from './verify-view.ts';

/** What shows a capture and gives the exit code. */
export interface View {
  (capture: Capture): Promise<number>;
  /** The fields whose values it shows of every frame, and nothing else. */
  readonly fields?: readonly string[] | undefined;
}

/** Checks the words before anything is opened. `isHere`: the packets of the capture pass here, now. */
export const viewOf = (given: ReadOptions, context: Context, isHere = false): View => {
  const of = given.of === undefined ? undefined : (given.endpoints ? endpointsOf : conversing)(given.of, `${context.program} --of`);
  const fields = fieldNames(given.fields, `${context.program} --fields`);
  const walk: Omit<FrameWalk, 'secrets'> = {
    filter: given.filter === undefined ? undefined : filter(given.filter, protocols),
    most: given.count,
    verify: given.verify,
    decodeAs: rulesOf(given['decode-as'], context.program),
    showSecrets: given['show-secrets'],
    ready: () => context.out.ready(),
    onForgotten: (what) => context.err.line(`${context.program}: ${what}`),
    onRepeat: (what) => context.err.line(`${context.program}: ${what}`),
    signal: context.signal,
  };
  const once =
    given.ladder ||
    given.vantage !== undefined ||
    given.conversations ||
    given.endpoints ||
    given.hosts ||
    given.protocols ||
    given.faults ||
    given.intervals !== undefined ||
    given.frame !== undefined ||
    given.html !== undefined ||
    given.follow !== undefined ||
    given.verify;
  const view = (capture: Capture): Promise<number> => {
    const isLive = capture.size === undefined;
    const secrets = keysOf(given.keylog, isLive);
    return show({ ...given, of, isHere }, { ...walk, secrets, mayRepeat: isLive && !once }, fields, capture, context);
  };
  const { details, bytes, format, plain, filter: words } = given;
  const isLines = !once && !details && !bytes && format !== 'fields' && !plain && words === undefined;
  return Object.assign(view, { fields: isLines && fields !== undefined && isWritten(fields) ? fields : undefined });
};

type Shown = ReadOptions & { readonly isHere: boolean };

const show = async (
  given: Shown,
  walk: FrameWalk,
  fields: readonly string[] | undefined,
  capture: Capture,
  context: Context,
): Promise<number> => {
  if (given.frame !== undefined) return oneFrame(given, walk, capture, context);
  if (given.html !== undefined) return writeHtml(context, capture, walk, given.html);
  if (given.ladder) return ladder(given, walk, capture, context);
  if (given.vantage !== undefined)
    return showVantages(context, capture, walk, given.vantage, given.json, await loadWords(context.language));
  if (given.conversations || given.hosts) return conversations(given, walk, capture, context);
  if (given.endpoints) return showEndpoints(context, capture, walk, given.of, given.json);
  if (given.protocols || given.faults)
    return showCounts(context, capture, walk, { what: given.protocols ? 'protocols' : 'faults', json: given.json });
  if (given.intervals !== undefined) return showIntervals(context, capture, walk, given.intervals, given.json);
  if (given.follow !== undefined) return follow(given, walk, capture, context);
  if (given.details || given.bytes) return trees(given, walk, capture, context);
  if (given.format === 'fields') return columns(walk, fields ?? [], capture, context);
  if (given.plain) return plainRows(given, walk, capture, context);
  if (given.json || fields !== undefined) return records(walk, fields, capture, context);
  if (given.verify) return showVerified(context, capture, walk, given.time);
  return rows(given, walk, capture, context);
};

const records = async (walk: FrameWalk, fields: readonly string[] | undefined, capture: Capture, { out }: Context): Promise<number> => {
  if (fields !== undefined && isWritten(fields)) {
    await writeFields(capture, out, fields, walk);
    return 0;
  }
  const lines = new Lines(out);
  await eachFrame(capture, { ...walk, ready: () => lines.ready() }, ({ d, times }) => {
    const record = frameRecord(d, times);
    lines.put(jsonText(fields === undefined ? record : chosen(record, fields)));
    return true;
  });
  lines.flush();
  return 0;
};

/** Whether values of fields are written as they are. */
const isWritten = (fields: readonly string[]): boolean => !fields.some(isProtocol);

/** A protocol's value is the heading of its tree, which only a dissection has. */
const isProtocol = (name: string): boolean => knownName(protocols, name)?.spec === undefined;

const chosen = (record: FrameRecord, names: readonly string[]): FrameRecord =>
  Object.fromEntries(names.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])));

const oneFrame = async (given: ReadOptions, walk: FrameWalk, capture: Capture, context: Context): Promise<number> => {
  const { out, program } = context;
  const wanted = given.frame ?? 0;
  const words = await loadWords(context.language);
  const parts = { rulers: true, checksums: given.verify, sentences: given.sentences, layers: given.layers, select: given.select };
  let text: string | undefined;
  const frames = await eachFrame(capture, { ...walk, from: wanted, most: Math.min(wanted, walk.most ?? wanted) }, ({ d }) => {
    text = given.json ? `${frameJsonText(d, words)}\n` : frameText(out, d, { ...parts, words });
    return false;
  });
  if (text !== undefined) {
    if (given.json) context.out.write(text);
    else await page(text, context);
    return 0;
  }
  if (frames >= wanted) throw new UsageError(`${program} --frame`, sayWrong('framePasses'), String(wanted));
  throw new UsageError(
    `${program} --frame`,
    frames === 0 ? sayWrong('noFrames') : sayWrong('frameNumber', { most: String(frames) }),
    String(wanted),
  );
};

const ladder = async (
  given: ReadOptions,
  walk: FrameWalk,
  capture: Capture,
  { out, err, program, language, said }: Context,
): Promise<number> => {
  const words = language === 'en' ? undefined : await loadWords(language);
  const { hosts, others, another, frames } = await drawLadder(out, capture, walk, { ...given, words });
  if (hosts === undefined) {
    err.line(`${program}: ${said.text(sayNotice('noneInFrames', { frames }))}`);
    return 1;
  }
  const more = others >= MANY ? sayNotice('moreOthers', { others }) : sayNotice('others', { others });
  const [first, second] = hosts;
  const drawn = sayNotice('and', { first, second });
  if (others > 0) err.line(said.text(sayNotice('drawn', { hosts: drawn, more, filter: another ?? '' })));
  return 0;
};

const trees = async (
  { details, bytes, time }: ReadOptions,
  walk: FrameWalk,
  capture: Capture,
  { out, language }: Context,
): Promise<number> => {
  await showTrees(out, capture, walk, { trees: details, bytes, time, words: language === 'en' ? undefined : await loadWords(language) });
  return 0;
};

const plainRows = async (
  { json, time: form }: ReadOptions,
  walk: FrameWalk,
  capture: Capture,
  { out, language }: Context,
): Promise<number> => {
  const words = await loadWords(language);
  const lines = new Lines(out);
  const time = new RowTime(form);
  await eachFrame(capture, { ...walk, ready: () => lines.ready() }, ({ d, times }) => {
    if (json) lines.put(jsonText({ frame: d.frame.number, mark: d.frame.mark, sentence: frameSentence(d, words) }));
    else for (const text of plainLines(d, time.text(d.frame, times, 6), words, out)) lines.put(text);
    return true;
  });
  lines.flush();
  return 0;
};

/** Number, mark and time, then what it does; folded beside them on a terminal. */
const plainLines = (d: Dissection, time: string, words: Words, { isTerminal, columns, style }: Output): readonly string[] => {
  const head = `${String(d.frame.number).padStart(5)} ${d.frame.mark} ${time.padStart(10)} `;
  const text = frameSentence(d, words);
  if (!isTerminal) return [`${head}${text}`];
  const [begin = '', ...rest] = folded(text, Math.max(30, columns - head.length), 0).split('\n');
  return [`${style.dim(head)}${begin}`, ...rest.map((more) => ' '.repeat(head.length) + more)];
};

/** Values with tabs between, as `tshark -T fields` has them. */
const columns = async (walk: FrameWalk, names: readonly string[], capture: Capture, { out }: Context): Promise<number> => {
  const lines = new Lines(out);
  const selection = new Selection();
  const fields = names.map((name) => selection.of(name));
  await eachFrame(capture, { ...walk, ready: () => lines.ready() }, (passed) => {
    passed.load(selection);
    lines.put(fields.map(columnText).join('\t'));
    return true;
  });
  lines.flush();
  return 0;
};

const conversations = async (given: Shown, walk: FrameWalk, capture: Capture, { out, err, program, said }: Context): Promise<number> => {
  const count = await showConversations({ out, said }, capture, walk, {
    protocol: given.of,
    json: given.json,
    byHost: given.hosts,
    isHere: given.isHere,
  });
  if (count === 0) err.line(`${program}: ${said.text(sayNotice('noneInCapture'))}`);
  return count === 0 ? 1 : 0;
};

const follow = async (given: ReadOptions, walk: FrameWalk, capture: Capture, { out, err, program, said }: Context): Promise<number> => {
  const conversation = conversationOf(given.follow ?? '');
  const form: FollowForm = given.raw ? 'raw' : given.hex ? 'hex' : given.json ? 'json' : 'text';
  const side = given.side === undefined ? undefined : given.side === 'client' ? 0 : 1;
  // Only the frames of the conversation are dissected.
  const own =
    walk.filter ??
    filter(
      carriersOf(conversation.protocol)
        .map((name) => `${name}.stream == ${conversation.number}`)
        .join(' || '),
      protocols,
    );
  const totals = await showFollow(out, capture, { ...walk, filter: own }, conversation, form, side);
  if (!totals.found) {
    const { others } = totals;
    const names = rangesOf(others, said);
    const there =
      others.length === 0
        ? sayNotice('hasNone')
        : others.length === 1
          ? sayNotice('thereIs', { name: names })
          : sayNotice('thereAre', { names });
    err.line(`${program}: ${said.text(sayNotice('noSuch', { name: given.follow ?? '', there }))}`);
    return 1;
  }
  const missing = totals.gaps[0] + totals.gaps[1];
  if (missing > 0) err.line(said.text(sayNotice('missing', { bytes: missing })));
  if (totals.conflicts.length > 0) err.line(said.text(sayNotice('conflicts', { frames: totals.conflicts.slice(0, 10).join(', ') })));
  return 0;
};

/** The layers whose conversations a protocol's messages lie in; its own where it has conversations. */
const carriersOf = (protocol: string): readonly string[] => {
  const carriers = protocols.nodes.map((n) => n.layer).filter((l) => l.transport !== undefined || l.channel !== undefined);
  return carriers.some((l) => l.name === protocol) ? [protocol] : carriers.map((l) => l.name);
};

const rows = async ({ isHere, time }: Shown, walk: FrameWalk, capture: Capture, { out, err }: Context): Promise<number> => {
  const heard = isHere && walk.filter === undefined && err.isTerminal ? tellHolders(beginning(err)) : undefined;
  await showRows(out, capture, { ...walk, ...(heard && { each: heard.each }) }, new RowTime(time)).finally(() => heard?.close());
  return 0;
};

/** `tcp,0: curl (pid 12) → node (pid 7)` */
const beginning =
  (err: Output) =>
  (c: Listed, holders: Holders): void =>
    err.line(err.style.dim(`${followName(c)}: ${plainText(holdersLine(holders))}`));

/** The layer whose conversations are meant. */
const conversing = (word: string, place: string): string => {
  const all = protocols.nodes.map((n) => n.layer).filter((l) => l.transport !== undefined || l.channel !== undefined);
  const found = all.find((l) => (l.channel === undefined ? l.name : CHANNEL) === word.toLowerCase());
  if (found === undefined)
    throw new UsageError(place, sayWrong('oneOf', { choices: all.map((l) => (l.channel ? CHANNEL : l.name)).join(', ') }), word);
  return found.name;
};

const fieldWanted = (word: string): Said => {
  const near = nearName(protocols, word);
  return near === undefined ? sayWrong('fieldListed') : sayWrong('words', { words: near });
};

/** Names of `--fields`, each known; undefined where none was asked for. */
const fieldNames = (given: readonly string[], place: string): readonly string[] | undefined => {
  if (given.length === 0) return undefined;
  const names = new Set<string>();
  for (const word of given.flatMap((list) => list.split(',')).map((name) => name.trim())) {
    if (word === '') continue;
    const known = knownName(protocols, word);
    if (known === undefined) throw new UsageError(place, fieldWanted(word), word);
    names.add(known.name);
  }
  return [...names];
};
