/** Node's handles: what lies beneath a socket or server, which no public name tells of. Undefined in a plain host, and where a Node has none. */
import { IS_PLAIN } from './plain-host.ts';

export const handleOf = (owner: object): object | undefined => (IS_PLAIN ? undefined : memberOf(owner, '_handle'));

/** An object that another one keeps under that name. */
export const memberOf = (owner: object, name: string | symbol): object | undefined => {
  const member: unknown = Reflect.get(owner, name);
  return typeof member === 'object' && member !== null ? member : undefined;
};

/** What a method of a handle says; undefined where it has none of that name. */
export const callHandle = (handle: object, method: string, ...words: readonly unknown[]): unknown => {
  const how: unknown = Reflect.get(handle, method);
  return typeof how === 'function' ? Reflect.apply(how, handle, words) : undefined;
};

export const hasMethod = (handle: object, method: string): boolean => typeof Reflect.get(handle, method) === 'function';
