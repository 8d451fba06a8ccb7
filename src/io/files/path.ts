/** Paths as clients write them, `/a/b.txt`, taken apart and refused where they could mean anything else than a name below a folder. */

export interface PathRules {
  /** Names that begin with a dot are names like others. */
  readonly dotfiles: boolean;
}

/** The names of a path that is decoded already; undefined where one of them is none that is served. Empty names and `.` count for nothing. */
export const pathNames = (path: string, rules: PathRules): readonly string[] | undefined => {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  return names.every((name) => isServedName(name, rules)) ? names : undefined;
};

/** Whether a name may be served and shown: none that leads up, has control characters or means something to another system. */
export const isServedName = (name: string, { dotfiles }: PathRules): boolean =>
  name !== '..' &&
  (dotfiles || !name.startsWith('.')) &&
  name.length <= MOST &&
  !UNSERVED.test(name) &&
  (!IS_WINDOWS || !WINDOWS.test(name));

/** Bytes of a name that file systems take. */
const MOST = 255;

/** Control characters, the other slash, and the halves of characters that are none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSERVED = /[\u0000-\u001f\u007f-\u009f\\\ud800-\udfff]/u;

/** Devices, other streams of a file, and names that lose their end. */
const WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[:*?"<>|]|[. ]$/i;
const IS_WINDOWS = globalThis.process?.platform === 'win32';
