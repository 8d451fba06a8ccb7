/** Text from the wire inside a sentence: without the end of its line, and without a dot that would make two. */

export const spokenText = (text: string): string => text.replace(/^\s+|[\s.:]+$/g, '');
/** As it stands at the end of a sentence. */
export const closed = (text: string): string => (spokenText(text) === '' ? '' : `${spokenText(text)}.`);
/** The same in quotation marks. */
export const quotedText = (text: string): string => `"${text.replace(/[\r\n]+$/, '')}".`;

/** Whether `key` is one of an area's own entries: commands of a protocol are called as their entries. */
export const isOneOf = <K extends string>(keys: readonly K[], key: string): key is K => (keys as readonly string[]).includes(key);
