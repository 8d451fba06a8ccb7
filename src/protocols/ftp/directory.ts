/** The directory that an FTP session is in, as its commands and replies tell it (RFC 959 §4.1.1, appendix II). */

/** `path` seen from `directory`; both as the peers write them, with `/`. */
export const changedTo = (directory: string, path: string): string => {
  if (path.startsWith('/') || (directory === '' && path !== '..')) return path;
  const parts: string[] = [];
  for (const part of `${directory}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `${directory.startsWith('/') ? '/' : ''}${parts.join('/')}`;
};

/** What stands in quotes at the start of `"/home/""x""" created`; undefined where nothing does. */
export const quotedPath = (text: string): string | undefined => {
  const found = /^"((?:[^"]|"")*)"/.exec(text);
  return found?.[1]?.replaceAll('""', '"');
};

export const quotePath = (path: string): string => `"${path.replaceAll('"', '""')}"`;
