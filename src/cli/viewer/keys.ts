/** Keys of a terminal by the names that a browser knows: `up`, `pagedown`, `shift-tab`, `ctrl-c`, or the character itself. */

/** What node:readline says of a key. */
export interface Pressed {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
}

/** Undefined where it is none that anything here knows. */
export const keyName = (
  text: string | undefined,
  { name, sequence = '', ctrl = false, meta = false, shift = false }: Pressed,
): string | undefined => {
  if (name !== undefined && Object.hasOwn(NAMES, name)) return shift && name === 'tab' ? 'shift-tab' : NAMES[name];
  if (ctrl) return name === undefined ? undefined : `ctrl-${name}`;
  if (meta || text === undefined || text === '') return undefined;
  return sequence.startsWith(ESCAPE) || text < ' ' ? undefined : text;
};

const ESCAPE = '\u001b';
const NAMES: Readonly<Record<string, string>> = {
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  pageup: 'pageup',
  pagedown: 'pagedown',
  home: 'home',
  end: 'end',
  tab: 'tab',
  return: 'enter',
  enter: 'enter',
  escape: 'escape',
  backspace: 'backspace',
  delete: 'delete',
};
