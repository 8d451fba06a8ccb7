/** All protocols, linked. */

import { registry } from '../wire/registry.ts';
import type { Registry } from '../wire/types.ts';
import * as layers from './index.ts';

export const protocols: Registry = registry(Object.values(layers));
