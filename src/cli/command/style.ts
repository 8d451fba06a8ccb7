/** Colour and weight as SGR sequences, or nothing where they are not wanted. */

export type StyleName =
  | 'bold'
  | 'dim'
  | 'underline'
  | 'inverse'
  | 'red'
  | 'green'
  | 'yellow'
  | 'blue'
  | 'magenta'
  | 'cyan'
  | 'gray'
  | 'brightBlue';
/** Each wraps a text that is already safe to show; styles nest. */
export type Style = { readonly [K in StyleName]: (text: string) => string } & { readonly on: boolean };

/** NO_COLOR and FORCE_COLOR decide where they are set (FORCE_COLOR=0 is off); else a terminal that is not dumb has colours. */
export const wantsColour = (isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean => {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR']) return false;
  return isTerminal && env['TERM'] !== 'dumb';
};

export const styleFor = (on: boolean): Style => (on ? COLOURED : PLAIN);

const wrap =
  (open: number, close: number) =>
  (text: string): string => {
    const end = `\u001b[${close}m`;
    const start = `\u001b[${open}m`;
    // A style that ended inside the text is opened again behind it.
    return text === '' ? '' : `${start}${text.includes(end) ? text.replaceAll(end, `${end}${start}`) : text}${end}`;
  };

const CODES: Readonly<Record<StyleName, readonly [open: number, close: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  gray: [90, 39],
  brightBlue: [94, 39],
};

const styleOf = (make: (open: number, close: number) => (text: string) => string, on: boolean): Style => ({
  on,
  bold: make(...CODES.bold),
  dim: make(...CODES.dim),
  underline: make(...CODES.underline),
  inverse: make(...CODES.inverse),
  red: make(...CODES.red),
  green: make(...CODES.green),
  yellow: make(...CODES.yellow),
  blue: make(...CODES.blue),
  magenta: make(...CODES.magenta),
  cyan: make(...CODES.cyan),
  gray: make(...CODES.gray),
  brightBlue: make(...CODES.brightBlue),
});

const PLAIN = styleOf(() => (text) => text, false);
const COLOURED = styleOf(wrap, true);
