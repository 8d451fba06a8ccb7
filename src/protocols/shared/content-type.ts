/** The media type of content, as who carries it says (HTTP, mails and their parts). */
import type { Dissecting } from '../../wire/types.ts';

/** `text/html`, in small letters, without parameters; empty where none is named. */
export const contentType = (d: Dissecting): string => d.mediaType.replace(/[;, \t].*$/s, '').toLowerCase();
