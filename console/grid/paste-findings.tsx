import { Button } from '../kit/button';
import { Checkbox } from '../kit/fields/checkbox';
import { Icon } from '../kit/icon';
import { useT } from '../texts';
import { headOf } from './columns';
import type { PastedCell, PasteReading } from './paste';
import type { GoodsField } from './rows';
import type { PasteState } from './use-paste';

const SHOWN = 50;
const GROUPS_SHOWN = 4;

interface PasteProblemsProps {
  readonly reading: PasteReading;
  readonly state: PasteState;
  readonly gaps: readonly GoodsField[];
}

/** What needs a look, each kind once with its number, and what may be done about it for all rows at once. */
export function PasteProblems({ reading, state, gaps }: PasteProblemsProps) {
  const t = useT();
  const nine = reading.problems.filter(({ problem }) => problem === 'nine-digits');
  const rest = groupsOf(reading.problems.filter(({ problem }) => problem !== 'nine-digits'));
  if (nine.length === 0 && rest.length === 0 && gaps.length === 0) return null;
  return (
    <ul className="paste-problems">
      {reading.problems.length > 0 ? (
        <li className="paste-problem-count">
          <Icon name="warning" /> {t('paste.problems', { count: reading.problems.length })}
        </li>
      ) : null}
      {nine.length > 0 ? (
        <li>
          {t('paste.nine-digits', { count: nine.length })}{' '}
          <Button onPress={() => state.setPad(true)}>{t('paste.pad')}</Button>
        </li>
      ) : null}
      {rest.slice(0, GROUPS_SHOWN).map(({ cell, count }) => (
        <li key={`${cell.field} ${cell.typed}`}>
          {cell.problem === 'not-listed'
            ? t('paste.not-listed', { typed: cell.typed, field: t(headOf(cell.field)), count })
            : t('paste.problem', {
                cell: t('grid.cell', { field: t(headOf(cell.field)), line: cell.row + 1 }),
                typed: cell.typed,
                problem: cell.problem === null ? '' : t(`grid.problem.${cell.problem}`),
              })}
        </li>
      ))}
      {gaps.length > 0 ? (
        <li>
          <Checkbox isSelected={state.fillGaps} onChange={state.setFillGaps}>
            {t('paste.gaps', { fields: gaps.map((field) => t(headOf(field))).join('、') })}
          </Checkbox>
        </li>
      ) : null}
    </ul>
  );
}

/** One entry for each text that is not understood in a column. */
function groupsOf(cells: readonly PastedCell[]): readonly { cell: PastedCell; count: number }[] {
  const groups = new Map<string, { cell: PastedCell; count: number }>();
  for (const cell of cells) {
    const key = `${cell.field} ${cell.typed}`;
    groups.set(key, { cell, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()].sort((one, other) => other.count - one.count);
}

export function PasteChanges({ changed }: { changed: readonly PastedCell[] }) {
  const t = useT();
  if (changed.length === 0) return null;
  return (
    <details className="paste-changes">
      <summary>
        {t('paste.changed', { count: changed.length })} · {t('paste.show-changed')}
      </summary>
      <ul>
        {changed.slice(0, SHOWN).map(({ row, field, typed, value }) => (
          <li key={`${row} ${field}`}>
            {t('paste.change', {
              cell: t('grid.cell', { field: t(headOf(field)), line: row + 1 }),
              typed,
              value,
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
