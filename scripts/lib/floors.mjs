/** The floors of the source tree as data: what lies where, and what each floor may see. Imports go down only; neighbours do not see each other. */

/**
 * @typedef {object} Floor
 * @property {string} name
 * @property {string} folder            below src/
 * @property {readonly string[]} sees   floors it may import, beside itself
 * @property {boolean} [pure]           no `node:` and no host: runs unchanged in a browser
 * @property {boolean} [sockets]        `node:` is allowed
 * @property {readonly string[]} [packages]  what it may need of npm; all where it has sockets
 * @property {readonly string[]} [rooms]  folders (or files) in order: each sees itself and those before it, and nothing lies outside
 * @property {readonly string[]} [units]  folders whose entries (a file or a folder each) do not see one another
 * @property {readonly string[]} [apart]  folders that do not see one another
 * @property {readonly string[]} [common] files in such a folder that are no unit: they see all of them
 */

/** Floors up to the declared protocols. */
const DECLARED = ['core', 'wire', 'protocols/shared', 'protocols'];
const BELOW_RUN = [...DECLARED, 'formats', 'analysis', 'lab', 'io', 'view'];

/** @type {readonly Floor[]} */
export const FLOORS = [
  { name: 'core', folder: 'core', sees: [], pure: true },
  { name: 'wire', folder: 'wire', sees: ['core'], pure: true },
  { name: 'protocols/shared', folder: 'protocols/shared', sees: ['core', 'wire'], pure: true },
  {
    name: 'protocols',
    folder: 'protocols',
    sees: ['core', 'wire', 'protocols/shared'],
    pure: true,
    units: ['protocols'],
    common: ['protocols/registry.ts', 'protocols/words.ts'],
  },
  { name: 'formats', folder: 'formats', sees: ['core', 'wire'], pure: true },
  { name: 'analysis', folder: 'analysis', sees: [...DECLARED, 'formats'], pure: true },
  { name: 'lab', folder: 'lab', sees: DECLARED, pure: true },
  {
    name: 'io',
    folder: 'io',
    sees: [...DECLARED, 'formats'],
    sockets: true,
    rooms: [
      'io/base',
      'io/host',
      'io/channels',
      'io/fd',
      'io/files',
      'io/program',
      'io/accept',
      'io/net',
      'io/step',
      'io/link',
      'io/endpoints',
      'io/http',
      'io/get',
      'io/dig',
      'io/telnet',
      'io/proxy',
      'io/tls',
      'io/ws',
      'io/overlays',
      'io/address',
      'io/serve',
      'io/mail',
      'io/capture',
      'io/services',
    ],
    units: ['io/endpoints', 'io/services'],
  },
  { name: 'view', folder: 'view', sees: [...DECLARED, 'formats', 'analysis'], pure: true },
  { name: 'run', folder: 'run', sees: [...BELOW_RUN] },
  {
    name: 'cli',
    folder: 'cli',
    sees: [...BELOW_RUN, 'run', 'web server'],
    sockets: true,
    rooms: [
      'cli/help',
      'cli/command',
      'cli/terminal',
      'cli/views',
      'cli/viewer',
      'cli/talk',
      'cli/capture',
      'cli/netcat',
      'cli/netcat/nc',
      'cli/netcat/ncat',
      'cli/commands',
      'cli/chunks.ts',
      'cli/route.ts',
      'cli/main.ts',
    ],
    units: ['cli/commands'],
    apart: ['cli/views', 'cli/netcat/nc', 'cli/netcat/ncat'],
  },
  { name: 'web messages', folder: 'web/messages', sees: ['core'], pure: true },
  { name: 'web answers', folder: 'web/answers', sees: [...DECLARED, 'formats', 'analysis', 'view', 'web messages'], pure: true },
  { name: 'web server', folder: 'web/server', sees: [...BELOW_RUN, 'run', 'web messages', 'web answers'], sockets: true },
  {
    name: 'web page',
    folder: 'web/app',
    sees: [...DECLARED, 'formats', 'analysis', 'view', 'web messages', 'web answers'],
    packages: ['preact', 'preact/hooks', 'uplot'],
    units: ['web/app/panes'],
  },
  { name: 'library', folder: 'index.ts', sees: [...BELOW_RUN, 'run'] },
];

/** The only files that may list others: they see every unit beside them, and may consist of exports alone. */
export const REGISTRIES = [
  'src/index.ts',
  'src/protocols/guides.ts',
  'src/protocols/index.ts',
  'src/protocols/words-de.ts',
  'src/protocols/words-en.ts',
  'src/io/endpoints/index.ts',
  'src/io/services/index.ts',
  'src/cli/commands/index.ts',
];

/** @param {string} path  from the root of the checkout, with forward slashes */
export const floorOf = (path) => innermost(FLOORS, path, ({ folder }) => folder);

/**
 * The room a file lies in, or undefined where its floor has none or it lies outside them.
 * @param {string} path
 * @param {Floor} floor
 */
export const roomOf = (path, floor) => innermost(floor.rooms ?? [], path, (room) => room);

/**
 * The folder a file lies in that does not see certain others.
 * @param {string} path
 * @param {Floor} floor
 */
export const apartOf = (path, floor) => innermost(floor.apart ?? [], path, (folder) => folder);

/**
 * The unit a file belongs to (`io/endpoints/tcp`), or undefined where its floor has no units there or the file is common to them.
 * @param {string} path
 * @param {Floor} floor
 */
export const unitOf = (path, floor) => {
  if (REGISTRIES.includes(path) || floor.common?.some((file) => path === `src/${file}`)) return undefined;
  const folder = floor.units?.find((unit) => path.startsWith(`src/${unit}/`));
  if (folder === undefined) return undefined;
  const [entry = ''] = path.slice(`src/${folder}/`.length).split('/');
  return `${folder}/${entry.replace(/\.ts$/, '')}`;
};

/**
 * @template T
 * @param {readonly T[]} places
 * @param {string} path
 * @param {(place: T) => string} folderOf
 */
const innermost = (places, path, folderOf) =>
  places
    .filter((place) => liesIn(path, folderOf(place)))
    .sort((a, b) => folderOf(a).length - folderOf(b).length)
    .at(-1);

/**
 * @param {string} path
 * @param {string} folder  or a file, below src/
 */
const liesIn = (path, folder) => path === `src/${folder}` || path.startsWith(`src/${folder}/`);
