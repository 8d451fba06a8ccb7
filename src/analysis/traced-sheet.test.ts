import { expect, it } from 'vitest';
import { allSamples, folders, has, sample } from '../../test/conformance/protocol/samples.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import { copyOfFacts } from '../wire/compile-facts.ts';
import { batchOf, type Frame } from '../wire/frame.ts';
import { FrameClasses } from './frame-classes.ts';
import { FILE_LIMITS, type Limits } from './limits.ts';
import { SHEET, SheetReader } from './traced-sheet.ts';
import { TracerAhead } from './tracer-ahead.ts';
import { Track } from './track.ts';

/** What each frame says, traced here, and traced ahead and read from a sheet. */
const bothWays = (frames: readonly Frame[], limits: Limits): void => {
  const here = new Track(protocols, { tools: nodeTools, limits });
  const ahead = new TracerAhead(protocols, limits, { verify: false, tools: nodeTools, keepsFacts: true });
  let reader: SheetReader | undefined;
  const there = new Track(protocols, {
    tools: nodeTools,
    limits,
    tracer: (_, closed) => {
      reader = new SheetReader(protocols, closed);
      return reader;
    },
  });
  const classes = [new FrameClasses(protocols), new FrameClasses(protocols)];
  const sheet = { words: new Int32Array(SHEET.words), facts: new Float64Array(SHEET.facts) };
  for (let from = 0; from < frames.length; from += BATCH) {
    const batches = frames.slice(from, from + BATCH).map(batchOf);
    ahead.begin(sheet);
    for (const batch of batches) ahead.take(batch, 0);
    reader?.begin(sheet, ahead.events());
    for (const batch of batches) {
      here.frame(batch, 0);
      there.frame(batch, 0);
      expect(said(there)).toEqual(said(here));
      const [ofHere, ofThere] = [classes[0]!.of(here, batch.bytes), classes[1]!.of(there, batch.bytes)];
      expect(ofThere).toBe(ofHere);
      expect(classes[1]!.at(ofThere)).toEqual(classes[0]!.at(ofHere));
    }
  }
};

const BATCH = 7;

const said = (track: Track): unknown => {
  const { known, walked, isDeep } = track;
  return [
    known.allFacts.slice(0, known.transports).map((facts) => facts && copyOfFacts(facts)),
    known.allMessages
      .slice(0, known.transports)
      .map((done) => done?.messages.map(({ node, length, from }) => [node.layer.name, length, from])),
    known.allAnswered.map((answered) => answered?.frame),
    known.allReassembled.map((whole) => whole?.bytes.length),
    (isDeep ? [] : walked.nodes.slice(0, walked.depth)).map(({ id }, k) => [
      id,
      walked.start[k],
      walked.header[k],
      walked.end[k],
      walked.wire[k],
    ]),
    isDeep,
    track.forgotten,
    isDeep || known.transports === 0 ? '' : [track.address(track.source), track.address(track.target)],
  ];
};

it.each(folders.filter((f) => has(f, `${f}.pcapng`)))('%s: a frame traced ahead says what it says traced here', (folder) => {
  bothWays(sample(folder), FILE_LIMITS);
});

it('forgets the same at the same frame', () => {
  bothWays(allSamples, { ...FILE_LIMITS, conversations: 20, channels: 2 });
});
