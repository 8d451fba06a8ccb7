/** All protocols, linked. */

import { registry } from '../wire/registry.ts';
import type { Registry } from '../wire/types.ts';
import * as layers from './index.ts';
import { undecoded } from './undecoded.ts';

export const protocols: Registry = registry(Object.values(layers));

/** A test that finds the frames of a protocol that is not declared here; empty where none does, undefined where nobody knows the name. */
export const usualTest = (name: string): string | undefined => undecoded(name);
