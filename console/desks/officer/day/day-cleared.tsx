import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed, useGet, useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { useShortcuts } from '../../../kit/shortcuts';
import { Notice } from '../../../kit/states';
import { TextField } from '../../../kit/fields/field';
import { FailureNotice } from '../../../shared/failure';
import { Facts, Section } from '../../../shared/page';
import { CopyButton } from '../../../shared/copy';
import { Instant } from '../../../shared/trade';
import { useT } from '../../../texts';
import { DayItems } from './day-items';
import { DaySum } from './day-sum';
import { PrintHead } from '../../../shared/print-head';
import { printed } from '../../../shared/printed';

type Run = AnswerOf<'get', '/v1/clearance-runs/{market}/{date}'>;

/** A finished day: its arithmetic, its proof, who signed it, what was open, and what was known later. */
export function ClearedDay({ run }: { run: Run }) {
  const t = useT();
  const path = { market: run.market, date: run.date };
  const items = useList('/v1/clearance-runs/{market}/{date}/items', { path });
  const print = () => void printed(items);
  useShortcuts([{ keys: 'Ctrl P', name: t('print.page'), run: print }]);
  return (
    <div className="columns columns-main day">
      <div>
        <PrintHead title={t('print.day', { day: run.date, market: run.market })} digest={run.digest} />
        <Section
          title={t('day.result')}
          action={
            <Button icon="print" hint="Ctrl P" onPress={print}>
              {t('print.page')}
            </Button>
          }
        >
          <DaySum {...run} />
          {(run.excluded ?? []).length === 0 ? null : (
            <Notice tone="warning">
              {(run.excluded ?? []).map(({ broker, brokerName, reason }) => (
                <p key={broker}>
                  {t('day.excluded', { firm: brokerName ?? broker ?? '' })} {reason}
                </p>
              ))}
            </Notice>
          )}
        </Section>
        <DayItems
          items={items.rows}
          total={run.itemsTotal}
          isLoading={items.isLoading}
          onEnd={items.hasNextPage ? () => void items.fetchNextPage() : undefined}
        />
      </div>
      <div>
        <Proof run={run} />
        <SignOff run={run} />
        <Revisions run={run} />
      </div>
    </div>
  );
}

/** Computes the digest again from the frozen rows: the page does not say that a day is unchanged, it shows it. */
function Proof({ run }: { run: Run }) {
  const t = useT();
  const [isAsked, setAsked] = useState(false);
  const proof = useGet(
    '/v1/clearance-runs/{market}/{date}/proof',
    { path: { market: run.market, date: run.date } },
    { enabled: isAsked, staleTime: 0 },
  );
  const found = isAsked ? proof.data?.data : undefined;
  useShortcuts([{ keys: 'P', name: t('day.prove'), run: () => setAsked(true) }]);
  return (
    <Section
      title={t('day.proof')}
      action={
        <Button icon="merge" hint="P" onPress={() => (isAsked ? void proof.refetch() : setAsked(true))}>
          {t('day.prove')}
        </Button>
      }
    >
      <FailureNotice error={proof.error} />
      {found === undefined ? null : (
        <Notice tone={found.verification?.valid ? 'done' : 'error'}>
          {t(found.verification?.valid ? 'day.equal' : 'day.different')}
          <p className="mono digest">{found.verification?.recomputed}</p>
        </Notice>
      )}
      <Facts
        columns={1}
        facts={[
          [t('day.cut-off'), <Instant key="cut-off" at={run.cutOffAt} />],
          [t('day.finished'), <Instant key="finished" at={run.finishedAt} />],
          [t('day.worker'), `${run.worker ?? ''} ${run.codeVersion ?? ''}`],
          [t('day.digest'), <Digest key="digest" text={run.digest ?? ''} />],
          ...(found?.facts ?? []).map(({ fact, known, arrivedAfter }): [string, string] => [
            t(`day.facts.${fact}` as 'day.facts.receipts'),
            t('day.known', { known, late: arrivedAfter }),
          ]),
        ]}
      />
    </Section>
  );
}

const Digest = ({ text }: { text: string }) => (
  <span className="mono digest">
    {text} <CopyButton text={text} />
  </span>
);

function SignOff({ run }: { run: Run }) {
  const t = useT();
  const [remarks, setRemarks] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const sign = async (): Promise<void> => {
    setBusy(true);
    try {
      const path = { market: run.market, date: run.date };
      const body = remarks.trim() === '' ? {} : { remarks: remarks.trim() };
      await api.post('/v1/clearance-runs/{market}/{date}/sign-off', { path, body });
      await refreshed('/v1/clearance-runs');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('day.sign-off')}>
      <FailureNotice error={error} />
      {run.signOffs.map(({ id, by, signedAt, remarks: text }) => (
        <p key={id}>
          ✓ {by} <Instant at={signedAt} /> {text}
        </p>
      ))}
      <form
        className="form-stack no-print"
        onSubmit={(event) => {
          event.preventDefault();
          void sign();
        }}
      >
        <TextField label={t('day.remarks')} value={remarks} onChange={setRemarks} maxLength={500} />
        <div className="form-acts">
          <Button kind="primary" type="submit" icon="check" isDisabled={isBusy}>
            {t('day.sign')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** What a rerun found that the official result does not have. */
function Revisions({ run }: { run: Run }) {
  const t = useT();
  const later = run.revisions.filter(({ official }) => !official);
  return (
    <Section title={t('day.revisions', { count: later.length })}>
      {later.length === 0 ? <p className="dim">{t('day.no-revisions')}</p> : null}
      {later.map(({ id, revision, finishedAt, askedBy, reason, difference, carriedOver }) => (
        <p key={id}>
          {t('day.revision', { number: revision })} {askedBy} <Instant at={finishedAt} /> {reason}
          <span className="dim">
            {' '}
            {t('day.carried-over')} {carriedOver}
            {difference
              ? ` · ${t('day.difference', { added: difference.added, gone: difference.gone, changed: difference.changed + difference.moved })}`
              : ''}
          </span>
        </p>
      ))}
    </Section>
  );
}
