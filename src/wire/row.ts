/**
 * Row: what the packet list says of a layer, as data: a template over header fields and known facts, or a writer of bytes. Lists are written
 * with it straight from the frame's bytes; a tree's info is the same text.
 */
import type { Bytes } from '../core/bytes.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import type { Message } from './stream.ts';
import type { Value } from './value.ts';

/** What is known of a conversation, by the names that its transport gives it. Marks are 0 or 1. */
export type Facts = Readonly<Record<string, number>>;

/** Where a layer lies and what is known of it; one object is used again and again. */
export interface Seen {
  b: Bytes;
  /** Offset of the header, where the header ends, where what was captured of the layer ends, and where it ended on the wire. */
  o: number;
  header: number;
  end: number;
  wire: number;
  /** Of the conversation, where the layer is a transport. */
  facts: Facts | undefined;
  /** The addresses below, where the layer is a transport: 4, 6 or 48 bits of a MAC, 0 none. */
  kind: number;
  /** Where the layer was found in a stream. */
  message: Message | undefined;
  /** What it answers, where somebody looks for values of that. */
  answered: AnsweredFrame | undefined;
  /** Bytes at the end of a segment that wait for the rest of their message. */
  waiting: number;
  /** The message that these bytes begin, where its layer says something of it. */
  begun: Begun | undefined;
  /** Passwords are said as they are. */
  showSecrets: boolean;
}

/** The frame of what is answered, or of the first of what is sent again; how long before it was, where that is known. */
export interface AnsweredFrame {
  readonly frame: number;
  readonly nanos: bigint | undefined;
  readonly repeats: boolean;
}

/** One value or several. */
export type Values = Value | readonly Value[];

/** Gives a value, or several of them; from `facts`, `message` or `answered` alone, where it says so. */
export type FieldSource = ((at: Seen) => Values | undefined) & {
  readonly isOfFacts?: boolean;
  readonly isOfMessage?: boolean;
  readonly isOfAnswer?: boolean;
};

/** A value that follows from what is known of the conversation. */
export const ofFacts = <F extends Facts>(read: (facts: F) => Values | undefined): FieldSource =>
  Object.assign(({ facts }: Seen) => (facts === undefined ? undefined : read(facts as F)), { isOfFacts: true });

/** A value that follows from what the reader of a message said of it. */
export const ofMessage = <M extends Message>(read: (message: M) => Values | undefined): FieldSource =>
  Object.assign(({ message }: Seen) => (message === undefined ? undefined : read(message as M)), { isOfMessage: true });

/** A value of what a reply answers, or of what is sent again. */
export const ofAnswer = (read: (answered: AnsweredFrame) => Value | undefined): FieldSource =>
  Object.assign(({ answered }: Seen) => (answered === undefined ? undefined : read(answered)), { isOfAnswer: true });

/** How long an answer took, and the frame of what it answers; nothing of what is sent again. */
export const answerTime = ofAnswer(({ repeats, nanos }) => (repeats ? undefined : nanos));
export const answeredFrame = ofAnswer(({ repeats, frame }) => (repeats ? undefined : frame));

/** What a source gives; what a layer has seen is put together where facts alone do not tell. */
export const valuesFrom = (from: FieldSource | undefined, facts: Facts | undefined, layer: { readonly seen: Seen }): readonly Value[] => {
  if (from?.isOfFacts === true) onlyFacts.facts = facts;
  const values = from?.isOfFacts === true ? from(onlyFacts) : from?.(layer.seen);
  if (Array.isArray(values)) return values;
  return values === undefined ? NO_VALUES : [values as Value];
};
const NO_VALUES: readonly Value[] = [];

/** How a message begins that is not whole yet. */
export interface Begun {
  readonly bytes: Bytes;
  readonly write: WriteBegun;
  /** What its reader takes it for, where that tells. */
  readonly message: Message | undefined;
  /** The protocol column, where it is not the transport's. */
  readonly label: string | undefined;
}

/** Of what is not whole. */
interface Beginning extends Pick<Begun, 'bytes' | 'message'> {
  readonly begun: WriteBegun | undefined;
  readonly begunLabel: string | undefined;
}

export const begunOf = (unfinished: Beginning | undefined): Begun | undefined =>
  unfinished?.begun && { bytes: unfinished.bytes, write: unfinished.begun, message: unfinished.message, label: unfinished.begunLabel };

export const seen = (b: Bytes, showSecrets = false): Seen => {
  const at = {
    o: 0,
    header: 0,
    end: 0,
    wire: 0,
    facts: undefined,
    kind: 0,
    message: undefined,
    waiting: 0,
    begun: undefined,
    answered: undefined,
  };
  return { b, ...at, showSecrets };
};

/** What filters may know of a layer without a dissection. */
export interface Quick {
  /** Whether the values of `from` are sure, where a body puts those fields; where not, it is asked. */
  readonly isSure?: (at: Seen) => boolean;
  /** Whether a message can be read to its end: one that cannot has no values that follow from what it answers. */
  readonly isWhole?: (at: Seen) => boolean;
  /** Whether values that follow from a message are sure, by what its reader said of it. */
  readonly tells?: (message: Message) => boolean;
  /** Whether a message may have a field, by what its reader said of it; or by its bytes, where they are at hand. */
  readonly mayHave?: (key: string, message: Message | undefined, at?: Seen) => boolean;
  /** Whether layers that a message carries may hold what is secret, by what its reader said of it; where this is absent they may. */
  readonly carriesSecret?: (message: Message) => boolean;
  /** Gives the values of fields that the body puts, each as often as it has it; false, and none given, where only the body tells. */
  readonly give?: (keys: readonly string[], at: Seen, put: (key: string, value: Value) => void) => boolean;
  /** Bytes of a message from the first on that `give` and the values of `from` look at; all of them where this is absent. */
  readonly needs?: (message: Message) => number;
}

/** Writes safe text: nothing from the wire goes into a row unescaped (core/text.ts). At most 900 bytes. */
export type Write = (out: TextBuffer, at: Seen) => void;

/** Writes what is said of the beginning of a message, if only nothing; false where nothing is to be said. */
export type WriteBegun = (out: TextBuffer, at: Seen) => boolean;

export interface Row {
  /** `{srcport} → {dstport} Len={length-8}`: fields of the fixed header, facts, and own words, each with a number to add. */
  readonly template: string;
  readonly words: Readonly<Record<string, Write>>;
  /** Writes another row; false where it is this one. */
  readonly instead?: ((out: TextBuffer, at: Seen) => boolean) | undefined;
}

/** What a layer says of itself without a dissection. */
export interface InRows {
  /** Its info as data: frames whose highest layer has one get their row without a dissection. */
  readonly row?: Row;
  /** Bytes that have to be there for the row, which then says itself that the rest is not; default: the fixed part. */
  readonly rowNeeds?: number;
  /** What a segment says that begins a message of which more is to come: `at` has what there is of it. False: its own row. */
  readonly begun?: WriteBegun;
  /** The protocol column of segments that `begun` speaks for: a row of this layer's own, in which the transport adds nothing. */
  readonly begunLabel?: string;
  /** Of a transport: what its row begins with, in brackets, also in front of the messages that it carries. */
  readonly remarks?: Write;
  /** A message's row is set off with a comma from what the transport remarks. */
  readonly isSetOff?: boolean;
  /** What stands between the rows of messages of one segment in place of a comma, and with what those behind the first do not begin again. */
  readonly joins?: { readonly between: string; readonly lead: readonly string[] };
  /** What it is called around the protocol that it carries, in the protocol column: `GTP <DNS>`. Of a layer that is dissected (deep). */
  readonly around?: string;
  /** What filters may know of it. */
  readonly quick?: Quick;
}

/** `words`: what is neither a field of the fixed header nor a fact. */
export const row = (template: string, words: Readonly<Record<string, Write>> = {}, instead?: Row['instead']): Row => ({
  template,
  words,
  instead,
});

/** What a row says where the capture cut the rest; it stands behind what comes before without more. */
export const CUT = '[Packet size limited during capture]';

/** A row that one writer makes. */
export const written = (write: Write): Row => row('{all}', { all: write });

/** The same object for every layer. */
const onlyFacts = seen(new Uint8Array(0));
