import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { BodyOf } from '../../api/types';
import { Button } from '../../kit/button';
import { DayField } from '../../kit/fields/day-field';
import { Select } from '../../kit/fields/select';
import { CopyButton } from '../../shared/copy';
import { FailureNotice } from '../../shared/failure';
import { Section } from '../../shared/page';
import { Instant } from '../../shared/trade';
import { useT } from '../../texts';
import { type Format, FORMATS } from './file-links';
import { parametersOf, type Question } from './question';

/** How a program reads the file behind a link; where it is not said, the link itself is what one pastes. */
const READERS: Readonly<Partial<Record<Format, (url: string) => string>>> = {
  csv: (url) => `pd.read_csv("${url}", dtype=str)`,
  parquet: (url) => `pd.read_parquet("${url}")`,
  xlsx: (url) => `pd.read_excel("${url}", sheet_name=1)`,
};

/** Links that Excel and scripts read without a key: made for this question, until a day, and ended at any time. */
export function ReportLinks({ question }: { question: Question }) {
  const t = useT();
  const [format, setFormat] = useState<Format>('csv');
  const [expiresOn, setExpiresOn] = useState('');
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const make = async () => {
    setError(null);
    try {
      const body = {
        question: parametersOf(question),
        format,
        ...(expiresOn ? { expiresAt: `${expiresOn}T23:59:59+08:00` } : {}),
      } as BodyOf<'post', '/v1/report-links'>;
      const { data } = await api.post('/v1/report-links', { body });
      setUrl(new URL(data.url, window.location.origin).toString());
      await refreshed('/v1/report-links');
    } catch (failure) {
      setError(failure);
    }
  };
  const command = url === null ? null : (READERS[format]?.(url) ?? url);
  return (
    <Section title={t('report.links')}>
      <FailureNotice error={error} />
      <div className="keep-form">
        <Select
          label={t('report.link-format')}
          choices={FORMATS.map((id) => ({ id, name: t(`report.format.${id}`) }))}
          value={format}
          onChange={(id) => {
            setFormat(id as Format);
            setUrl(null);
          }}
        />
        <DayField label={t('report.link-until')} value={expiresOn} onChange={setExpiresOn} />
        <Button icon="plus" onPress={() => void make()}>
          {t('report.link-make')}
        </Button>
      </div>
      {url !== null && command !== null && (
        <div className="format-link" role="status">
          <p>{t('report.link-once')}</p>
          <code className="mono">{url}</code> <CopyButton text={url} isNamed />
          {command !== url && (
            <p>
              <code className="mono">{command}</code> <CopyButton text={command} />
            </p>
          )}
        </div>
      )}
      <MadeLinks />
    </Section>
  );
}

/** The links that exist; a revoked one answers 404. */
function MadeLinks() {
  const t = useT();
  const { rows } = useList('/v1/report-links');
  const [error, setError] = useState<unknown>(null);
  const end = async (id: string) => {
    setError(null);
    try {
      await api.delete('/v1/report-links/{id}', { path: { id } });
      await refreshed('/v1/report-links');
    } catch (failure) {
      setError(failure);
    }
  };
  const live = rows.filter(({ revokedAt }) => revokedAt === null);
  if (live.length === 0) return null;
  return (
    <>
      <FailureNotice error={error} />
      <ul className="plain-list">
        {live.map(({ id, format, question, expiresAt, lastUsedAt, createdBy }) => (
          <li key={id} className="with-icon">
            {t(`report.format.${format as Format}`)} {rangeOf(question)}
            <span className="dim">
              {createdBy} · {t('report.link-ends')} <Instant at={expiresAt} /> · {t('report.link-used')}{' '}
              {lastUsedAt ? <Instant at={lastUsedAt} /> : '–'}
            </span>
            <Button kind="quiet" onPress={() => void end(id)}>
              {t('report.link-end')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function rangeOf(question: unknown): string {
  const { from = '', to = '' } = (question ?? {}) as { from?: string; to?: string };
  return `${from} – ${to}`;
}
