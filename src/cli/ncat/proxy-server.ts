import type { TlsOptions } from '../../io/tls/options.ts';
import { quit } from './quit.ts';
import type { Run } from './run.ts';
export const proxyMode = (_run: Run, _tls: TlsOptions | undefined): Promise<void> => Promise.reject(quit('later'));
