/** A unit of systemd that starts services with the machine and keeps them running: what makes a daemon of a server. */

/** `words`: the program and what was typed after it. */
export const serviceUnit = (words: readonly string[]): readonly string[] => [
  '[Unit]',
  'Description=wirecat serve',
  'After=network-online.target',
  'Wants=network-online.target',
  '',
  '[Service]',
  `ExecStart=${words.map(quoted).join(' ')}`,
  'Restart=on-failure',
  'DynamicUser=yes',
  'AmbientCapabilities=CAP_NET_BIND_SERVICE',
  'NoNewPrivileges=yes',
  'ProtectSystem=strict',
  'ProtectHome=read-only',
  '',
  '[Install]',
  'WantedBy=multi-user.target',
];

/** As systemd.service(5) reads command lines: % and $ stand for themselves when doubled. */
const quoted = (word: string): string => {
  const safe = word.replace(/[\\"]/g, '\\$&').replace(/[%$]/g, '$&$&').replace(/\n/g, '\\n');
  return /^[\w@:,./=+-]+$/.test(word) ? word : `"${safe}"`;
};
