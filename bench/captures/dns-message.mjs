// One DNS message as bytes; names are compressed.

export const TYPE = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33 };
const OPT = 41;
const IN = 1;

const out = Buffer.alloc(4096);
let used = 0;
let places = new Map();

const u8 = (value) => {
  out[used++] = value;
};
const u16 = (value) => {
  used = out.writeUInt16BE(value, used);
};
const u32 = (value) => {
  used = out.writeUInt32BE(value, used);
};
const bytes = (data) => {
  used += data.copy(out, used);
};
const string = (text) => {
  u8(text.length);
  used += out.latin1Write(text, used);
};

const name = (text) => {
  for (let rest = text; rest !== ''; ) {
    const known = places.get(rest);
    if (known !== undefined) return u16(0xc000 | known);
    places.set(rest, used);
    const dot = rest.indexOf('.');
    string(dot < 0 ? rest : rest.slice(0, dot));
    rest = dot < 0 ? '' : rest.slice(dot + 1);
  }
  u8(0);
};

/** How the value of each type is written. */
const values = {
  A: u32,
  AAAA: bytes,
  CNAME: name,
  NS: name,
  PTR: name,
  MX: ([preference, host]) => {
    u16(preference);
    name(host);
  },
  SRV: ([priority, weight, port, host]) => {
    u16(priority);
    u16(weight);
    u16(port);
    name(host);
  },
  TXT: (texts) => texts.forEach(string),
  SOA: ([host, mailbox, ...numbers]) => {
    name(host);
    name(mailbox);
    numbers.forEach(u32);
  },
};

const record = ([owner, type, ttl, value]) => {
  name(owner);
  u16(TYPE[type]);
  u16(IN);
  u32(ttl);
  const length = used;
  u16(0);
  values[type](value);
  out.writeUInt16BE(used - length - 2, length);
};

/** EDNS: the size that fits, and a cookie. */
const extension = (size, cookie) => {
  u8(0);
  u16(OPT);
  u16(size);
  u32(0);
  u16(cookie ? 4 + cookie.length : 0);
  if (!cookie) return;
  u16(10);
  u16(cookie.length);
  bytes(cookie);
};

/** Records are [owner, type, TTL, value]; `edns` is { size, cookie }. */
export const dnsMessage = ({ id, flags, question, answers = [], authorities = [], edns }) => {
  used = 0;
  places = new Map();
  u16(id);
  u16(flags);
  u16(1);
  u16(answers.length);
  u16(authorities.length);
  u16(edns ? 1 : 0);
  name(question[0]);
  u16(TYPE[question[1]]);
  u16(IN);
  answers.forEach(record);
  authorities.forEach(record);
  if (edns) extension(edns.size, edns.cookie);
  return Buffer.from(out.subarray(0, used));
};
