/** Checksum: how it is worked out, word by word, as one does on paper. */
import type { PacketChecksum } from '../../../messages/packet.ts';
import { say } from '../../words/say.ts';

const SAYS: Readonly<Record<string, 'pseudo' | 'header' | 'data'>> = { 'pseudo header': 'pseudo', header: 'header', data: 'data' };

const saysOf = (title: string): string => {
  const key = SAYS[title];
  return key === undefined ? '' : say('poster', key);
};

export const Checksum = ({ work }: { readonly work: PacketChecksum }) => {
  const steps = work.groups.length;
  return (
    <section class="checksum">
      <h2>{work.title}</h2>
      <ol>
        {work.groups.map((group) => (
          <li key={group.title}>
            {saysOf(group.title)}
            {group.rows.map((row, k) => (
              <div class="sum m" key={k}>
                <span>{row.words}</span>
                <span class="dim">+{row.sum}</span>
                <b>{row.total}</b>
              </div>
            ))}
          </li>
        ))}
        {steps > 0 && (
          <li>
            {say('poster', 'over')} <span class="m">{work.folds.join('; ') || say('poster', 'nothing')}</span>
          </li>
        )}
        {steps > 0 && (
          <li>
            {say('poster', 'flip')} <b class="m">{work.complement}</b>
          </li>
        )}
      </ol>
      <p class={work.verdict === 'wrong' ? 'f' : ''}>
        {work.verdict === 'right' ? '✓ ' : work.verdict === 'wrong' ? '✕ ' : ''}
        {say('poster', 'frameSays')} <b class="m">{work.found}</b>: {work.says}
        {work.note !== '' && `, ${work.note}`}
      </p>
    </section>
  );
};
