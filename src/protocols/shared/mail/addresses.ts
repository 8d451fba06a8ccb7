/** Lists of addresses in heads of mails (RFC 5322 §3.4): `Ada <ada@lab>, friends: bob@lab, eve@lab;`. */

export interface MailAddress {
  readonly name: string | undefined;
  /** The name of a group stands here alone; the end of one has neither. */
  readonly local: string | undefined;
  readonly domain: string | undefined;
}

type Token = { readonly kind: 'word' | 'quoted' | 'comment' | 'sign'; readonly text: string };

const MOST = 1000;

/** Each character a byte. What is no address is passed over. */
export const parseAddresses = (text: string): readonly MailAddress[] => {
  const found: MailAddress[] = [];
  let held: Token[] = [];
  let inGroup = false;
  const flush = (): void => {
    const address = addressOf(held);
    if (address !== undefined && found.length < MOST) found.push(address);
    held = [];
  };
  let inBrackets = false;
  for (const token of tokens(text)) {
    const sign = token.kind === 'sign' ? token.text : '';
    if (sign === '<' || sign === '>') inBrackets = sign === '<';
    if (inBrackets) held.push(token);
    else if (sign === ',') flush();
    else if (sign === ':' && !inGroup) {
      found.push({ name: undefined, local: wordsOf(held), domain: undefined });
      held = [];
      inGroup = true;
    } else if (sign === ';' && inGroup) {
      flush();
      found.push(GROUP_END);
      inGroup = false;
    } else held.push(token);
  }
  flush();
  if (inGroup) found.push(GROUP_END);
  return found;
};

const GROUP_END: MailAddress = { name: undefined, local: undefined, domain: undefined };

function* tokens(text: string): Generator<Token> {
  for (let at = 0; at < text.length; ) {
    const [whole = '', quoted, comment, word] =
      /^(?:"((?:[^"\\]|\\[\s\S])*)"|\(((?:[^()\\]|\\[\s\S])*)\)|(\[[^\]]*\]|[^\s()<>,:;"@[]+))/.exec(text.slice(at, at + LONGEST)) ?? [];
    if (quoted !== undefined) yield { kind: 'quoted', text: quoted.replace(/\\([\s\S])/g, '$1') };
    else if (comment !== undefined) yield { kind: 'comment', text: comment.replace(/\\([\s\S])/g, '$1') };
    else if (word !== undefined) yield { kind: 'word', text: word };
    else if (!/\s/.test(text.charAt(at))) yield { kind: 'sign', text: text.charAt(at) };
    at += Math.max(1, whole.length);
  }
}
const LONGEST = 2000;

const addressOf = (held: readonly Token[]): MailAddress | undefined => {
  const open = held.findIndex(({ kind, text }) => kind === 'sign' && text === '<');
  const plain = held.filter(({ kind }) => kind !== 'comment');
  if (open >= 0) {
    const close = held.findIndex(({ kind, text }, i) => i > open && kind === 'sign' && text === '>');
    const inside = held.slice(open + 1, close < 0 ? undefined : close).filter(({ kind }) => kind !== 'comment');
    const colon = inside.findIndex(({ kind, text }) => kind === 'sign' && text === ':'); // a route (RFC 5322 §4.4)
    return { name: wordsOf(held.slice(0, open)) || undefined, ...mailbox(inside.slice(colon + 1)) };
  }
  if (plain.length === 0) return undefined;
  const comment = held.find(({ kind }) => kind === 'comment')?.text;
  return { name: comment, ...mailbox(plain) };
};

const mailbox = (inside: readonly Token[]): { readonly local: string; readonly domain: string } => {
  const at = inside.findLastIndex(({ kind, text }) => kind === 'sign' && text === '@');
  const join = (of: readonly Token[]): string => of.map(({ text }) => text).join('');
  return at < 0 ? { local: join(inside), domain: '' } : { local: join(inside.slice(0, at)), domain: join(inside.slice(at + 1)) };
};

const wordsOf = (held: readonly Token[]): string =>
  held
    .filter(({ kind }) => kind !== 'comment')
    .map(({ text }) => text)
    .join(' ')
    .trim();
