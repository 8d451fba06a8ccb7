/** The media type that the layer below names for what it carries (HTTP, mails and their parts, and whatever else has a field called Content-Type). */
import type { Dissecting, Field } from '../../wire/types.ts';

/** `text/html`, in small letters, without parameters; empty where none is named. */
export const contentType = (d: Dissecting): string =>
  namedType(d)
    .replace(/[;, \t].*$/s, '')
    .toLowerCase();

/** The same as it stands there, with its parameters. */
export const namedType = (d: Dissecting): string => String(d.lower?.message?.mediaType ?? (d.lower && typeField(d.lower, d)?.value) ?? '');

/** Of several in one run of bytes (parts with heads of their own) the last in front of this. */
const typeField = ({ fields }: Dissecting, d: Dissecting): Field | undefined => {
  let found: Field | undefined;
  const look = (f: Field): void => {
    if (isContentType(f) && (found === undefined || (f.source === d.source && f.offset < d.start))) found = f;
    for (const child of f.children) look(child);
  };
  for (const f of fields) look(f);
  return found;
};

const isContentType = (f: Field): boolean => /content[._-]type$/.test(f.name);
