import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../kit/button';
import { useShortcuts } from '../../../kit/shortcuts';
import { Skeleton } from '../../../kit/states';
import { type TabEntry, Tabs } from '../../../kit/tabs';
import { Code } from '../../../kit/tag';
import { AmendmentsPanel } from '../../../shared/declaration/amendments-panel';
import { NextStep } from '../../../shared/declaration/headline';
import { ReceiptsPanel } from '../../../shared/declaration/history-panels';
import { contentTabs } from '../../../shared/declaration/parts';
import { FailureState } from '../../../shared/failure';
import { useQueryParams } from '../../../shared/location';
import { Page, Section, ToolbarSpace } from '../../../shared/page';
import { Due, LaneTag, StatusTag } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';
import { CheckDialog } from './check-dialog';
import { CorrectionDialog } from './correction-dialog';
import { Corrections } from './corrections-view';
import { type Declaration, useDeclaration } from './declaration-data';
import { ACTIONS, type DecisionAction } from '../decide';
import { DecisionDialog } from '../decision-dialog';
import { LaneDialog } from '../lane-dialog';
import { LaneView } from './lane-view';
import { PrintHead } from '../../../shared/print-head';
import { TimelineView } from './timeline-view';
import './declaration.css';

type Parts = ReturnType<typeof useDeclaration>;
type Act = DecisionAction | 'lane' | 'check' | 'correct';

/** What happened to a declaration, why, and who moves next: an officer's view. */
export function OfficerDeclarationPage() {
  const t = useT();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const parts = useDeclaration(id);
  const { declaration } = parts;
  if (declaration.error) return <FailureState error={declaration.error} onRetry={() => void declaration.refetch()} />;
  const found = declaration.data?.data;
  if (found === undefined || found.id !== id) return <Skeleton label={t('app.loading')} />;
  return <Loaded declaration={found} parts={parts} />;
}

function Loaded({ declaration, parts }: { declaration: Declaration; parts: Parts }) {
  const t = useT();
  const [act, setAct] = useState<Act | null>(null);
  const [showsRaw, setShowsRaw] = useState(false);
  useShortcuts([
    ...ACTIONS.map(({ action, key }) => ({ keys: key, name: t(`decide.${action}`), run: () => setAct(action) })),
    { keys: 'L', name: t('decide.lane'), run: () => setAct('lane') },
    { keys: 'C', name: t('check.title'), run: () => setAct('check') },
    { keys: 'Q', name: t('correct.title'), run: () => setAct('correct') },
    { keys: 'Ctrl P', name: t('act.print'), run: () => window.print() },
  ]);
  return (
    <Page
      title={declaration.reference}
      headline={<Headline declaration={declaration} lane={parts.lane.data?.data.colour} />}
      toolbar={<Next declaration={declaration} />}
    >
      <PrintHead title={t('print.evidence', { reference: declaration.reference })} digest={parts.lane.data?.etag} />
      <div className="columns columns-side evidence">
        <Section
          title={t('declaration.timeline')}
          action={
            <Button kind="quiet" onPress={() => setShowsRaw(!showsRaw)}>
              {t(showsRaw ? 'declaration.hide-raw' : 'declaration.show-raw')}
            </Button>
          }
        >
          <TimelineView entries={parts.timeline.data?.data.items ?? []} showsRaw={showsRaw} />
        </Section>
        <Details declaration={declaration} parts={parts} />
      </div>
      <Acts onAct={setAct} />
      <Dialogs act={act} declaration={declaration} onClose={() => setAct(null)} />
    </Page>
  );
}

function Headline({ declaration, lane }: { declaration: Declaration; lane: string | undefined }) {
  return (
    <span className="title-line">
      {declaration.reference}
      {declaration.entryId ? (
        <span className="title-entry">
          <Code kind="entry">{declaration.entryId}</Code>
        </span>
      ) : null}
      <StatusTag status={declaration.status} />
      {lane === undefined ? null : <LaneTag colour={lane} />}
    </span>
  );
}

function Next({ declaration }: { declaration: Declaration }) {
  const t = useT();
  const { next } = declaration;
  return (
    <>
      {next ? <NextStep next={next} /> : null}
      {next?.dueAt ? <Due at={next.dueAt} isOverdue={next.overdue} /> : null}
      <ToolbarSpace />
      <Button icon="print" hint="Ctrl P" onPress={() => window.print()}>
        {t('print.do')}
      </Button>
    </>
  );
}

/** What an officer looks at, the lane first; how a declaration is shown is the same for every desk. */
function partsOf(declaration: Declaration, parts: Parts, t: Translate): TabEntry[] {
  const receipts = parts.receipts.data?.data.items ?? [];
  const corrections = parts.corrections.data?.data.items ?? [];
  const amendments = parts.amendments.data?.data.items ?? [];
  const lane = parts.lane.data?.data;
  return [
    {
      id: 'lane',
      name: t('declaration.tab.lane'),
      content: lane ? <LaneView lane={lane} id={declaration.id} /> : <p className="dim tab-empty">{t('lane.none')}</p>,
    },
    ...contentTabs(declaration, t),
    {
      id: 'corrections',
      name: t('declaration.tab.corrections'),
      count: corrections.length,
      content: <Corrections corrections={corrections} />,
    },
    {
      id: 'amendments',
      name: t('declaration.tab.amendments'),
      count: amendments.length,
      content: <AmendmentsPanel id={declaration.id} canDecide />,
    },
    {
      id: 'receipts',
      name: t('declaration.tab.receipts'),
      count: receipts.length,
      content: <ReceiptsPanel id={declaration.id} />,
    },
  ];
}

function Details({ declaration, parts }: { declaration: Declaration; parts: Parts }) {
  const t = useT();
  const [query, change] = useQueryParams();
  const tab = query['tab'] ?? 'lane';
  const tabs = partsOf(declaration, parts, t);
  return (
    <div className="details">
      <Tabs label={t('declaration.parts')} tabs={tabs} selected={tab} onSelect={(next) => change({ tab: next })} />
      <div className="print-only">
        {tabs.map(({ id, name, content }) => (
          <Section key={id} title={name}>
            {content}
          </Section>
        ))}
      </div>
    </div>
  );
}

function Acts({ onAct }: { onAct: (act: Act) => void }) {
  const t = useT();
  return (
    <div className="acts" role="toolbar" aria-label={t('decide.acts')}>
      {ACTIONS.map(({ action, key, icon }) => (
        <Button key={action} icon={icon} hint={key} onPress={() => onAct(action)}>
          {t(`decide.${action}`)}
        </Button>
      ))}
      <Button icon="split" hint="L" onPress={() => onAct('lane')}>
        {t('decide.lane')}
      </Button>
      <Button icon="paper" hint="C" onPress={() => onAct('check')}>
        {t('check.title')}
      </Button>
      <Button icon="pencil" hint="Q" onPress={() => onAct('correct')}>
        {t('correct.title')}
      </Button>
    </div>
  );
}

function Dialogs({ act, declaration, onClose }: { act: Act | null; declaration: Declaration; onClose: () => void }) {
  const { id, reference, revision } = declaration;
  const subjects = [{ id, reference, revision }];
  if (act === null) return null;
  if (act === 'lane') return <LaneDialog subjects={subjects} onClose={onClose} />;
  if (act === 'check') return <CheckDialog id={id} onClose={onClose} />;
  if (act === 'correct') return <CorrectionDialog declaration={declaration} onClose={onClose} />;
  return <DecisionDialog action={act} subjects={subjects} onClose={onClose} onDone={() => undefined} />;
}
