// TCP alone: a service of lines of text, on ports that belong to no protocol.
import { endsOf } from './names.mjs';
import { connection } from './tcp-connection.mjs';

const PORTS = [7411, 8653, 9411, 12677, 15901];
const WORDS = ['level', 'pump', 'valve', 'north', 'flow', 'reading', 'stable', 'rising', 'falling', 'sensor', 'tank', 'ok'];
const LINES = Buffer.from(
  Array.from({ length: 4000 }, (_, i) => `${100_000 + i} ${WORDS[i % 12]} ${WORDS[(i * 7 + 3) % 12]} ${(i * 37) % 1000}.${i % 10}`).join(
    '\n',
  ),
);

const text = (random, length) => {
  const at = random.below(LINES.length - length);
  return LINES.subarray(at, at + length);
};

const size = (random, mss) => (random.chance(70) ? random.between(8, 220) : random.chance(60) ? mss : random.between(220, mss));

/** The first of three segments is lost: the receiver tells so twice, and it comes again. */
function* lost(on, random, from) {
  const to = on.other(from);
  const pieces = [0, 1, 2].map(() => text(random, on.mss));
  const start = from.seq;
  for (const [i, piece] of pieces.entries()) {
    yield* on.data(from, piece, i < 2);
    if (i > 0) yield* on.ack(to, { ack: start, sack: [start + on.mss, from.seq] });
  }
  yield* on.again(from, pieces[0], 3 * on.mss);
  yield* on.ack(to);
}

/** No answer came in time. */
function* late(on, random, from) {
  const piece = text(random, size(random, on.mss));
  yield* on.data(from, piece);
  yield* on.again(from, piece, piece.length);
  yield* on.ack(on.other(from));
}

function* says(on, random, from, segments) {
  for (let i = 1; i <= segments; i++) {
    yield* on.data(from, text(random, size(random, on.mss)), i < segments);
    if (i % 2 === 0 || i === segments) yield* on.ack(on.other(from));
  }
}

export function* tcp(capture, random) {
  const on = connection(capture, random, endsOf(random, random.pick(PORTS), random.chance(60)));
  if (random.chance(4)) return yield* on.refused();
  yield* on.open();
  for (let turns = random.between(2, 24); turns > 0; turns--) {
    yield* says(on, random, on.client, 1);
    const luck = random.below(100);
    if (luck < 2) yield* lost(on, random, on.server);
    else if (luck < 4) yield* late(on, random, random.pick([on.client, on.server]));
    else yield* says(on, random, on.server, random.pick([1, 1, 1, 2, 2, 3, 5]));
  }
  if (random.chance(12)) yield* on.reset(random.pick([on.client, on.server]));
  else yield* on.close(random.pick([on.client, on.server]));
}
