/** What anybody asks for: where a filter or an export wants a few fields, those that cost something need not be worked out. */
import type { Dissecting } from '../../wire/types.ts';

type Asking = Dissecting & { readonly wants?: (key: string) => boolean };

export const wants = (d: Asking, key: string): boolean => d.wants?.(key) ?? true;
