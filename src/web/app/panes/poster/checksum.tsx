/** Checksum: how it is worked out, word by word, as one does on paper. */
import type { PacketChecksum } from '../../../messages/packet.ts';

const SAYS: Readonly<Record<string, string>> = {
  'pseudo header': 'Put a pseudo header in front: it is summed, never sent.',
  header: 'Add the header, its checksum taken as 0.',
  data: 'Add the data.',
};

export const Checksum = ({ work }: { readonly work: PacketChecksum }) => {
  const steps = work.groups.length;
  return (
    <section class="checksum">
      <h2>{work.title}</h2>
      <ol>
        {work.groups.map((group) => (
          <li key={group.title}>
            {SAYS[group.title]}
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
            Add what ran over: <span class="m">{work.folds.join('; ') || 'nothing'}</span>
          </li>
        )}
        {steps > 0 && (
          <li>
            Flip every bit: <b class="m">{work.complement}</b>
          </li>
        )}
      </ol>
      <p class={work.verdict === 'wrong' ? 'f' : ''}>
        {work.verdict === 'right' ? '✓ ' : work.verdict === 'wrong' ? '✕ ' : ''}
        the frame says <b class="m">{work.found}</b>: {work.verdict}
        {work.note !== '' && `, ${work.note}`}
      </p>
    </section>
  );
};
