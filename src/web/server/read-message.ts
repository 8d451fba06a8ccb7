/** Read message: what comes from a page, looked at before it is believed. */
import type { Act, Ask, ToServer } from '../messages/messages.ts';

/** Numbers and texts that each question and each act needs. */
const ASKS: Readonly<Record<Ask['what'], { readonly numbers: readonly string[]; readonly texts: readonly string[] }>> = {
  rows: { numbers: ['capture', 'from', 'count'], texts: ['filter', 'fields'] },
  rules: { numbers: ['capture', 'from', 'count'], texts: ['filter', 'rules'] },
  packet: { numbers: ['capture', 'number'], texts: [] },
  place: { numbers: ['capture', 'number'], texts: ['filter'] },
  ladder: { numbers: ['capture', 'conversation', 'from'], texts: [] },
  conversation: { numbers: ['capture'], texts: [] },
  conversations: { numbers: ['capture', 'from', 'count'], texts: ['by'] },
  overview: { numbers: ['capture'], texts: ['filter'] },
  hosts: { numbers: ['capture'], texts: [] },
  hierarchy: { numbers: ['capture'], texts: [] },
  faults: { numbers: ['capture'], texts: [] },
  spread: { numbers: ['capture', 'parts'], texts: ['filter'] },
  follow: { numbers: ['capture', 'conversation', 'from'], texts: [] },
  series: { numbers: ['capture', 'conversation', 'from'], texts: [] },
  nearest: { numbers: ['capture'], texts: ['filter'] },
  filter: { numbers: ['capture', 'at'], texts: ['text'] },
  find: { numbers: ['capture', 'number', 'step'], texts: ['text'] },
  draft: { numbers: ['endpoint'], texts: ['bytes'] },
  mails: { numbers: [], texts: [] },
  mail: { numbers: ['uid'], texts: [] },
  exercises: { numbers: [], texts: [] },
  interfaces: { numbers: [], texts: [] },
  lesson: { numbers: [], texts: [] },
  steps: { numbers: ['from'], texts: [] },
};
const ACTS: Readonly<Record<Act['act'], { readonly numbers: readonly string[]; readonly texts: readonly string[] }>> = {
  send: { numbers: ['endpoint'], texts: ['bytes'] },
  end: { numbers: ['endpoint'], texts: [] },
  cut: { numbers: ['endpoint'], texts: [] },
  connect: { numbers: [], texts: ['address'] },
  serve: { numbers: ['port'], texts: ['service', 'over'] },
  stop: { numbers: ['endpoint'], texts: [] },
  close: { numbers: ['capture'], texts: [] },
  capture: { numbers: [], texts: ['interface', 'filter'] },
  halt: { numbers: ['capture'], texts: [] },
  guide: { numbers: [], texts: ['guide', 'address', 'user', 'password'] },
  line: { numbers: ['endpoint'], texts: ['line'] },
  lesson: { numbers: [], texts: ['name'] },
  leave: { numbers: [], texts: [] },
  answer: { numbers: ['number'], texts: ['text'] },
  code: { numbers: [], texts: ['name', 'text'] },
  step: { numbers: [], texts: ['line'] },
};

/** Undefined where it is none. */
export const readMessage = (text: string): ToServer | undefined => {
  const message = parsed(text);
  if (message === undefined || !Number.isSafeInteger(message['id'])) return undefined;
  if (message['kind'] === 'ask') return has(message['ask'], 'what', ASKS) ? (message as ToServer) : undefined;
  return message['kind'] === 'act' && has(message['act'], 'act', ACTS) ? (message as ToServer) : undefined;
};

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

const has = (value: unknown, key: string, table: Readonly<Record<string, Record<'numbers' | 'texts', readonly string[]>>>): boolean => {
  const record = recordOf(value);
  const name = record?.[key];
  if (record === undefined || typeof name !== 'string' || !Object.hasOwn(table, name)) return false;
  const { numbers = [], texts = [] } = table[name] ?? {};
  return (
    numbers.every((n) => Number.isSafeInteger(record[n])) && texts.every((t) => typeof record[t] === 'string') && areHosts(record['hosts'])
  );
};

const areHosts = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 2 && value.every((host) => typeof host === 'string'));
