// One TCP connection: each step is a generator that yields after every frame, so that connections can be mixed.

export const SYN = 2;
export const ACK = 16;
const FIN = 1;
const RST = 4;
const PSH = 8;

const side = (random, address, port, ticks) => ({ address, port, seq: random.below(0xffffffff), ticks, window: 0, seen: 0 });

/** SACK blocks and timestamps as one list of options. */
const optionBytes = (stamps, sack) => {
  const out = Buffer.alloc((stamps ? 12 : 0) + (sack ? 12 : 0));
  let at = 0;
  if (stamps) {
    out.writeUInt32BE(0x0101080a, 0);
    out.writeUInt32BE(stamps[0] >>> 0, 4);
    out.writeUInt32BE(stamps[1] >>> 0, 8);
    at = 12;
  }
  if (sack) {
    out.writeUInt32BE(0x0101050a, at);
    out.writeUInt32BE(sack[0] >>> 0, at + 4);
    out.writeUInt32BE(sack[1] >>> 0, at + 8);
  }
  return out;
};

const synOptions = (stamps) => {
  const head = Buffer.from([2, 4, 0x05, 0xb4, 4, 2]);
  const scale = Buffer.from([1, 3, 3, 7]);
  if (!stamps) return Buffer.concat([head, Buffer.from([1, 1]), scale.subarray(0, 4)]);
  return Buffer.concat([head, optionBytes(stamps).subarray(2), scale]);
};

/** `ends` has client, server (addresses), port and service (numbers), and whether the two agreed on timestamps. */
export const connection = (capture, random, ends) => {
  const client = side(random, ends.client, ends.port, random.below(0xffffffff));
  const server = side(random, ends.server, ends.service, random.below(0xffffffff));
  const other = (from) => (from === client ? server : client);
  const mss = ends.stamps ? 1448 : 1460;

  const stampsOf = (from) => {
    if (!ends.stamps) return undefined;
    const now = (from.ticks + Math.floor(capture.micros / 1000)) >>> 0;
    other(from).seen = now;
    return [now, from.seen];
  };

  const send = (from, flags, { data, seq = from.seq, ack = other(from).seq, sack, options } = {}) => {
    const to = other(from);
    capture.tcp({
      from: from.address,
      to: to.address,
      sport: from.port,
      dport: to.port,
      seq,
      ack: flags & ACK ? ack : 0,
      flags,
      window: flags & SYN ? 64240 : flags & RST ? 0 : from.window || 502,
      options: options ?? optionBytes(stampsOf(from), sack),
      data,
    });
  };

  const made = {
    client,
    server,
    other,
    mss,
    *open() {
      send(client, SYN, { options: synOptions(stampsOf(client)) });
      client.seq++;
      yield;
      send(server, SYN | ACK, { options: synOptions(stampsOf(server)) });
      server.seq++;
      yield;
      yield* made.ack(client);
    },
    *refused() {
      send(client, SYN, { options: synOptions(stampsOf(client)) });
      client.seq++;
      yield;
      send(server, RST | ACK, { seq: 0, options: optionBytes() });
      yield;
    },
    *ack(from, how) {
      send(from, ACK, how);
      yield;
    },
    /** One segment. */
    *data(from, data, more = false) {
      send(from, more ? ACK : PSH | ACK, { data });
      from.seq += data.length;
      yield;
    },
    /** The same bytes once more; they are `back` bytes behind what was sent last. */
    *again(from, data, back) {
      send(from, PSH | ACK, { data, seq: from.seq - back });
      yield;
    },
    /** As many segments as it takes, every second one acknowledged, and the last. */
    *flight(from, bytes) {
      for (let at = 0, n = 1; at < bytes.length; at += mss, n++) {
        const last = at + mss >= bytes.length;
        yield* made.data(from, bytes.subarray(at, at + mss), !last);
        if (n % 2 === 0 || last) yield* made.ack(other(from));
      }
    },
    *reset(from) {
      send(from, RST | ACK, { options: optionBytes() });
      yield;
    },
    *close(first) {
      for (const from of [first, other(first)]) {
        send(from, FIN | ACK);
        from.seq++;
        yield;
        yield* made.ack(other(from));
      }
    },
  };
  return made;
};
