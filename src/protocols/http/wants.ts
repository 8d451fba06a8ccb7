/** What anybody asks for: where a filter or an export wants a few fields, the others need not be worked out. */
import type { Dissecting } from '../../wire/types.ts';

/** The content of the body: its text, or what a layer above makes of it. */
export const wantsContent = (d: Dissecting): boolean => d.wants('file_data') || d.wants('encoded_body') || d.wantsAbove();
