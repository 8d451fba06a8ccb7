/** The system's services file (services(5)), for those who must name ports as other programs of this machine do. */
import { readFileSync } from 'node:fs';
import { type ServiceName, servicesIndex } from '../../core/services-table.ts';

const rows = (): readonly ServiceName[] => fileText().split('\n').flatMap(parseLine);

/** Read when first asked; empty where there is no file. Names are as they are written there. */
export const systemServices = servicesIndex(rows);

const fileText = (): string => {
  const file = process.platform === 'win32' ? `${process.env['SystemRoot']}\\System32\\drivers\\etc\\services` : '/etc/services';
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

/** `http  80/tcp  www  # a comment`. */
const parseLine = (line: string): readonly ServiceName[] => {
  const [name = '', where = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
  const [, port, transport] = /^(\d+)\/(tcp|udp)$/.exec(where) ?? [];
  if (port === undefined || (transport !== 'tcp' && transport !== 'udp')) return [];
  return [{ name, port: Number(port), transports: [transport], aliases }];
};
