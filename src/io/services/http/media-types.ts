/** Media types of files by the end of their name (RFC 9110 §8.3, the IANA registry). */

const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  bz2: 'application/x-bzip2',
  c: 'text/plain',
  cap: 'application/vnd.tcpdump.pcap',
  css: 'text/css',
  csv: 'text/csv',
  flac: 'audio/flac',
  gif: 'image/gif',
  gz: 'application/gzip',
  h: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  ico: 'image/vnd.microsoft.icon',
  ics: 'text/calendar',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  log: 'text/plain',
  m4a: 'audio/mp4',
  map: 'application/json',
  md: 'text/markdown',
  mjs: 'text/javascript',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  ogv: 'video/ogg',
  otf: 'font/otf',
  pcap: 'application/vnd.tcpdump.pcap',
  pdf: 'application/pdf',
  png: 'image/png',
  py: 'text/x-python',
  sh: 'text/x-shellscript',
  svg: 'image/svg+xml',
  tar: 'application/x-tar',
  tgz: 'application/gzip',
  ts: 'text/plain',
  ttf: 'font/ttf',
  txt: 'text/plain',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webm: 'video/webm',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
  xhtml: 'application/xhtml+xml',
  xml: 'text/xml',
  xz: 'application/x-xz',
  zip: 'application/zip',
  zst: 'application/zstd',
};

const DECLARED = new Map(Object.entries(TYPES));

/** Text is taken for UTF-8. */
export const mediaType = (name: string): string => {
  const dot = name.lastIndexOf('.');
  const type = dot <= 0 ? undefined : DECLARED.get(name.slice(dot + 1).toLowerCase());
  if (type === undefined)
    return /^(?:readme|license|changelog|makefile)$/i.test(name) ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
};

/** Becomes notably shorter when it is packed. */
export const isCompressible = (type: string): boolean => /^text\/|^application\/(?:json|wasm|xhtml)|^image\/(?:svg|bmp)/.test(type);
