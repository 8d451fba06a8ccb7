/** Secrets in what somebody typed: passwords stand in addresses and header lines, and must not be said again where others may read. */

/** The text with `***` in place of each. */
export const withoutSecrets = (text: string): string =>
  MAY_HAVE_ONE.test(text) ? PLACES.reduce((all, place) => all.replace(place, '$1***'), text) : text;

/** As `withoutSecrets`, with as many characters as before: places in the text stay where they are. */
export const secretsHidden = (text: string): string =>
  PLACES.reduce(
    (all, place) => all.replace(place, (found: string, before: string) => before + '*'.repeat(found.length - before.length)),
    text,
  );

/** What each of the places has: most lines of a busy log have none. */
const MAY_HAVE_ONE = /[=@]|authorization|cookie/i;

const PLACES: readonly RegExp[] = [
  /\b((?:proxy-)?(?:auth|pass|password|passwd|secret|token)=)[^&|\s"']+?(?=:?(?:[&|\s"']|$))/gi,
  /((?:authorization|cookie)(?::|%3a)(?:\s|%20)*)[^&|"'\r\n]+/gi,
  /\b([\w.+%-]+:)[^\s@/"']*[^\s@/"':](?=@)/g,
];
