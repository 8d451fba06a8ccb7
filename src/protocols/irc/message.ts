/** Internet Relay Chat, its messages as text (RFC 2812 §2.3): `:prefix COMMAND word word :the rest`. */

export interface IrcMessage {
  /** Who says it; clients leave it out. */
  readonly prefix: string | undefined;
  /** Upper case, or three digits. */
  readonly command: string;
  /** The last one may have blanks. */
  readonly params: readonly string[];
}

/** Parameters of a message at most (RFC 2812 §2.3); what is more belongs to the last. */
const MOST = 15;

export const readIrc = (line: string): IrcMessage => {
  const [, prefix, command = '', rest = ''] = /^(?:@\S+ +)?(?::(\S*) +)?(\S*)(.*)$/s.exec(line) ?? [];
  return { prefix, command: command.toUpperCase(), params: paramsOf(rest) };
};

const paramsOf = (text: string): readonly string[] => {
  const params: string[] = [];
  for (let rest = text.trimStart(); rest !== ''; ) {
    if (rest.startsWith(':') || params.length === MOST - 1) {
      params.push(rest.replace(/^:/, ''));
      break;
    }
    const [word = ''] = /^\S+/.exec(rest) ?? [];
    params.push(word);
    rest = rest.slice(word.length).trimStart();
  }
  return params;
};

/** Without the end of its line. What has blanks, or nothing, can only stand last. */
export const writeIrc = ({ prefix, command, params }: IrcMessage): string => {
  const words = params.map((param, i) => (i === params.length - 1 && needsColon(param) ? `:${param}` : param));
  return [...(prefix === undefined ? [] : [`:${prefix}`]), command, ...words].join(' ');
};

const needsColon = (text: string): boolean => text === '' || text.startsWith(':') || /\s/.test(text);
