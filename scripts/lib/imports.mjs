/** Checks every import of the sources against the floors. Works on texts, so that a test can give it wrong ones. */
import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import { apartOf, FLOORS, floorOf, REGISTRIES, roomOf, unitOf } from './floors.mjs';

/**
 * @typedef {{ request: string, line: number }} Import
 * @typedef {{ path: string, line: number, text: string }} Complaint
 */

/**
 * @param {ReadonlyMap<string, string>} sources  text by path from the root of the checkout; tests left out
 * @returns {Complaint[]}
 */
export const checkImports = (sources) => {
  const files = new Map([...sources].map(([path, text]) => [path, readModule(path, text)]));
  /** @type {Complaint[]} */
  const complaints = [];
  for (const [path, module] of files) {
    complaints.push(...checkPlace(path), ...checkBarrel(path, module));
    for (const found of module.imports) {
      const text = checkImport(path, found.request, files);
      if (text !== undefined) complaints.push({ path, line: found.line, text });
    }
  }
  return [...complaints, ...findCycles(files)];
};

/**
 * @param {string} path
 * @param {string} text
 */
const readModule = (path, text) => {
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const requests = [
    ...module.staticImports.map((found) => found.moduleRequest),
    ...module.staticExports.flatMap((found) => found.entries.flatMap((entry) => entry.moduleRequest ?? [])),
    ...module.dynamicImports.map((found) => unquoted(text, found.moduleRequest)),
  ];
  const imports = requests.map(({ value, start }) => ({ request: value, line: lineOf(text, start) }));
  for (const found of text.matchAll(TYPE_IMPORT)) imports.push({ request: found[1] ?? '', line: lineOf(text, found.index) });
  const statements = program.body.filter((statement) => statement.type !== 'EmptyStatement');
  const barrel =
    statements.length > 0 &&
    statements.every((statement) => REEXPORTS.includes(statement.type) && 'source' in statement && statement.source);
  return { imports, barrel };
};

/** `import('./x.ts').T` in a type. */
const TYPE_IMPORT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)\./g;
const REEXPORTS = ['ExportNamedDeclaration', 'ExportAllDeclaration'];

/**
 * @param {string} text
 * @param {{ start: number, end: number }} span
 */
const unquoted = (text, { start, end }) => ({ value: text.slice(start + 1, end - 1), start });

/**
 * @param {string} text
 * @param {number} offset
 */
const lineOf = (text, offset) => text.slice(0, offset).split('\n').length;

/**
 * @param {string} path
 * @returns {Complaint[]}
 */
const checkPlace = (path) => {
  const floor = floorOf(path);
  if (floor === undefined) return [{ path, line: 1, text: `expected a place on a floor (${FLOORS.map((f) => f.folder).join(', ')})` }];
  if (floor.rooms === undefined || roomOf(path, floor) !== undefined) return [];
  return [{ path, line: 1, text: `expected a place in a room (${floor.rooms.join(', ')})` }];
};

/**
 * @param {string} path
 * @param {{ barrel: unknown }} module
 * @returns {Complaint[]}
 */
const checkBarrel = (path, { barrel }) =>
  barrel && !REGISTRIES.includes(path) ? [{ path, line: 1, text: 'a barrel: only the registries hand on what others export' }] : [];

/**
 * @param {string} path
 * @param {string} request
 * @param {ReadonlyMap<string, unknown>} files
 * @returns {string | undefined}
 */
const checkImport = (path, request, files) => {
  const floor = floorOf(path);
  if (floor === undefined) return undefined;
  if (request.startsWith('node:')) return floor.sockets ? undefined : `${floor.name} must not know Node (${request})`;
  if (!request.startsWith('.'))
    return floor.sockets || floor.packages?.includes(request) ? undefined : `${floor.name} must not need a package (${request})`;
  const target = resolved(path, request);
  if (!files.has(target)) return `no such source: ${request}`;
  const there = floorOf(target);
  if (there === undefined) return undefined;
  if (there !== floor) return floor.sees.includes(there.name) ? undefined : `${floor.name} must not see ${there.name} (${target})`;
  return checkRooms(path, target, floor) ?? checkUnits(path, target, floor);
};

/**
 * @param {string} path
 * @param {string} target
 * @param {import('./floors.mjs').Floor} floor
 */
const checkRooms = (path, target, floor) => {
  const here = roomOf(path, floor);
  const there = roomOf(target, floor);
  if (here === undefined || there === undefined || floor.rooms === undefined) return undefined;
  return floor.rooms.indexOf(there) > floor.rooms.indexOf(here)
    ? `${here} must not see ${there}, which comes after it (${target})`
    : undefined;
};

/**
 * @param {string} path
 * @param {string} target
 * @param {import('./floors.mjs').Floor} floor
 */
const checkUnits = (path, target, floor) => {
  const here = unitOf(path, floor);
  const neighbour = neighbourOf(here, unitOf(target, floor)) ?? neighbourOf(apartOf(path, floor), apartOf(target, floor));
  if (neighbour !== undefined) return neighbour;
  if (here !== undefined && REGISTRIES.includes(target)) return `${here} must not see the registry it is listed in`;
  return undefined;
};

/**
 * @param {string | undefined} here
 * @param {string | undefined} there
 */
const neighbourOf = (here, there) =>
  here !== undefined && there !== undefined && !sameUnit(here, there) ? `${here} must not see its neighbour ${there}` : undefined;

/**
 * `tcp-address` beside `tcp` is a part of it.
 * @param {string} here
 * @param {string} there
 */
const sameUnit = (here, there) => here === there || there.startsWith(`${here}-`) || here.startsWith(`${there}-`);

/**
 * @param {string} path
 * @param {string} request
 */
const resolved = (path, request) => posix.join(posix.dirname(path), request);

/**
 * Rings of imports, types included, each told once from its first file in order.
 * @param {ReadonlyMap<string, { imports: readonly Import[] }>} files
 * @returns {Complaint[]}
 */
const findCycles = (files) => {
  /** @type {Complaint[]} */
  const complaints = [];
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[]} */
  const trail = [];
  /** @param {string} path */
  const visit = (path) => {
    state.set(path, 'open');
    trail.push(path);
    for (const { request, line } of files.get(path)?.imports ?? []) {
      const target = request.startsWith('.') ? resolved(path, request) : '';
      if (!files.has(target)) continue;
      if (state.get(target) === 'open') {
        const ring = [...trail.slice(trail.indexOf(target)), target];
        complaints.push({ path, line, text: `a ring of imports: ${ring.join(' → ')}` });
      } else if (state.get(target) === undefined) visit(target);
    }
    trail.pop();
    state.set(path, 'done');
  };
  for (const path of [...files.keys()].sort()) if (state.get(path) === undefined) visit(path);
  return complaints;
};
