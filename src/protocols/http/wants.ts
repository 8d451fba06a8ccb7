/** Whether anybody asks for the value of a field that costs something to work out. */
import type { Dissecting } from '../../wire/dissect.ts';

type Asking = Dissecting & { readonly wants?: (key: string) => boolean };

export const wants = (d: Asking, key: string): boolean => d.wants?.(key) ?? true;
