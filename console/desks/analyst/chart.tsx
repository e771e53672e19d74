import { useEffect, useRef, useState } from 'react';
import type { ChartSpec } from './chart-library';
import { useT } from '../../texts';

type Library = typeof import('./chart-library');

/** A drawing of figures that stand in the table below as well. The library is fetched when the first chart is shown. */
export function Chart({ spec, label }: { spec: ChartSpec; label: string }) {
  const t = useT();
  const ground = useRef<HTMLDivElement>(null);
  const [library, setLibrary] = useState<Library | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('./chart-library').then((loaded) => !isGone && setLibrary(loaded));
    return () => {
      isGone = true;
    };
  }, []);
  useEffect(() => {
    const element = ground.current;
    if (element === null || library === null) return;
    return library.draw(element, spec);
  }, [library, spec]);
  return (
    <div className="chart" role="img" aria-label={label} ref={ground}>
      {library === null ? <span className="visually-hidden">{t('app.loading')}</span> : null}
    </div>
  );
}
