/** The floors of the house as data: what lies where, and what each floor may see. Imports go down only; neighbours do not see each other. */

/**
 * @typedef {object} Floor
 * @property {string} name
 * @property {string} folder            below src/
 * @property {readonly string[]} sees   floors it may import, beside itself
 * @property {boolean} [pure]           no `node:` and no host: runs unchanged in a browser
 * @property {boolean} [sockets]        `node:` is allowed
 * @property {readonly string[]} [units]  folders whose entries (a file or a folder each) do not see one another
 * @property {readonly string[]} [common] files in such a folder that are no unit: they see all of them
 */

/** @type {readonly Floor[]} */
export const FLOORS = [
  { name: 'core', folder: 'core', sees: [], pure: true },
  { name: 'wire', folder: 'wire', sees: ['core'], pure: true },
  { name: 'protocols', folder: 'protocols', sees: ['core', 'wire'], pure: true, units: ['protocols'], common: ['protocols/registry.ts'] },
  { name: 'formats', folder: 'formats', sees: ['core', 'wire'], pure: true },
  { name: 'analysis', folder: 'analysis', sees: ['core', 'wire', 'protocols', 'formats'], pure: true },
  {
    name: 'io',
    folder: 'io',
    sees: ['core', 'wire', 'protocols', 'formats'],
    sockets: true,
    units: ['io/endpoints', 'io/services'],
  },
  { name: 'view', folder: 'view', sees: ['core', 'wire', 'protocols', 'formats', 'analysis'], pure: true },
  { name: 'run', folder: 'run', sees: ['core', 'wire', 'protocols', 'formats', 'analysis', 'io', 'view'] },
  {
    name: 'cli',
    folder: 'cli',
    sees: ['core', 'wire', 'protocols', 'formats', 'analysis', 'io', 'view', 'run'],
    sockets: true,
    units: ['cli/commands'],
  },
  {
    name: 'web server',
    folder: 'web/server',
    sees: ['core', 'wire', 'protocols', 'formats', 'analysis', 'io', 'view', 'run'],
    sockets: true,
  },
  { name: 'web page', folder: 'web/app', sees: ['core', 'wire', 'protocols', 'formats', 'analysis', 'view'], pure: true },
  { name: 'library', folder: 'index.ts', sees: ['core', 'wire', 'protocols', 'formats', 'analysis', 'io', 'view', 'run'] },
];

/** The only files that may list others: they see every unit beside them, and may consist of exports alone. */
export const REGISTRIES = [
  'src/index.ts',
  'src/protocols/index.ts',
  'src/io/endpoints/index.ts',
  'src/io/services/index.ts',
  'src/cli/commands/index.ts',
];

/** @param {string} path  from the root of the checkout, with forward slashes */
export const floorOf = (path) => FLOORS.find(({ folder }) => path === `src/${folder}` || path.startsWith(`src/${folder}/`));

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
