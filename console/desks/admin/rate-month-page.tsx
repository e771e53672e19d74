import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useGet } from '../../api/query';
import { Button } from '../../kit/button';
import { Checkbox } from '../../kit/fields/checkbox';
import { Notice, Skeleton } from '../../kit/states';
import { useShortcuts } from '../../kit/shortcuts';
import { showToast } from '../../kit/overlays/toast';
import { FailureNotice } from '../../shared/failure';
import { Page, ToolbarSpace } from '../../shared/page';
import { useT } from '../../texts';
import './admin.css';
import { pastedRates, type Rate } from './pasted-rates';

const LARGE_PERCENT = 5;

const monthBefore = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const before = new Date(Date.UTC(year, number - 2, 1));
  return before.toISOString().slice(0, 7);
};

/** More months than customs has published rates for. */
const MONTHS_MAX = 500;

/** The rates of one month, with what each has moved since the month before. */
export function RateMonthPage() {
  const t = useT();
  const { month } = useParams({ strict: false }) as { month: string };
  const months = useGet('/v1/rates', { query: { limit: MONTHS_MAX } });
  const has = (one: string): boolean => months.data?.data.items.some((each) => each.month === one) === true;
  const now = useGet('/v1/rates/{month}', { path: { month } }, { enabled: has(month) });
  const earlier = monthBefore(month);
  const before = useGet('/v1/rates/{month}', { path: { month: earlier } }, { enabled: has(earlier) });
  useShortcuts([{ keys: 'Esc', name: t('keys.back'), run: () => window.history.back() }]);
  const title = t('rates.page-title', { month });
  const error = months.error ?? now.error ?? before.error;
  if (error) return <Page title={title}>{<FailureNotice error={error} />}</Page>;
  const held = now.data?.data.month === month ? now.data : null;
  const former = before.data?.data.month === earlier ? before.data.data.rates : null;
  const isWaiting = !months.data || (has(month) && !held) || (has(earlier) && !former);
  if (isWaiting) return <Page title={title}>{<Skeleton label={t('app.loading')} />}</Page>;
  return (
    <RateForm
      key={held?.etag ?? 'new'}
      month={month}
      rates={held?.data.rates ?? former ?? []}
      former={former ?? []}
      etag={held?.etag}
    />
  );
}

interface FormProps {
  readonly month: string;
  readonly rates: readonly Rate[];
  readonly former: readonly Rate[];
  readonly etag: string | undefined;
}

function RateForm({ month, rates: given, former, etag }: FormProps) {
  const t = useT();
  const [rates, setRates] = useState(given);
  const [isConfirmed, setConfirmed] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isLarge = rates.some((rate) => isLargeChange(rate, former));
  const change = (index: number, part: keyof Rate, text: string) =>
    setRates(rates.map((rate, at) => (at === index ? { ...rate, [part]: text } : rate)));
  const save = async () => {
    setError(null);
    try {
      const body = { rates: rates.filter(({ currency }) => currency !== '').map((rate) => ({ ...rate })) };
      await api.put('/v1/rates/{month}', { path: { month }, body, ...(etag ? { ifMatch: etag } : {}) });
      showToast({ text: t('admin.saved'), tone: 'done' });
      await refreshed('/v1/rates');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Page
      title={t('rates.page-title', { month })}
      toolbar={
        <>
          <Button icon="plus" onPress={() => setRates([...rates, { currency: '', toCny: '', toUsd: '' }])}>
            {t('rates.add')}
          </Button>
          <ToolbarSpace />
          {isLarge && (
            <Checkbox isSelected={isConfirmed} onChange={setConfirmed}>
              {t('rates.confirm')}
            </Checkbox>
          )}
          <Button kind="primary" isDisabled={isLarge && !isConfirmed} onPress={() => void save()}>
            {t('rates.save', { month })}
          </Button>
        </>
      }
    >
      <div className="scroll section form-stack">
        <FailureNotice error={error} />
        {isLarge && <Notice tone="warning">{t('rates.large')}</Notice>}
        <p className="dim">{t('rates.paste')}</p>
        <RateTable
          rates={rates}
          former={former}
          onChange={change}
          onPaste={(text) => setRates(pastedRates(text) ?? rates)}
        />
      </div>
    </Page>
  );
}

interface TableProps {
  readonly rates: readonly Rate[];
  readonly former: readonly Rate[];
  readonly onChange: (index: number, part: keyof Rate, text: string) => void;
  readonly onPaste: (text: string) => void;
}

function RateTable({ rates, former, onChange, onPaste }: TableProps) {
  const t = useT();
  const parts = [
    ['currency', t('rates.currency')],
    ['toCny', t('rates.to-cny')],
    ['toUsd', t('rates.to-usd')],
  ] as const;
  return (
    <table
      className="rate-table"
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain');
        if (pastedRates(text) === null) return;
        event.preventDefault();
        onPaste(text);
      }}
    >
      <thead>
        <tr>
          {parts.map(([part, name]) => (
            <th key={part} scope="col" className={part === 'currency' ? undefined : 'number'}>
              {name}
            </th>
          ))}
          <th scope="col" className="number">
            {t('rates.change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rates.map((rate, index) => (
          <tr key={index}>
            {parts.map(([part, name]) => (
              <td key={part} className={part === 'currency' ? undefined : 'number'}>
                <input
                  className="input"
                  aria-label={`${name} ${rate.currency}`}
                  value={rate[part]}
                  onChange={({ target }) => onChange(index, part, target.value)}
                />
              </td>
            ))}
            <td className={isLargeChange(rate, former) ? 'number due-overdue' : 'number dim'}>
              {changeText(rate, former)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Shown to the eye only: nothing is valued by it. */
function changePercent({ currency, toCny }: Rate, former: readonly Rate[]): number | null {
  const before = former.find((one) => one.currency === currency);
  const [now, then] = [toCny, before?.toCny ?? ''].map((text) =>
    /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN,
  );
  if (now === undefined || then === undefined || Number.isNaN(now) || Number.isNaN(then) || then === 0) return null;
  return ((now - then) / then) * 100;
}

const isLargeChange = (rate: Rate, former: readonly Rate[]): boolean =>
  Math.abs(changePercent(rate, former) ?? 0) > LARGE_PERCENT;

function changeText(rate: Rate, former: readonly Rate[]): string {
  const percent = changePercent(rate, former);
  if (percent === null) return '–';
  return `${percent > 0 ? '+' : ''}${percent.toFixed(2)} %`.replace('-', '\u2212');
}
