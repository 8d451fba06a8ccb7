/** Lazy: the statistics and their plots come when somebody opens them. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { usePage, usePicked } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import type { StatisticsProps } from './statistics.tsx';

export const Statistics = (props: StatisticsProps) => {
  const { change } = usePage();
  const isOpen = usePicked((s) => s.overlay === 'statistics');
  const [It, setIt] = useState<ComponentType<StatisticsProps> | undefined>(undefined);
  useEffect(() => {
    if (!isOpen || It !== undefined) return;
    import('./statistics.tsx').then(
      (m) => setIt(() => m.StatisticsSheet),
      () => change(tell(say('statistics', 'notLoaded'))),
    );
  }, [isOpen, It, change]);
  return isOpen && It !== undefined ? <It {...props} /> : null;
};
