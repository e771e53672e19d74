import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useGet } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { Switch } from '../../kit/fields/checkbox';
import { TextField } from '../../kit/fields/field';
import { Select } from '../../kit/fields/select';
import { Skeleton } from '../../kit/states';
import { useShortcuts } from '../../kit/shortcuts';
import { showToast } from '../../kit/overlays/toast';
import { FailureNotice, FailureState } from '../../shared/failure';
import { today } from '../../shared/format';
import { Page, Section, ToolbarSpace } from '../../shared/page';
import { wordOf } from '../../shared/trade';
import { useLanguage, useT } from '../../texts';
import { YearSheet } from './year-sheet';

type Market = AnswerOf<'get', '/v1/markets/{code}'>;
type Settings = Market['settings'];

/** What governs this market? */
export function MarketPage() {
  const t = useT();
  const { code } = useParams({ strict: false }) as { code: string };
  const { data, error, refetch } = useGet('/v1/markets/{code}', { path: { code } });
  const market = data?.data.code === code ? data.data : null;
  useShortcuts([{ keys: 'Esc', name: t('keys.back'), run: () => window.history.back() }]);
  if (error && !market)
    return <Page title={code}>{<FailureState error={error} onRetry={() => void refetch()} />}</Page>;
  if (!market) return <Page title={code}>{<Skeleton label={t('app.loading')} />}</Page>;
  return <MarketForm key={market.revision} market={market} etag={data?.etag} />;
}

const DAYS = [
  ['weekAfterDays', 'market.week-after'],
  ['monthAfterDays', 'market.month-after'],
  ['exemptionFilingDay', 'market.exemption-day'],
  ['fxTolerancePercent', 'market.fx-tolerance'],
  ['keyExpiryDays', 'market.key-expiry'],
] as const;
const TIMES = [
  ['settlementTime', 'market.settlement-time'],
  ['reminderTime', 'market.reminder-time'],
] as const;

function MarketForm({ market, etag }: { market: Market; etag: string | undefined }) {
  const t = useT();
  const language = useLanguage();
  const [cutOff, setCutOff] = useState(market.cutOff);
  const [rateBasis, setRateBasis] = useState(market.rateBasis);
  const [settings, setSettings] = useState<Settings>(market.settings);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      const { followUpSince } = market;
      const body = { cutOff, rateBasis: rateBasis as 'closing', settings, ...(followUpSince ? { followUpSince } : {}) };
      await api.put('/v1/markets/{code}', { path: { code: market.code }, body: body as never, ifMatch: etag });
      showToast({ text: t('admin.saved'), tone: 'done' });
      await refreshed('/v1/markets');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Page
      title={language === 'en' ? market.nameEn : market.name}
      toolbar={
        <>
          <span className="dim">
            {market.code} · {market.customsOffice}
          </span>
          <ToolbarSpace />
          <Button kind="primary" onPress={() => void save()}>
            {t('market.save')}
          </Button>
        </>
      }
    >
      <div className="scroll">
        <FailureNotice error={error} />
        <Section title={t('market.settings')}>
          <div className="form-grid">
            <TextField label={t('markets.cut-off')} value={cutOff} onChange={setCutOff} />
            <Select
              label={t('markets.rate-basis')}
              choices={(['declaration', 'closing'] as const).map((id) => ({ id, name: t(`markets.rate-basis-${id}`) }))}
              value={rateBasis}
              onChange={setRateBasis}
            />
            <SettingFields settings={settings} onChange={setSettings} />
          </div>
        </Section>
        <DueDays settings={settings} onChange={setSettings} />
        <YearSheet year={today().slice(0, 4)} />
      </div>
    </Page>
  );
}

interface SettingsProps {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}

/** What is typed as a number stays one; what is none is sent as it is, and the service says so. */
const numberOr = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : (text as unknown as number));

function SettingFields({ settings, onChange }: SettingsProps) {
  const t = useT();
  return (
    <>
      {DAYS.map(([name, label]) => (
        <TextField
          key={name}
          label={t(label)}
          value={String(settings[name])}
          onChange={(text) => onChange({ ...settings, [name]: numberOr(text) })}
        />
      ))}
      {TIMES.map(([name, label]) => (
        <TextField
          key={name}
          label={t(label)}
          value={settings[name]}
          onChange={(text) => onChange({ ...settings, [name]: text })}
        />
      ))}
      <Switch
        isSelected={settings.brokerReceipts}
        onChange={(brokerReceipts) => onChange({ ...settings, brokerReceipts })}
      >
        {t('market.broker-receipts')}
      </Switch>
    </>
  );
}

function DueDays({ settings, onChange }: SettingsProps) {
  const t = useT();
  return (
    <Section title={t('market.due-days')}>
      <div className="form-grid">
        {Object.entries(settings.dueDays).map(([kind, days]) => (
          <TextField
            key={kind}
            label={wordOf('item', kind)}
            value={String(days)}
            onChange={(text) => onChange({ ...settings, dueDays: { ...settings.dueDays, [kind]: numberOr(text) } })}
          />
        ))}
      </div>
    </Section>
  );
}
