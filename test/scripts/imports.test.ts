import { describe, expect, it } from 'vitest';
import { checkImports } from '../../scripts/lib/imports.mjs';

const complaints = (sources: Record<string, string>): string[] =>
  checkImports(new Map(Object.entries(sources))).map(({ path, line, text }) => `${path}:${line}: ${text}`);

const leaf = 'export const x = 1;\n';

describe('floors', () => {
  it('lets imports go down and inside a floor', () => {
    expect(
      complaints({
        'src/core/bytes.ts': leaf,
        'src/wire/a.ts': "import { x } from '../core/bytes.ts';\nexport const a = x;\n",
        'src/wire/b.ts': "import { a } from './a.ts';\nexport const b = a;\n",
        'src/run/plan.ts': "import { b } from '../wire/b.ts';\nimport { t } from '../io/base/tap.ts';\nexport const p = [b, t];\n",
        'src/io/base/tap.ts': "import { open } from 'node:fs';\nexport const t = open;\n",
      }),
    ).toEqual([]);
  });

  it('finds an import that goes up, by its line, also of a type and also a dynamic one', () => {
    expect(complaints({ 'src/wire/a.ts': leaf, 'src/core/b.ts': "\nimport type { x } from '../wire/a.ts';\n" })).toEqual([
      'src/core/b.ts:2: core must not see wire (src/wire/a.ts)',
    ]);
    expect(complaints({ 'src/cli/command/a.ts': leaf, 'src/run/b.ts': "export const b = () => import('../cli/command/a.ts');\n" })).toEqual(
      ['src/run/b.ts:1: run must not see cli (src/cli/command/a.ts)'],
    );
    expect(complaints({ 'src/view/a.ts': leaf, 'src/core/b.ts': "export type B = import('../view/a.ts').X;\n" })).toEqual([
      'src/core/b.ts:1: core must not see view (src/view/a.ts)',
    ]);
  });

  it('keeps io, analysis and lab, protocols and formats, cli and web apart', () => {
    const pairs = [
      ['io/base', 'analysis'],
      ['analysis', 'io/base'],
      ['protocols', 'formats'],
      ['lab', 'io/base'],
      ['io/base', 'lab'],
      ['lab', 'analysis'],
      ['web/server', 'cli/command'],
      ['web/app', 'web/server'],
    ] as const;
    for (const [here, there] of pairs) {
      const up = '../'.repeat(here.split('/').length);
      const found = complaints({
        [`src/${there}/a.ts`]: leaf,
        [`src/${here}/b.ts`]: `export { x } from '${up}${there}/a.ts';\nexport const y = 1;\n`,
      });
      expect(found).toHaveLength(1);
      expect(found[0]).toContain('must not see');
    }
  });

  it('keeps Node and packages out of the pure floors and out of run', () => {
    expect(complaints({ 'src/view/a.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n" })).toEqual([
      'src/view/a.ts:1: view must not know Node (node:fs)',
    ]);
    expect(complaints({ 'src/run/a.ts': "export const a = () => import('node:net');\n" })).toEqual([
      'src/run/a.ts:1: run must not know Node (node:net)',
    ]);
    expect(complaints({ 'src/core/a.ts': "import ws from 'ws';\nexport const a = ws;\n" })).toEqual([
      'src/core/a.ts:1: core must not need a package (ws)',
    ]);
  });

  it('keeps files to the floors and imports to files that are there', () => {
    expect(complaints({ 'src/util/a.ts': leaf })[0]).toContain('expected a place on a floor');
    expect(complaints({ 'src/core/a.ts': "import { y } from './y.js';\nexport const a = y;\n" })).toEqual([
      'src/core/a.ts:1: no such source: ./y.js',
    ]);
  });
});

describe('neighbours', () => {
  it('do not see each other', () => {
    expect(
      complaints({
        'src/protocols/udp/udp.ts': leaf,
        'src/protocols/dns/dns.ts': "import { x } from '../udp/udp.ts';\nexport const d = x;\n",
      }),
    ).toEqual(['src/protocols/dns/dns.ts:1: protocols/dns must not see its neighbour protocols/udp']);
    expect(
      complaints({
        'src/io/endpoints/tcp/open.ts': leaf,
        'src/io/endpoints/tls/tls.ts': "import { x } from '../tcp/open.ts';\nexport const t = x;\n",
      }),
    ).toEqual(['src/io/endpoints/tls/tls.ts:1: io/endpoints/tls must not see its neighbour io/endpoints/tcp']);
    expect(
      complaints({
        'src/cli/netcat/nc/a.ts': leaf,
        'src/cli/views/b.ts': leaf,
        'src/cli/netcat/ncat/c.ts': "import { x } from '../nc/a.ts';\nexport { x as y } from '../../views/b.ts';\nexport const c = x;\n",
      }),
    ).toEqual([
      'src/cli/netcat/ncat/c.ts:1: cli/netcat/ncat must not see its neighbour cli/netcat/nc',
      'src/cli/netcat/ncat/c.ts:2: cli/netcat/ncat must not see its neighbour cli/views',
    ]);
  });

  it('see what is common to them, their own parts, and nothing of the registry', () => {
    expect(
      complaints({
        'src/io/base/options.ts': leaf,
        'src/io/endpoints/tcp/address.ts': leaf,
        'src/io/endpoints/tcp/tcp.ts':
          "import { x } from '../../base/options.ts';\nimport { x as y } from './address.ts';\nexport const t = [x, y];\n",
        'src/io/endpoints/index.ts': "export { t } from './tcp/tcp.ts';\n",
        'src/protocols/shared/names.ts': leaf,
        'src/protocols/dns/dns.ts': "import { x } from '../shared/names.ts';\nexport const d = x;\n",
      }),
    ).toEqual([]);
    expect(
      complaints({ 'src/protocols/index.ts': leaf, 'src/protocols/ip/ip.ts': "import { x } from '../index.ts';\nexport const i = x;\n" }),
    ).toEqual(['src/protocols/ip/ip.ts:1: protocols/ip must not see the registry it is listed in']);
  });
});

describe('rooms', () => {
  it('see themselves and those before them', () => {
    expect(
      complaints({
        'src/io/base/channel.ts': leaf,
        'src/io/link/pump.ts': "import { x } from '../base/channel.ts';\nexport const p = x;\n",
        'src/io/link/link.ts': "import { p } from './pump.ts';\nexport const l = p;\n",
      }),
    ).toEqual([]);
    expect(
      complaints({
        'src/io/link/pump.ts': leaf,
        'src/io/base/channel.ts': "import type { x } from '../link/pump.ts';\nexport const c = 1;\n",
      }),
    ).toEqual(['src/io/base/channel.ts:1: io/base must not see io/link, which comes after it (src/io/link/pump.ts)']);
  });

  it('inside others come in the order of the list too', () => {
    expect(
      complaints({ 'src/cli/netcat/nc/a.ts': leaf, 'src/cli/netcat/b.ts': "import { x } from './nc/a.ts';\nexport const b = x;\n" }),
    ).toEqual(['src/cli/netcat/b.ts:1: cli/netcat must not see cli/netcat/nc, which comes after it (src/cli/netcat/nc/a.ts)']);
  });

  it('hold every file of their floor', () => {
    expect(complaints({ 'src/io/a.ts': leaf })[0]).toMatch(/^src\/io\/a.ts:1: expected a place in a room \(io\/base, /);
    expect(complaints({ 'src/cli/main.ts': leaf })).toEqual([]);
  });

  it('of what protocols share see no protocol', () => {
    expect(
      complaints({
        'src/protocols/udp/udp.ts': leaf,
        'src/protocols/shared/a.ts': "import { x } from '../udp/udp.ts';\nexport const a = x;\n",
      }),
    ).toEqual(['src/protocols/shared/a.ts:1: protocols/shared must not see protocols (src/protocols/udp/udp.ts)']);
  });
});

it('finds rings, types included', () => {
  expect(
    complaints({
      'src/wire/a.ts': "import type { b } from './b.ts';\nexport const a = 1;\n",
      'src/wire/b.ts': "import { c } from './c.ts';\nexport const b = c;\n",
      'src/wire/c.ts': "import { a } from './a.ts';\nexport const c = a;\n",
    }),
  ).toEqual(['src/wire/c.ts:1: a ring of imports: src/wire/a.ts → src/wire/b.ts → src/wire/c.ts → src/wire/a.ts']);
});

it('finds barrels, and takes the registries for what they are', () => {
  const sources = { 'src/view/a.ts': leaf, 'src/view/all.ts': "export { x } from './a.ts';\n" };
  expect(complaints(sources)).toEqual(['src/view/all.ts:1: a barrel: only the registries hand on what others export']);
  expect(complaints({ 'src/view/a.ts': leaf, 'src/index.ts': "export { x } from './view/a.ts';\n" })).toEqual([]);
});
