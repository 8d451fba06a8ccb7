/** IDLE (RFC 2177): the server tells by itself what changes, until the client says DONE. */
import { lineText } from '../../../protocols/shared/mail/lines.ts';
import { sameText } from '../../../protocols/shared/text.ts';
import type { Act, Session } from './act.ts';

/** Milliseconds between looks at the disk: other programs may put mail there. */
const LOOK = 1000;

export const idle: Act = {
  in: 'inside',
  run: async (s, { arguments: a }) => {
    a.end();
    s.talk.say('+ DONE ends it');
    await s.talk.flush();
    const done = s.talk.line();
    const ended = done.then(
      () => true,
      () => true,
    );
    const timer = setInterval(() => s.folder?.mailbox.refresh().catch(() => {}), LOOK);
    try {
      while (!(await Promise.race([ended, changed(s)]))) await tell(s);
    } finally {
      clearInterval(timer);
      if (s.folder !== undefined) s.folder.onChange = undefined;
    }
    const line = await done;
    const isDone = line !== undefined && sameText(line, 0, lineText(line, 0, line.length), 'done');
    return isDone ? 'OK The waiting is over' : 'BAD Expected DONE';
  },
};

/** Resolves, with false, at the next change. */
const changed = ({ folder }: Session): Promise<boolean> =>
  new Promise((resolve) => {
    if (folder?.isChanged) resolve(false);
    else if (folder !== undefined) folder.onChange = () => resolve(false);
  });

const tell = async ({ folder, talk }: Session): Promise<void> => {
  for (const line of (await folder?.news(true)) ?? []) talk.say(line);
  await talk.flush();
};
