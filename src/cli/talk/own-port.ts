/** A host alone stands for a command's own port there. */
export const withPort = (words: readonly string[], port: string): readonly string[] => {
  const [host = ''] = words;
  const isHost =
    words.length === 1 &&
    (/^[\w.-]+$/.test(host) || /^\[[\da-fA-F:.%]+\]$/.test(host) || /^[\da-fA-F]*:[\da-fA-F:]*:[\da-fA-F:]*$/.test(host)) &&
    !/^\d{1,5}$/.test(host);
  return isHost ? [host, port] : words;
};
