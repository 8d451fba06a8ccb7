/** SendFile: a file of this person's goes to the other side, a few pieces at a time as they are taken; it can be stopped. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { base64 } from '../../../messages/base64.ts';
import { type Page, usePage } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { sizeText } from '../words.ts';

/** Bytes of a piece, and pieces that are on their way at once. */
const PIECE = 256 << 10;
const AT_ONCE = 4;

interface Going {
  readonly name: string;
  readonly size: number;
  readonly sent: number;
}

export const SendFile = ({ endpoint }: { readonly endpoint: number }) => {
  const page = usePage();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef(new AbortController());
  const [going, setGoing] = useState<Going | undefined>(undefined);
  useEffect(() => () => stop.current.abort(), [endpoint]);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    stop.current = new AbortController();
    sendAll(page, endpoint, file, stop.current.signal, setGoing).catch((error: Error) => page.change(tell(error.message)));
  };
  if (going !== undefined)
    return (
      <span
        class="going cap"
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={going.size}
        aria-valuenow={going.sent}
        aria-label={going.name}
      >
        <span class="el">{say('composer', 'fileGoes', { name: going.name, sent: sizeText(going.sent), size: sizeText(going.size) })}</span>
        <i style={{ width: `${(100 * going.sent) / Math.max(1, going.size)}%` }} />
        <button type="button" class="btn sm" onClick={() => stop.current.abort()}>
          {say('composer', 'stop')}
        </button>
      </span>
    );
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        class="file"
        onChange={(e) => {
          take(e.currentTarget.files?.[0]);
          e.currentTarget.value = '';
        }}
      />
      <button type="button" class="btn" title={say('composer', 'fileTitle')} onClick={() => input.current?.click()}>
        {say('composer', 'file')}
      </button>
    </>
  );
};

const sendAll = async (
  { asker }: Page,
  endpoint: number,
  file: File,
  signal: AbortSignal,
  told: (g: Going | undefined) => void,
): Promise<void> => {
  const { name, size } = file;
  const going: Promise<unknown>[] = [];
  try {
    for (let sent = 0; sent < size && !signal.aborted; sent += PIECE) {
      told({ name, size, sent });
      const piece = new Uint8Array(await file.slice(sent, sent + PIECE).arrayBuffer());
      const taken = asker.act({ act: 'send', endpoint, bytes: base64(piece) });
      // Its refusal is told when its turn comes.
      taken.catch(() => {});
      going.push(taken);
      if (going.length >= AT_ONCE) await going.shift();
    }
    await Promise.all(going);
  } finally {
    told(undefined);
  }
};
