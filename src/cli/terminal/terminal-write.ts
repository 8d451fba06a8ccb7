/** Writing what came from elsewhere to a terminal: through the program's own output, which makes visible what would steer it. */
import { countedWrite } from '../../io/channels/counted-write.ts';
import type { OpenWrite } from '../../io/channels/half.ts';
import type { Output } from '../command/output.ts';

export const terminalWrite = (out: Output): OpenWrite =>
  countedWrite(
    (bytes, written) => {
      out.untrusted(bytes);
      out.ready().then(() => written(), written);
    },
    () => out.drained(),
  );
