import { grouped } from '../../../shared/format';
import { useT } from '../../../texts';

interface Counts {
  readonly broughtForward: number | null;
  readonly opened: number | null;
  readonly cleared: number | null;
  readonly carriedOver: number | null;
}

/** One line of arithmetic that a clerk can check. */
export function DaySum({ broughtForward, opened, cleared, carriedOver }: Counts) {
  const t = useT();
  const parts: readonly [string, string, number | null][] = [
    ['', t('day.brought-forward'), broughtForward],
    ['+', t('day.opened'), opened],
    ['−', t('day.cleared'), cleared],
    ['=', t('day.carried-over'), carriedOver],
  ];
  return (
    <p className="day-sum">
      {parts.map(([sign, name, count]) => (
        <span key={name}>
          {sign && <span aria-hidden="true">{sign}</span>} <span className="day-name">{name}</span>{' '}
          <strong>{grouped(count)}</strong>
        </span>
      ))}
    </p>
  );
}
