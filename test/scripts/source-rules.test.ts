import { expect, it } from 'vitest';
import { checkSource, RULES } from '../../scripts/lib/source-rules.mjs';

const broken = (path: string, text: string): string[] =>
  checkSource(path, text).map((complaint) => `${complaint.line} ${complaint.text.split(',')[0]}`);

it('finds each thing that is not written, by its line', () => {
  const wrong: [string, string][] = [
    ['process.exit(1);', 'process.exit'],
    ["process.stdout.write('x');", 'process.stdout or process.stderr'],
    ["console.log('x');", 'console'],
    ['export const b = Buffer.allocUnsafe(4);', 'Buffer.allocUnsafe'],
    ['export const u = import.meta.url;', 'import.meta'],
    ['export const v = list[o]!;', '`b[o]!`'],
    ['export const n = text as unknown as number;', '`as unknown as`'],
    ["export const f = new Function('return 1');", 'code made of text (Function'],
    ['export const s = new Socket();', 'socket'],
    ["export const h = Reflect.get(socket, '_handle');", 'part that Node hides'],
    ['export class A { private readonly n = 1; }', '`private`'],
    ["export const t = error.message.includes('x');", 'search in an error’s words'],
    ['export const t = cause instanceof Error ? cause.message : String(cause);', 'error’s words taken for a text'],
    ['export class A extends B {}', 'class that inherits'],
  ];
  expect(wrong.length + 4).toBe(RULES.length);
  for (const [line, what] of wrong) expect(broken('src/cli/x.ts', `\n${line}\n`)).toEqual([`2 expected no ${what}`]);
});

it('lets no floor but that of the protocols name one, or import one alone', () => {
  const named = ["'tcp'", "'udplite.checksum'", '`ip.\x24{key}`', "f({ of: 'ipv6.routing' })"];
  for (const floor of ['core', 'wire', 'formats', 'analysis', 'view', 'run']) {
    for (const text of named)
      expect(broken(`src/${floor}/x.ts`, `\nexport const a = ${text};`)).toEqual([
        '2 expected no name of a protocol or of one of its fields',
      ]);
    expect(broken(`src/${floor}/x.ts`, "import { tcp } from '../protocols/tcp/tcp.ts';")).toEqual(['1 expected no import of one protocol']);
    expect(
      broken(`src/${floor}/x.ts`, "import { protocols } from '../protocols/registry.ts';\nexport const a = ['tcpdump', 'a tcp b'];"),
    ).toEqual([]);
  }
  expect(broken('src/protocols/udp/x.ts', "export const a = 'ip.proto';")).toEqual([]);
  expect(broken('src/io/capture/synth/x.ts', "import { tcp } from '../../../protocols/tcp/tcp.ts';\nexport const a = 'tcp';")).toEqual([]);
});

it('keeps what Node hides in its room', () => {
  for (const text of [
    'socket._write(b);',
    "socket.on('_tlsError', f);",
    "setFlagsFromString('--x');",
    "Reflect.set(socket, '_handle', h);",
  ]) {
    expect(broken('src/io/net/x.ts', text)).toHaveLength(1);
    expect(broken('src/io/host/x.ts', text)).toEqual([]);
  }
  expect(broken('src/io/net/x.ts', 'socket.write(b);')).toEqual([]);
});

it('keeps clocks and chance out of the pure floors only', () => {
  const text = 'export const t = [Date.now(), performance.now(), new Date(), Math.random(), new Date(0)];\n';
  expect(broken('src/view/x.ts', text)).toHaveLength(4);
  expect(broken('src/io/x.ts', text)).toEqual([]);
});

it('T-A14: lets sockets, servers and children be made only where their errors are heard', () => {
  for (const maker of ['createServer()', 'createSocket()', 'spawn()', 'fork()', 'new TLSSocket()']) {
    expect(broken('src/io/serve/relay.ts', `export const s = ${maker};`)).toHaveLength(1);
    expect(broken('src/io/endpoints/udp/socket.ts', `export const s = ${maker};`)).toEqual([]);
  }
});

it('lets things be written in their own places', () => {
  expect(broken('src/cli/command/signals.ts', 'process.exit(1);')).toEqual([]);
  expect(broken('src/io/link/pump.ts', 'export const b = Buffer.allocUnsafe(4);')).toEqual([]);
  expect(broken('src/core/bytes.ts', 'export const v = list[o]!;')).toEqual([]);
  expect(broken('src/core/fault.ts', 'export class UsageError extends Error {}')).toEqual([]);
});

it('knows a private method, and lets a constructor be private', () => {
  expect(broken('src/io/x.ts', 'export class A { private get n() { return 1; } protected m() {} }')).toHaveLength(2);
  expect(broken('src/io/x.ts', 'export class A { #n = 1; private constructor() {} }')).toEqual([]);
});

it('knows whoever looks for something in the words of an error', () => {
  const searches = ['/x/.exec(error.message)', '/x/.test(cause.message.trim())', 'cause.message.slice(3)', "e.message.trim().split(':')"];
  for (const search of searches) expect(broken('src/io/x.ts', `export const t = ${search};`)).toHaveLength(1);
  expect(broken('src/cli/x.ts', "export const t = [say(error.message), messages.includes('x')];")).toEqual([]);
});

it('is not led astray by texts and comments', () => {
  expect(broken('src/cli/x.ts', "// process.exit(1)\nexport const s = 'console.log(1)';\n")).toEqual([]);
});
