import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed, useGet } from '../../../api/query';
import { Button } from '../../../kit/button';
import { Notice, Skeleton } from '../../../kit/states';
import { FailureNotice, FailureState } from '../../../shared/failure';
import { shortInstant, timeToSecond } from '../../../shared/format';
import { Section } from '../../../shared/page';
import { useT } from '../../../texts';
import { DayItems } from './day-items';
import { DaySum } from './day-sum';

interface PreviewResult {
  readonly broughtForward: number;
  readonly opened: number;
  readonly cleared: number;
  readonly carriedOver: number;
}

/** A day that is not closed: what a run would freeze now, and marked so. */
export function DayPreview({ market, date, state }: { market: string; date: string; state?: string }) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const path = { kind: 'daily-clearance', market, period: date };
  const preview = useGet('/v1/periods/{kind}/{market}/{period}/preview', { path }, { refetchInterval: 30_000 });
  if (preview.error) return <FailureState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <Skeleton label={t('app.loading')} />;
  const { asOf, dueAt, isOver, result, content } = preview.data.data;
  const { items = [], itemsTotal = 0 } = content as { items?: readonly unknown[]; itemsTotal?: number };
  const run = async (): Promise<void> => {
    try {
      await api.post('/v1/clearance-runs', { body: { market, date } });
      await refreshed('/v1/clearance-runs');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <div className="scroll">
      <Section
        title={t('day.preview')}
        action={
          isOver ? (
            <Button kind="primary" onPress={() => void run()}>
              {t('day.run')}
            </Button>
          ) : undefined
        }
      >
        <FailureNotice error={error} />
        <Notice tone="info">
          {t(isOver ? 'day.not-run' : 'day.not-over', { time: timeToSecond(new Date(asOf)), due: shortInstant(dueAt) })}
          {state ? ` ${t('day.state', { state })}` : ''}
        </Notice>
        <DaySum {...(result as unknown as PreviewResult)} />
      </Section>
      <DayItems items={items} total={itemsTotal} isLoading={false} />
    </div>
  );
}
