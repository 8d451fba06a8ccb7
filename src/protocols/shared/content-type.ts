/** The media type that the layer below names for what it carries (HTTP, and whatever else has a field called Content-Type). */
import type { Dissecting, Field } from '../../wire/types.ts';

/** `text/html`, in small letters, without parameters; empty where none is named. */
export const contentType = (d: Dissecting): string => {
  const field = d.lower?.fields.find(isContentType);
  return String(field?.value ?? '')
    .replace(/[;, \t].*$/s, '')
    .toLowerCase();
};

const isContentType = (f: Field): boolean => f.name.endsWith('.content_type');
