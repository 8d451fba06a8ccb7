/** The services: one sorted line each. */
import type { Service } from '../service.ts';
import { discard } from './discard.ts';
import { echo } from './echo.ts';

export const services: readonly Service[] = [discard, echo];
