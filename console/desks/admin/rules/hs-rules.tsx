import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed, useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { EmptyState } from '../../../kit/states';
import type { Column } from '../../../kit/table';
import { FormDialog } from '../../../shared/form-dialog';
import { today } from '../../../shared/format';
import { ListTable } from '../../../shared/list-page';
import { useRole } from '../../../shared/session';
import { type TextKey, type Translate, useT } from '../../../texts';

type Rule = AnswerOf<'get', '/v1/hs-rules'>['items'][number];
const FLAGS = ['ineligible', 'export-duty', 'inspection'] as const;
type Flag = (typeof FLAGS)[number];

export function HsRules() {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const isAdmin = useRole('admin');
  const list = useList('/v1/hs-rules');
  return (
    <>
      {isAdmin && (
        <div className="toolbar">
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('rules.add-hs')}
          </Button>
        </div>
      )}
      <ListTable
        name={t('rules.hs')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('rules.hs-empty')}>{t('rules.hs-empty-text')}</EmptyState>}
      />
      {isAdding && <HsRuleDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function HsRuleDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [prefix, setPrefix] = useState('');
  const [flag, setFlag] = useState<Flag>('inspection');
  const [validFrom, setFrom] = useState(today());
  const [source, setSource] = useState('');
  const add = async () => {
    await api.post('/v1/hs-rules', { body: { prefix, flag, validFrom, source } });
    await refreshed('/v1/hs-rules');
    onClose();
  };
  return (
    <FormDialog
      title={t('rules.add-hs')}
      act={t('rules.add')}
      onSubmit={add}
      onClose={onClose}
      isDisabled={prefix === '' || source === ''}
    >
      <TextField label={t('rules.prefix')} value={prefix} onChange={setPrefix} isMono isRequired />
      <Select
        label={t('rules.flag')}
        choices={FLAGS.map((id) => ({ id, name: t(`rules.flag-${id}`) }))}
        value={flag}
        onChange={(id) => setFlag(id as Flag)}
      />
      <DayField label={t('rules.from')} value={validFrom} onChange={setFrom} />
      <TextField label={t('rules.source')} value={source} onChange={setSource} rows={2} isRequired />
    </FormDialog>
  );
}

const columnsOf = (t: Translate): Column<Rule>[] => [
  { id: 'prefix', name: t('rules.prefix'), width: 140, cell: ({ prefix }) => <span className="mono">{prefix}</span> },
  { id: 'flag', name: t('rules.flag'), width: 140, cell: ({ flag }) => t(`rules.flag-${flag}` as TextKey) },
  { id: 'from', name: t('rules.from'), width: 110, cell: ({ validFrom }) => validFrom },
  { id: 'to', name: t('rules.to'), width: 110, cell: ({ validTo }) => validTo ?? '–' },
  { id: 'refuses', name: t('rules.refuses-from'), width: 110, cell: ({ refusesFrom }) => refusesFrom ?? '–' },
  { id: 'source', name: t('rules.source'), cell: ({ source }) => <span title={source}>{source}</span> },
];
