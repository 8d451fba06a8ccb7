/** The program that captures when it is started as a thread: this one. */
import type { ThreadProgram } from '../../io/capture/live/capture-session.ts';

export const captureThread = (): ThreadProgram => ({ file: process.argv[1] ?? '', words: ['capture', '--thread'] });
