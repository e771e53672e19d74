import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed, useGet, useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { Skeleton } from '../../../kit/states';
import type { Column } from '../../../kit/table';
import { FailureState } from '../../../shared/failure';
import { today } from '../../../shared/format';
import { FormDialog } from '../../../shared/form-dialog';
import { ListTable } from '../../../shared/list-page';
import { Facts } from '../../../shared/page';
import { useRole } from '../../../shared/session';
import { LaneTag, wordOf } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';

type Policy = AnswerOf<'get', '/v1/lane-policies'>['items'][number];
const COLOURS = ['blue', 'yellow', 'red'] as const;
type Colour = (typeof COLOURS)[number];

/** The published rate with the commitment that lets anybody check a draw later, and what was really drawn under each version. */
export function RandomDraw() {
  const t = useT();
  const isAdmin = useRole('admin');
  const [isPublishing, setPublishing] = useState(false);
  const { data, error } = useGet('/v1/lane-policy');
  const list = useList('/v1/lane-policies');
  if (error) return <FailureState error={error} />;
  if (!data) return <Skeleton label={t('app.loading')} />;
  const { version, commitment } = data.data;
  return (
    <>
      <div className="section">
        <Facts
          columns={3}
          facts={[
            [t('rules.version'), version],
            [
              t('rules.commitment'),
              <span key="commitment" className="mono">
                {commitment}
              </span>,
            ],
            ...(isAdmin ? [['', <Publish key="publish" onPress={() => setPublishing(true)} />] as const] : []),
          ]}
        />
      </div>
      <ListTable name={t('rules.random')} query={list} columns={columnsOf(t)} keyOf={(one) => String(one.version)} />
      {isPublishing && <PolicyDialog version={version + 1} onClose={() => setPublishing(false)} />}
    </>
  );
}

function Publish({ onPress }: { onPress: () => void }) {
  const t = useT();
  return (
    <Button icon="plus" onPress={onPress}>
      {t('rules.publish-rate')}
    </Button>
  );
}

function PolicyDialog({ version, onClose }: { version: number; onClose: () => void }) {
  const t = useT();
  const [rate, setRate] = useState('');
  const [colour, setColour] = useState<Colour>('red');
  const [validFrom, setFrom] = useState(today);
  const [source, setSource] = useState('');
  const publish = async () => {
    await api.post('/v1/lane-policies', { body: { version, validFrom, rate: rate.trim(), colour, source } });
    await refreshed('/v1/lane-polic');
    onClose();
  };
  return (
    <FormDialog
      title={t('rules.publish-rate')}
      act={t('rules.dates-save')}
      onSubmit={publish}
      onClose={onClose}
      isDisabled={rate.trim() === '' || source.trim() === ''}
    >
      <TextField label={t('rules.rate')} value={rate} onChange={setRate} hint={t('rules.rate-hint')} autoFocus />
      <Select
        label={t('rules.colour')}
        choices={COLOURS.map((id) => ({ id, name: wordOf('lane', id) }))}
        value={colour}
        onChange={(id) => setColour(id as Colour)}
      />
      <DayField label={t('rules.from')} value={validFrom} onChange={setFrom} />
      <TextField label={t('rules.source')} value={source} onChange={setSource} rows={2} isRequired />
    </FormDialog>
  );
}

const columnsOf = (t: Translate): Column<Policy>[] => [
  { id: 'version', name: t('rules.version'), width: 64, cell: ({ version }) => version },
  { id: 'rate', name: t('rules.rate'), width: 80, align: 'right', cell: ({ rate }) => rate },
  { id: 'colour', name: t('rules.colour'), width: 140, cell: ({ colour }) => <LaneTag colour={colour} /> },
  { id: 'from', name: t('rules.from'), width: 110, cell: ({ validFrom }) => validFrom },
  {
    id: 'months',
    name: t('rules.drawn'),
    cell: ({ months }) =>
      months.map(({ month, drawn, picked, actualRate }) => `${month}: ${picked}/${drawn} (${actualRate})`).join(' · '),
  },
  { id: 'source', name: t('rules.source'), width: 220, cell: ({ source }) => <span title={source}>{source}</span> },
];
