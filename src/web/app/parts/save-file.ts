/** Save file: what was made here, or by the server, goes to the disk of whoever looks. */
import { say, spoken } from '../words/say.ts';

export const saveFile = (name: string, type: string, text: string): void => saveBlob(name, new Blob([text], { type }));

export const saveFrom = (url: string, name: string): void => {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
};

/** What the server makes of packets is here whole before it is kept: it may refuse, and then says why. */
export const saveMade = async (url: string, name: string): Promise<void> => {
  const answer = await fetch(url, { headers: { 'accept-language': spoken().language } }).catch(() => {
    throw new Error(say('app', 'lost'));
  });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  saveBlob(name, await answer.blob());
};

const saveBlob = (name: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob);
  saveFrom(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
