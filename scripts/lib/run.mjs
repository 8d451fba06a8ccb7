/** Runs programs: with our own input and output and signals passed on, or with the output collected. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './paths.mjs';

/**
 * The program's input and output are ours; signals reach it through us.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number }>}
 */
export const run = (program, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const passOn = SIGNALS.map((signal) => /** @type {const} */ ([signal, () => void child.kill(signal)]));
    for (const [signal, listener] of passOn) process.on(signal, listener);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const [name, listener] of passOn) process.off(name, listener);
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) });
    });
  });

/**
 * Both outputs of the program as one text.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptionsWithoutStdio} [options]
 * @returns {Promise<{ code: number, text: string }>}
 */
export const collect = (program, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, ...options });
    let text = '';
    child.stdin.end();
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
