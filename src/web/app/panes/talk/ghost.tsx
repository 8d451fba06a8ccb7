/** Ghost: what is typed and not sent stops short of the wire. */
import { say } from '../../words/say.ts';

export const Ghost = ({ text }: { readonly text: string }) => (
  <>
    <div class="t">
      <div class="say c">{text}</div>
      <span class="cap">{say('talk', 'typing')}</span>
    </div>
    <div class="gut">
      <i class="thread c" />
      <span class="stop" aria-hidden="true">
        ✕
      </span>
    </div>
    <div class="lad">
      <div class="lb">
        <b class="ink2">{say('talk', 'nothingSent')}</b> {say('talk', 'unfinished')}
      </div>
    </div>
  </>
);
