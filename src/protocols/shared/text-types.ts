/** Media types whose content is shown line by line, as Wireshark's. */

export const TEXT_TYPES: string[] = [
  'application/config',
  'application/x-config',
  'application/x-javascript',
  'application/javascript',
  'application/x-ns-proxy-autoconfig',
  'message/sipfrag',
  'text/css',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/richtext',
  'text/enriched',
  'text/parameters',
  'text/csv',
  'text/markdown',
  'text/event-stream',
  'text/vnd.wap.wml',
  'text/vnd.wap.wmlscript',
];
