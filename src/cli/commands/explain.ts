/** `wirecat explain`: pasted bytes, or the header of a protocol, in full: every field, every bit, every checksum worked out. */

import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayNotice, sayWrong } from '../../core/said.ts';
import { serviceName, servicePort } from '../../core/services-table.ts';
import type { Language, Words } from '../../core/words.ts';
import { parseHexDump } from '../../formats/hexdump.ts';
import { makerOf } from '../../io/net/makers-table.ts';
import { protocols } from '../../protocols/registry.ts';
import { FrameLoop } from '../../run/frames.ts';
import { guessLink, linkNames, spokenIn } from '../../run/guess-link.ts';
import { explainAddress } from '../../view/explain/address.ts';
import { callNames, explainCall } from '../../view/explain/call.ts';
import { explainErrno } from '../../view/explain/errno.ts';
import { explainField } from '../../view/explain/field.ts';
import { explainHeader } from '../../view/explain/header.ts';
import { explainMac } from '../../view/explain/mac.ts';
import { explainPort } from '../../view/explain/port.ts';
import { explainSockaddr } from '../../view/explain/sockaddr.ts';
import { explainUrl } from '../../view/explain/url.ts';
import { explainWords, say } from '../../view/explain/words.ts';
import { type Facts, factsLines } from '../../view/facts.ts';
import { jsonText } from '../../view/text.ts';
import { loadWords } from '../../view/words/load.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { belowInterrupt } from '../terminal/below-interrupt.ts';
import { putLines, widthOn } from '../terminal/paint.ts';
import { showSums } from '../views/checksum-view.ts';
import { frameJsonText, showFrame } from '../views/frame-view.ts';
import { showProtocol } from '../views/protocol-view.ts';

export const command: Command = defineCommand({
  name: 'explain',
  summary: 'decode bytes down to the bit; explain an address, a port, an error',
  group: 'Look',
  usage: [
    'HEX…',
    '-',
    'PROTOCOL | FIELD | CALL',
    'checksum HEX…',
    'ADDRESS[/PREFIX] | ADDRESS:PORT | MAC | PORT | ERRNO | URL',
    "'HEADER: VALUE'",
  ],
  operands: [{ name: 'HEX', repeat: true, complete: () => [...protocols.nodes.map((n) => n.layer.name), ...callNames()] }],
  details: [
    'HEX is a frame in any layout: a hex dump with offsets and characters beside it, digits with or without blanks, colons or 0x; - reads it from standard input. What is at the start, Ethernet or IP, is found out; --link says it.',
    'The name of a protocol shows what it is for, with a packet, its header bit by bit, and a sentence for each field; the name of a field, what it is there for; that of a call on sockets (bind, accept, …), what it does, returns and causes on the wire.',
    'checksum HEX… adds the bytes up in steps, as the Internet checksum does; of a packet of IP, each of its checksums.',
    'A single word that is an address (192.0.2.7/24, fe80::1), an address with a port (as the bytes of a struct sockaddr), a MAC address, a port or the number or name of an error (111, ECONNREFUSED), or a URL, is explained as such, and so is a header field of HTTP or mail (as in: TE: deflate, gzip;q=0.5); where it may be several, each is. --link takes it as bytes.',
  ],
  options: {
    link: { value: 'LAYER', choices: [...linkNames().keys()], help: 'what the bytes start with' },
    select: { value: 'FIELD', help: 'mark the bytes of a field in the hex dump, e.g. ip.checksum', complete: 'filter' },
    protocol: { value: 'N', help: 'with checksum: another protocol number in the pseudo header, as in 0x17' },
    layers: { help: 'how each layer wraps the one above it, in bytes' },
    sentences: { help: 'under each field what it is there for' },
    json: { help: 'one JSON object a frame' },
    'show-secrets': { help: 'passwords and cookies as they are; otherwise asterisks stand for them' },
  },
  examples: [
    { line: 'wirecat explain -', says: 'paste a hex dump and end with Ctrl-D' },
    { line: 'xxd -p packet.bin | wirecat explain - --link ip', says: 'an IP packet without a link layer' },
    { line: 'wirecat explain 192.0.2.77/26', says: 'an address in bits, its scope, its network' },
    { line: 'wirecat explain ECONNREFUSED', says: 'an error, and what to do' },
    { line: 'wirecat explain accept', says: 'a call of the sockets API' },
    { line: 'wirecat explain tcp', says: 'what TCP is for, and its header, as RFC 9293 draws it' },
    { line: 'wirecat explain tcp.flags.syn', says: 'a field' },
    { line: 'wirecat explain checksum 4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7', says: 'a checksum, step by step' },
  ],
  run: async ({ options, words }, context) => {
    const [first = ''] = words;
    const layer = words.length === 1 ? protocols.byName(first.toLowerCase())?.layer : undefined;
    if (layer !== undefined) {
      showProtocol(context.out, layer, await loadWords(context.language), options.json);
      return 0;
    }
    if (first === 'checksum' && words.length > 1) {
      const protocol = options.protocol === undefined ? undefined : Number(options.protocol);
      if (protocol !== undefined && !(Number.isInteger(protocol) && protocol >= 0 && protocol < 256))
        throw new UsageError(`${context.program} --protocol`, sayWrong('protocolNumber'), options.protocol);
      showSums(context.out, words.slice(1).join(' '), protocol, await loadWords(context.language), options.json);
      return 0;
    }
    const text = first === '-' ? await pasted(context) : words.join(' ');
    if (first !== '-' && options.link === undefined) {
      const said = await factWords(options.json ? 'en' : context.language);
      const known = explained(text, said);
      if (known.length > 0) {
        showFacts(known, options.json, said, context);
        return 0;
      }
    }
    if (options.link === undefined && NEARLY_ADDRESS.test(text))
      throw UsageError.of(context.program, sayWrong('noAddress', { text }), sayWrong('addressForm'));
    if (!/\d/.test(text) && /^[a-z]\w*$/i.test(text)) throw unknownProtocol(text, context);
    const link = options.link === undefined ? undefined : linkNames().get(options.link);
    await explain(text, link, options, context);
    return 0;
  },
});

const NEARLY_ADDRESS = /^\d+(\.\d+){2,}(\/\d+)?$/;

const factWords = async (language: Language): Promise<Words> => (await loadWords(language)).with(await explainWords(language));

/** Each thing that the words may be; nothing where they can only be bytes. */
const explained = (text: string, words: Words): readonly Facts[] => {
  const named = /^[a-z][\w-]*\.[\w.-]+$/i.test(text) ? protocols.named(text.toLowerCase()) : undefined;
  if (named !== undefined) return [explainField(named, words)].filter((facts) => facts !== undefined);
  return [
    explainCall(text, words),
    explainAddress(text, words),
    explainSockaddr(text, words),
    explainMac(text, makerOf, words),
    explainUrl(text, (scheme) => servicePort(scheme, 'tcp'), words),
    explainHeader(text, words),
    explainErrno(text, constants.errno, words),
    portOf(text, words),
  ].filter((facts) => facts !== undefined);
};

const portOf = (text: string, words: Words): Facts | undefined => {
  if (!/^(0|[1-9]\d{0,4})$/.test(text) || Number(text) > 65535) return undefined;
  const names = (['tcp', 'udp'] as const).flatMap((transport) => {
    const name = serviceName(Number(text), transport);
    return name === undefined ? [] : [`${name}/${transport}`];
  });
  return explainPort(Number(text), names, words);
};

const showFacts = (all: readonly Facts[], json: boolean, words: Words, { out }: Context): void => {
  if (all.length > 1 && !json) out.line(out.style.dim(words.text(say('several', { count: all.length }))));
  for (const facts of all) {
    if (json) out.line(jsonText(facts));
    else putLines(out, factsLines(facts, widthOn(out)));
  }
};

interface Wanted {
  readonly select: string | undefined;
  readonly sentences: boolean;
  readonly layers: boolean;
  readonly json: boolean;
  readonly 'show-secrets': boolean;
}

const explain = async (
  text: string,
  link: number | undefined,
  wanted: Wanted,
  { out, err, said, language, program }: Context,
): Promise<void> => {
  const words = await loadWords(language);
  const loop = new FrameLoop({ verify: true, showSecrets: wanted['show-secrets'] });
  const frames = parseHexDump(text);
  if (frames.some((f) => f.isSwapped)) err.line(err.style.dim(said.text(sayNotice('lowFirst'))));
  for (const [k, { bytes }] of frames.entries()) {
    if (link === undefined) checkFrame(bytes, program);
    const about = { number: k + 1, mark: '?', seconds: Number.NaN, nanos: 0, comments: [] } as const;
    const frame = { ...about, linkType: link ?? guessLink(bytes), bytes, original: bytes.length };
    const { d } = loop.one(frame);
    if (wanted.json) {
      out.line(frameJsonText(d, words));
      continue;
    }
    if (k > 0) out.line();
    showFrame(out, d, { rulers: true, checksums: true, words, sentences: wanted.sentences, layers: wanted.layers, select: wanted.select });
  }
};

/** Bytes that a program sent have no headers around them. */
const checkFrame = (bytes: Uint8Array, program: string): void => {
  const spoken = spokenIn(bytes);
  if (spoken === undefined) return;
  const [port] = [spoken.on?.['tcp.port'] ?? []].flat();
  const line = `wirecat build ip/tcp${port === undefined ? '' : ` tcp.dstport=${port}`} --hex …`;
  throw new UsageError(program, sayWrong('frameWanted'), spoken.label ?? spoken.name.toUpperCase(), sayWrong('wrapOrLink', { line }));
};

/** All of standard input, up to a limit that no paste reaches. */
const pasted = async (context: Context): Promise<string> => {
  const { signal, program, err, said } = context;
  const chunks: Buffer[] = [];
  let length = 0;
  const stop = (): void => void process.stdin.destroy(signal.reason instanceof Error ? signal.reason : undefined);
  signal.addEventListener('abort', stop, { once: true });
  belowInterrupt(context, 'nothing');
  if (isatty(0)) err.line(err.style.dim(said.text(sayNotice('pasteHex'))));
  try {
    for await (const chunk of process.stdin) {
      chunks.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > LONGEST) throw new UsageError(program, sayWrong('textBytes', { most: String(LONGEST) }), `${length} and more`);
    }
  } catch (cause) {
    throw signal.aborted ? signal.reason : cause;
  }
  signal.throwIfAborted();
  return Buffer.concat(chunks).toString('utf8');
};

const unknownProtocol = (text: string, { program }: Context): Error => {
  const near = nearest(text, protocolNames());
  return UsageError.of(
    program,
    sayWrong('noProtocol', { name: quote(text) }),
    near === undefined ? sayWrong('thereAre', { names: protocolNames().join(', ') }) : sayWrong('perhaps', { near }),
  );
};

const protocolNames = (): readonly string[] => protocols.nodes.map((n) => n.layer.name).sort();

const LONGEST = 16 << 20;
