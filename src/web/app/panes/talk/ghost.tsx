/** Ghost: what is typed and not sent stops short of the wire. Before anybody types, an example says where the line will stand. */
import { say } from '../../words/say.ts';

/** `next`: the packet that an example would become; 0: it is no example. */
export const Ghost = ({ text, next }: { readonly text: string; readonly next: number }) => (
  <>
    <div class="t" role="cell">
      <div class="say c">{next > 0 ? say('talk', 'yourLine') : text}</div>
      <span class="cap">{next > 0 ? say('talk', 'willBe', { number: String(next) }) : say('talk', 'typing')}</span>
    </div>
    <div class="gut" aria-hidden="true">
      <i class="thread c" />
      <span class="stop">✕</span>
    </div>
    <div class="lad" role="cell">
      <div class="lb">
        <b class="ink2">{say('talk', 'nothingSent')}</b> {say('talk', next > 0 ? 'grows' : 'unfinished')}
      </div>
    </div>
  </>
);
