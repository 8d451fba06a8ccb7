/** Open file: a capture of this person's goes to the server, which shows it. */
import type { Page } from '../state/page.ts';
import { show, tell } from '../state/page-state.ts';
import { say, spoken } from '../words/say.ts';

export const openFile = (page: Page, file: File): void => {
  if (page.store.state.isSaved) {
    page.change(tell(say('app', 'saved')));
    return;
  }
  send(file).then(
    (capture) => page.change((s) => show('captures')({ ...s, capture })),
    (error: unknown) => page.change(tell(error instanceof Error ? error.message : say('app', 'notOpened'))),
  );
};

const send = async (file: File): Promise<number> => {
  const answer = await fetch(`/capture?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'accept-language': spoken().language },
    body: file,
  });
  if (answer.status === 403) throw new Error(say('app', 'looksOn'));
  const { capture, error } = (await answer.json()) as { readonly capture?: number; readonly error?: string };
  if (capture === undefined) throw new Error(error ?? say('app', 'notOpened'));
  return capture;
};
