/** The media type that the layer below names for what it carries (HTTP, and whatever else has a field called Content-Type). */
import type { Dissecting, Field } from '../../wire/types.ts';

/** `text/html`, in small letters, without parameters; empty where none is named. */
export const contentType = (d: Dissecting): string => {
  const named = d.lower?.message?.mediaType ?? d.lower?.fields.find(isContentType)?.value;
  return String(named ?? '')
    .replace(/[;, \t].*$/s, '')
    .toLowerCase();
};

const isContentType = (f: Field): boolean => f.name.endsWith('.content_type');
