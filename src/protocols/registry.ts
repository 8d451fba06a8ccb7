/** All protocols, linked. */
import { type Registry, registry } from '../wire/registry.ts';
import * as layers from './index.ts';

export const protocols: Registry = registry(Object.values(layers));
