import { useGet } from '../../../api/query';
import { useQueryParams } from '../../../shared/location';
import { useT } from '../../../texts';
import './ladder.css';

/** Age bands as the service counts them, each with the age from which the list shows it. */
const BANDS = [
  { id: '0-3', from: undefined },
  { id: '4-7', from: '3' },
  { id: '8-14', from: '7' },
  { id: '15-30', from: '14' },
  { id: 'over-30', from: '30' },
] as const;

interface Counted {
  readonly age?: string;
  readonly broker?: string | null;
  readonly brokerName?: string | null;
  readonly declarations?: number;
}

const countedOf = (answer: unknown): readonly Counted[] =>
  ((answer as { rows?: readonly Counted[] } | undefined)?.rows ?? []).filter(({ age }) => age !== undefined);

/** Declarations by age band and firm. */
export function LadderBands({ market }: { market: string | undefined }) {
  const t = useT();
  const [query, change] = useQueryParams();
  const counts = useGet('/v1/released-not-closed', {
    query: { ...(market ? { market } : {}), by: 'age,broker' } as never,
  });
  const rows = countedOf(counts.data?.data);
  if (rows.length === 0) return null;
  const firms = new Map(rows.map(({ broker, brokerName }) => [broker ?? '', brokerName ?? '–']));
  const countOf = (firm: string | null, band: string): number =>
    rows
      .filter(({ broker, age }) => age === band && (firm === null || (broker ?? '') === firm))
      .reduce((sum, { declarations = 0 }) => sum + declarations, 0);
  const cell = (firm: string | null, band: (typeof BANDS)[number]) => {
    const count = countOf(firm, band.id);
    if (count === 0) return <span className="dim">0</span>;
    const isOn = query['age'] !== undefined && query['age'] === band.from && (query['broker'] ?? null) === firm;
    return (
      <button
        type="button"
        className="band"
        aria-pressed={isOn}
        onClick={() => change({ age: band.from, broker: firm ?? undefined, row: undefined })}
      >
        {count}
      </button>
    );
  };
  return (
    <table className="table bands">
      <caption>{t('ladder.bands')}</caption>
      <colgroup>
        <col width={260} />
      </colgroup>
      <Head />
      <tbody>
        {[...firms].map(([firm, name]) => (
          <tr key={firm}>
            <th scope="row">{name}</th>
            {BANDS.map((band) => (
              <td key={band.id} className="number">
                {cell(firm, band)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('ladder.all')}</th>
          {BANDS.map((band) => (
            <td key={band.id} className="number">
              {cell(null, band)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function Head() {
  const t = useT();
  return (
    <thead>
      <tr>
        <th scope="col">{t('queue.broker')}</th>
        {BANDS.map(({ id }) => (
          <th key={id} scope="col" className="number">
            {t(`ladder.band.${id}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
