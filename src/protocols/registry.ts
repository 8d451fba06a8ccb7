/** All protocols, linked. */

import { registry } from '../wire/registry.ts';
import type { Registry } from '../wire/types.ts';
import * as layers from './index.ts';
import { undecoded } from './undecoded.ts';

/** By the names of their exports: a bundle keeps these in an order of its own, and two threads know the layers by the same numbers. */
const sorted = Object.entries(layers).sort(([a], [b]) => (a < b ? -1 : 1));

export const protocols: Registry = registry(sorted.map(([, layer]) => layer));

/** A test that finds the frames of a protocol that is not declared here; empty where none does, undefined where nobody knows the name. */
export const usualTest = (name: string): string | undefined => undecoded(name);
