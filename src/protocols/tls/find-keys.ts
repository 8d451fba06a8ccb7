/** Find keys: opens a sealed record with what a key log tells, and keeps the keys that fit. */
import { type Bytes, hex } from '../../core/bytes.ts';
import type { Side } from '../../wire/stream.ts';
import { type Sealing, sealingOf, type TagSealing } from '../shared/tls/cipher-suites.ts';
import { Version } from '../shared/tls/names.ts';
import { masterKeys, trafficKeys } from './key-schedule.ts';
import type { RecordKeys } from './message.ts';
import { keysBehind, openRecord, type Plaintext } from './open-record.ts';
import { Epoch, type SideState, type TlsState } from './state.ts';

/** After so many records in a row that nobody could open, no more are tried. */
const MAX_MISSED = 48;

/** Records that may be missing in a gap. */
const MAX_GAP = 64;

/** The plaintext of the sealed record at `o`; `side.sequence` is the number behind it then. */
export const openSealed = (s: TlsState, from: Side, b: Bytes, o: number): Plaintext | undefined => {
  const side = s.sides[from];
  side.headless = false;
  if (s.facts.tools.crypto === undefined) return undefined;
  const plain = side.keys && openNext(s, side, b, o);
  if (plain === undefined && side.missed < MAX_MISSED) {
    side.missed++;
    return s.version === Version.tls13 || side.epoch === Epoch.early ? openWithTraffic(s, from, b, o) : openWithMaster(s, from, b, o);
  }
  return plain;
};

const openNext = (s: TlsState, side: SideState, b: Bytes, o: number): Plaintext | undefined => {
  const { keys } = side;
  if (keys === undefined) return undefined;
  const plain = openFrom(s, side, keys, side.sequence, b, o);
  if (plain === undefined) side.keys = keysBehind(keys, b, o);
  return plain;
};

/** With the number that the record should have, or behind a gap with one of those after it. */
const openFrom = (s: TlsState, side: SideState, keys: RecordKeys, first: number, b: Bytes, o: number): Plaintext | undefined => {
  const last = side.gap ? first + MAX_GAP : first;
  for (let n = first; n <= last; n++) {
    const plain = openRecord(s.facts.tools, keys, n, b, o);
    if (plain === undefined) continue;
    const begins = n === first || !isChained(keys);
    side.sequence = n + 1;
    side.opened = keys;
    side.keys = keysBehind(keys, b, o);
    side.missed = 0;
    side.gap = false;
    if (begins) return plain;
    // Its MAC is right, and is that of what is encrypted: of the first block nobody can tell what it was.
    side.headless = true;
    return undefined;
  }
  return undefined;
};

/** Whether a record goes on from the last block of the one before (TLS 1.0). */
const isChained = (keys: RecordKeys): boolean => keys.kind === 'mac' && keys.isChained && keys.cipher !== undefined;

const LABELS: readonly (readonly string[])[] = [
  [],
  ['CLIENT_EARLY_TRAFFIC_SECRET'],
  ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'SERVER_HANDSHAKE_TRAFFIC_SECRET'],
  ['CLIENT_TRAFFIC_SECRET_0', 'SERVER_TRAFFIC_SECRET_0'],
];

/** With the keys that the side should have now, or with those it has next: not all keys may have been told. */
const openWithTraffic = (s: TlsState, from: Side, b: Bytes, o: number): Plaintext | undefined => {
  const side = s.sides[from];
  for (let epoch = side.keys ? side.epoch + 1 : side.epoch; epoch <= Epoch.application; epoch++) {
    const secret = find(s, LABELS[epoch]?.[from]);
    if (secret === undefined) continue;
    for (const sealing of epoch === Epoch.early ? earlySealings(s, secret) : [asTag(s.sealing)]) {
      const plain = sealing && openFirst(s, side, sealing, secret, b, o);
      if (plain === undefined) continue;
      side.epoch = epoch;
      return plain;
    }
  }
  return undefined;
};

/** The suite of early data is that of the ticket, which is not told: any that was offered and whose hash fits. */
const earlySealings = (s: TlsState, secret: Bytes): readonly TagSealing[] =>
  s.offered.flatMap((suite) => asTag(sealingOf(suite)) ?? []).filter(({ hash }) => secret.length === (hash === 'sha384' ? 48 : 32));

const asTag = (sealing: Sealing | undefined): TagSealing | undefined => (sealing?.kind === 'tag' ? sealing : undefined);

const openFirst = (s: TlsState, side: SideState, sealing: TagSealing, secret: Bytes, b: Bytes, o: number): Plaintext | undefined => {
  const { crypto } = s.facts.tools;
  if (crypto === undefined) return undefined;
  const keys = trafficKeys(crypto, sealing, secret);
  const plain = openFrom(s, side, keys, 0, b, o);
  if (plain) side.secret = secret;
  return plain;
};

/** Before TLS 1.3: records are counted from the change of cipher spec, so keys may be told at any time. */
const openWithMaster = (s: TlsState, from: Side, b: Bytes, o: number): Plaintext | undefined => {
  const side = s.sides[from];
  const { crypto } = s.facts.tools;
  const master = side.changed && isOld(s.version) && s.sealing ? find(s, 'CLIENT_RANDOM') : undefined;
  if (crypto === undefined || master === undefined || s.sealing === undefined) return undefined;
  if (side.keys !== undefined) return undefined;
  const keys = masterKeys(crypto, s.sealing, master, s)[from];
  if (!isChained(keys) || (side.sequence === 0 && !side.gap)) return openFrom(s, side, keys, side.sequence, b, o);
  side.headless = true;
  side.sequence++;
  side.keys = keysBehind(keys, b, o);
  return undefined;
};

const isOld = (version: number): boolean => version >= Version.tls10 && version <= Version.tls12;

const find = (s: TlsState, label: string | undefined): Bytes | undefined => {
  if (label === undefined || s.clientRandom.length === 0) return undefined;
  if (s.random === '') s.random = hex(s.clientRandom);
  return s.facts.secrets.find(label, s.random, s.facts);
};
