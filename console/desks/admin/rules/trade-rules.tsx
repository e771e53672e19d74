import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed, useGet, useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import type { Column } from '../../../kit/table';
import { Tag } from '../../../kit/tag';
import { FormDialog } from '../../../shared/form-dialog';
import { ListTable } from '../../../shared/list-page';
import { Link } from '../../../shared/location';
import { useRole } from '../../../shared/session';
import { type TextKey, type Translate, useT } from '../../../texts';

type Rule = AnswerOf<'get', '/v1/trade-rules'>['items'][number];

export function TradeRules() {
  const t = useT();
  const [dating, setDating] = useState<Rule | null>(null);
  const isAdmin = useRole('admin');
  const list = useList('/v1/trade-rules', { query: { announced: true } });
  return (
    <>
      <ListTable
        name={t('rules.trade')}
        query={list}
        columns={columnsOf(t, isAdmin ? setDating : null)}
        keyOf={({ code }) => code}
      />
      {dating && <DatesDialog rule={dating} onClose={() => setDating(null)} />}
    </>
  );
}

/** From which day a rule holds and refuses; the drafts it will hit stand beside it before it is announced. */
function DatesDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const t = useT();
  const { code, dates } = rule;
  const [validFrom, setFrom] = useState(dates?.validFrom ?? '');
  const [validTo, setTo] = useState(dates?.validTo ?? '');
  const [refusesFrom, setRefuses] = useState(dates?.refusesFrom ?? '');
  const [source, setSource] = useState(dates?.source ?? '');
  const { data } = useGet('/v1/trade-rules/{code}/drafts', { path: { code } });
  const drafts = data?.data.items ?? [];
  const announce = async () => {
    const days = {
      ...(validFrom ? { validFrom } : {}),
      ...(validTo ? { validTo } : {}),
      ...(refusesFrom ? { refusesFrom } : {}),
    };
    await api.post('/v1/trade-rules', { body: { code, version: (dates?.version ?? 0) + 1, source, ...days } as never });
    await refreshed('/v1/trade-rules');
    onClose();
  };
  return (
    <FormDialog
      title={t('rules.dates-of', { code })}
      act={t('rules.dates-save')}
      onSubmit={announce}
      onClose={onClose}
      isDisabled={source === ''}
      size="medium"
    >
      <div className="form-grid">
        <DayField label={t('rules.from')} value={validFrom} onChange={setFrom} />
        <DayField label={t('rules.to')} value={validTo} onChange={setTo} />
        <DayField label={t('rules.refuses-from')} value={refusesFrom} onChange={setRefuses} />
      </div>
      <TextField label={t('rules.source')} value={source} onChange={setSource} isRequired rows={2} />
      <div>
        <h3>
          {t('rules.affected')} {data && drafts.length}
        </h3>
        {data && drafts.length === 0 && <p className="dim">{t('rules.affected-none')}</p>}
        <ul className="plain-list">
          {drafts.slice(0, 20).map(({ id, reference, findings }) => (
            <li key={id}>
              <Link href={`/declarations/${id}`}>{reference}</Link> <span className="dim">{findings[0]?.message}</span>
            </li>
          ))}
        </ul>
      </div>
    </FormDialog>
  );
}

const columnsOf = (t: Translate, date: ((rule: Rule) => void) | null): Column<Rule>[] => [
  { id: 'code', name: t('rules.code'), width: 200, cell: ({ code }) => <span className="mono">{code}</span> },
  { id: 'text', name: t('rules.text'), cell: ({ message, remedy }) => <span title={remedy}>{message}</span> },
  {
    id: 'severity',
    name: t('rules.severity'),
    width: 84,
    cell: ({ severity }) => (
      <Tag tone={severity === 'error' ? 'red' : 'yellow'} icon={severity === 'error' ? 'error' : 'warning'}>
        {t(`rules.severity-${severity}` as TextKey)}
      </Tag>
    ),
  },
  { id: 'force', name: t('rules.in-force'), width: 64, cell: ({ inForce }) => (inForce ? '✓' : '–') },
  { id: 'from', name: t('rules.from'), width: 92, cell: ({ dates }) => dates?.validFrom ?? '–' },
  { id: 'refuses', name: t('rules.refuses-from'), width: 92, cell: ({ dates }) => dates?.refusesFrom ?? '–' },
  { id: 'source', name: t('rules.source'), width: 240, cell: ({ source }) => <span title={source}>{source}</span> },
  {
    id: 'dates',
    name: '',
    width: 92,
    cell: (rule) =>
      rule.dates && date ? (
        <Button kind="quiet" onPress={() => date(rule)}>
          {t('rules.dates')}
        </Button>
      ) : null,
  },
];
