/** What anybody asks for: where a filter or an export wants a few fields, the others need not be worked out. */
import type { Dissecting } from '../../wire/dissect.ts';

type Asking = Dissecting & { readonly wants?: (key: string) => boolean; readonly wantsAbove?: () => boolean };

export const wants = (d: Asking, key: string): boolean => d.wants?.(key) ?? true;

/** The content of the body: its text, or what a layer above makes of it. */
export const wantsContent = (d: Asking): boolean => wants(d, 'file_data') || wants(d, 'encoded_body') || (d.wantsAbove?.() ?? true);
