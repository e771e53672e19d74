import { useParams } from '@tanstack/react-router';
import { useGet } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Skeleton } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { useShortcuts } from '../../../kit/shortcuts';
import { CopyButton } from '../../../shared/copy';
import { FailureState } from '../../../shared/failure';
import { grouped, shortInstant } from '../../../shared/format';
import { useQueryParams } from '../../../shared/location';
import { PrintHead } from '../../../shared/print-head';
import { Facts, Page, Section, ToolbarSpace } from '../../../shared/page';
import { wordOf } from '../../../shared/trade';
import { FileLink } from '../../../shared/file-link';
import { type TextKey, type Translate, useLanguage, useT } from '../../../texts';
import './statement.css';
import { StepDialog } from './step-dialog';

type Statement = AnswerOf<'get', '/v1/settlements/{id}'>;

/** What do I owe for this week? The page is the paper. */
export function StatementPage() {
  const t = useT();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useGet('/v1/settlements/{id}', { path: { id } }, { staleTime: Infinity });
  const [{ step }, change] = useQueryParams();
  useShortcuts([
    { keys: 'Esc', name: t('keys.back'), run: () => window.history.back() },
    { keys: 'Ctrl P', name: t('print.page'), run: () => window.print() },
  ]);
  const statement = data?.data.id === id ? data.data : null;
  const title = t('statement.title', { week: statement?.week ?? '' });
  if (error && !statement)
    return <Page title={title}>{<FailureState error={error} onRetry={() => void refetch()} />}</Page>;
  if (!statement) return <Page title={title}>{<Skeleton label={t('app.loading')} />}</Page>;
  return (
    <Page title={title} toolbar={<Toolbar statement={statement} />}>
      <div className="scroll paper">
        <PrintHead
          title={`${title} · ${statement.brokerName ?? t('statements.market-wide')}`}
          digest={statement.digest}
        />
        <Section title={t('statement.stages')}>
          <Stages statement={statement} />
        </Section>
        <Section title={t('statement.bridge')}>
          <Bridge statement={statement} onOpen={(step) => change({ step })} />
        </Section>
        <Section title={t('statement.lines')}>
          <Lines statement={statement} />
        </Section>
        <Section title={t('statements.open')}>
          <Open statement={statement} />
        </Section>
      </div>
      {step && <StepDialog id={id} step={step} onClose={() => change({ step: undefined })} />}
    </Page>
  );
}

function Toolbar({ statement }: { statement: Statement }) {
  const t = useT();
  const language = useLanguage();
  const { id, brokerName, market, finishedAt, digest } = statement;
  return (
    <>
      <strong>{brokerName ?? t('statements.market-wide')}</strong>
      <span className="dim">
        {market} · {t('statement.made', { time: shortInstant(finishedAt) })} · {t('statement.digest')}{' '}
        <span className="mono" title={digest}>
          {digest.slice(0, 12)}
        </span>
      </span>
      <CopyButton text={digest} />
      <ToolbarSpace />
      <span className="dim">{t('statement.download')}</span>
      <Button icon="print" hint="Ctrl P" onPress={() => window.print()}>
        {t('print.page')}
      </Button>
      {(['pdf', 'xlsx', 'csv'] as const).map((format) => (
        <FileLink
          key={format}
          className="button button-plain"
          href={`/v1/settlements/${id}?format=${format}`}
          hrefLang={language}
          download
        >
          {format.toUpperCase()}
        </FileLink>
      ))}
    </>
  );
}

interface Figures {
  readonly declarations: number;
  readonly containers?: number;
  readonly valueCny: string;
  readonly valueUsd: string;
}
type StageRow = Figures & { readonly stage: string };

function Stages({ statement }: { statement: Statement }) {
  const t = useT();
  const stages = ['declared', 'released', 'closed', 'adjustments', 'settled'] as const;
  const rows = stages.flatMap((stage): StageRow[] => {
    const figures = statement[stage];
    return figures ? [{ stage, ...figures }] : [];
  });
  const columns: Column<StageRow>[] = [
    { id: 'stage', name: t('statement.stage'), cell: ({ stage }) => t(`statements.${stage}` as TextKey) },
    ...figureColumns(t),
    {
      id: 'containers',
      name: t('statements.containers'),
      width: 120,
      align: 'right',
      cell: ({ containers }) => grouped(containers),
    },
  ];
  return <DataTable caption="" columns={columns} rows={rows} keyOf={({ stage }) => stage} loadingLabel="" />;
}

const figureColumns = (t: Translate): Column<Figures>[] => [
  {
    id: 'count',
    name: t('statements.count'),
    width: 120,
    align: 'right',
    cell: ({ declarations }) => grouped(declarations),
  },
  { id: 'cny', name: t('statements.cny'), width: 190, align: 'right', cell: ({ valueCny }) => grouped(valueCny) },
  { id: 'usd', name: t('statements.usd'), width: 170, align: 'right', cell: ({ valueUsd }) => grouped(valueUsd) },
];

interface BridgeProps {
  readonly statement: Statement;
  readonly onOpen: (step: string) => void;
}

/** From declared to settled; each step leads to the declarations that it is made of. */
function Bridge({ statement: { bridge = [] }, onOpen }: BridgeProps) {
  const t = useT();
  const columns: Column<(typeof bridge)[number]>[] = [
    {
      id: 'step',
      name: t('statement.step'),
      cell: ({ step, declarations }) =>
        declarations === 0 ? (
          wordOf('step', step)
        ) : (
          <button type="button" className="link" onClick={() => onOpen(step)}>
            {wordOf('step', step)}
          </button>
        ),
    },
    ...figureColumns(t),
    // As wide as the containers of the stages above: figures stand below figures.
    { id: 'none', name: '', width: 120, cell: () => null },
  ];
  return <DataTable caption="" columns={columns} rows={bridge} keyOf={({ step }) => step} loadingLabel="" />;
}

function Lines({ statement: { lines } }: { statement: Statement }) {
  const t = useT();
  const columns: Column<(typeof lines)[number]>[] = [
    { id: 'country', name: t('statement.country'), cell: ({ country, countryName }) => `${countryName} ${country}` },
    { id: 'week', name: t('statement.of-week'), width: 100, cell: ({ ofWeek }) => ofWeek },
    ...figureColumns(t),
    {
      id: 'weight',
      name: t('statement.weight'),
      width: 150,
      align: 'right',
      cell: ({ netWeightKg }) => grouped(netWeightKg),
    },
  ];
  return (
    <DataTable
      caption=""
      columns={columns}
      rows={lines}
      keyOf={({ line, ofWeek, country }) => `${line} ${ofWeek} ${country}`}
      loadingLabel=""
    />
  );
}

function Open({ statement: { openItems, releasedNotClosed = [] } }: { statement: Statement }) {
  const t = useT();
  const kinds = Object.entries(openItems.byKind);
  return (
    <>
      {kinds.length === 0 && <p className="dim">{t('statement.no-open')}</p>}
      <Facts
        columns={4}
        facts={[
          ...kinds.map(([kind, count]) => [wordOf('item', kind), grouped(count)] as const),
          ...releasedNotClosed.map(
            ({ age, declarations, valueUsd }) =>
              [
                `${t('statements.released')} · ${t('statement.age', { age })}`,
                `${grouped(declarations)} · ${grouped(valueUsd)} ${t('unit.usd')}`,
              ] as const,
          ),
        ]}
      />
    </>
  );
}
