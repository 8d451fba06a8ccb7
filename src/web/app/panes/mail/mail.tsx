/** Mail: the inbox of the mail services, and the mail that was chosen. */
import { useEffect, useState } from 'preact/hooks';
import type { MailRow, MailText } from '../../../messages/messages.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { say, spoken } from '../../words/say.ts';

/** Milliseconds between two looks. */
const PACE = 2000;

export const Mail = () => {
  const { asker } = usePage();
  const link = usePicked((s) => s.link);
  const said = usePicked((s) => s.desk.endpoints.reduce((n, e) => n + e.toServer, 0));
  const [rows, setRows] = useState<readonly MailRow[]>([]);
  const [uid, setUid] = useState(0);
  useEffect(() => {
    const look = (): void => {
      asker.ask({ what: 'mails' }).then(setRows, () => {});
    };
    look();
    const timer = setInterval(look, PACE);
    return () => clearInterval(timer);
  }, [asker, link, said]);
  if (rows.length === 0)
    return (
      <div class="empty">
        <h2>{say('mail', 'none')}</h2>
        <p>{say('mail', 'noneSays')}</p>
      </div>
    );
  return (
    <div class="mail">
      <ul class="mails" aria-label={say('mail', 'inbox')}>
        {rows.map((row) => (
          <li key={row.uid}>
            <button
              type="button"
              class={`it ${row.uid === uid ? 'on' : ''}`}
              aria-pressed={row.uid === uid}
              onClick={() => setUid(row.uid)}
            >
              <span class="el">{row.isNew ? <b>{subjectOf(row)}</b> : subjectOf(row)}</span>
              <span class="x">{row.isNew ? say('mail', 'isNew') : ''}</span>
              <span class="cap el">{[row.from, timeOf(row.received)].filter((t) => t !== '').join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      <Text uid={uid} />
    </div>
  );
};

/** As it is written where somebody is, in that language. */
const localOf = (language: string): string => navigator.languages.find((one) => one.startsWith(language)) ?? language;

const subjectOf = ({ subject }: MailRow): string => (subject === '' ? say('mail', 'noSubject') : subject);
const timeOf = (at: number): string =>
  new Date(at).toLocaleString(localOf(spoken().language), { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const Text = ({ uid }: { readonly uid: number }) => {
  const { asker } = usePage();
  const [mail, setMail] = useState<MailText | undefined>(undefined);
  const [isHead, setHead] = useState(false);
  useEffect(() => {
    if (uid > 0) asker.ask({ what: 'mail', uid }).then(setMail, () => setMail(undefined));
  }, [asker, uid]);
  if (mail === undefined) return <p class="cap choose">{say('mail', 'choose')}</p>;
  return (
    <article class="letter" aria-label={subjectOf(mail)}>
      <h2>{subjectOf(mail)}</h2>
      <p class="cap">
        {mail.from !== '' && `${say('mail', 'from')}: ${mail.from} · `}
        {mail.to !== '' && `${say('mail', 'to')}: ${mail.to} · `}
        {timeOf(mail.received)} · {say('mail', 'size', { bytes: mail.size })}
      </p>
      {mail.attachments.length > 0 && <p class="cap">{say('mail', 'attachments', { names: mail.attachments })}</p>}
      <div class="seg" role="group" aria-label={say('mail', 'text')}>
        {([false, true] as const).map((head) => (
          <button type="button" key={String(head)} aria-pressed={isHead === head} onClick={() => setHead(head)}>
            {say('mail', head ? 'head' : 'text')}
          </button>
        ))}
      </div>
      <pre>{isHead ? mail.head : mail.text}</pre>
    </article>
  );
};
