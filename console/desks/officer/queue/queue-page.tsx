import { useState } from 'react';
import { useGet } from '../../../api/query';
import { Chips } from '../../../kit/chips';
import { Select } from '../../../kit/fields/select';
import { useShortcuts } from '../../../kit/shortcuts';
import { EmptyState } from '../../../kit/states';
import { DataTable, focusRow } from '../../../kit/table';
import { Button } from '../../../kit/button';
import { timeToSecond } from '../../../shared/format';
import { useListKeys } from '../../../shared/list-keys';
import { useNavigateTo, useQueryParams } from '../../../shared/location';
import { useMarket } from '../../../shared/market';
import { Page, ToolbarSpace, useStatusText } from '../../../shared/page';
import { FailureState } from '../../../shared/failure';
import { LANE_ICONS, LANES, wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';
import { ACTIONS, type DecisionAction, type DecisionResult, type DecisionSubject } from '../decide';
import { DecisionDialog } from '../decision-dialog';
import { LaneDialog } from '../lane-dialog';
import { declarationHref } from '../links';
import { queueColumns } from './queue-columns';
import { type QueueQuestion, type QueueRow, useQueue } from './queue-list';
import { QueuePreview } from './queue-preview';
import './queue.css';

/** What waits for this office: an officer's own act, or customs' release. */
const CUSTOMS = 'officer,customs';
const AGES = ['1', '3', '7', '14'];
const FILTERS = ['lane', 'status', 'age'] as const;

/** Which one do I take next? The list stands still while one works in it. */
export function QueuePage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const market = useMarket();
  const isFiltered = FILTERS.some((name) => query[name] !== undefined);
  const clear = (): void => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])));
  const question = questionOf(query, market);
  const queue = useQueue(question);
  const live = queue.rows.filter(({ id }) => !queue.gone.has(id));
  const list = useListKeys({
    rows: live,
    keyOf: (row) => row.id,
    onOpen: (row) => go(declarationHref(row.id)),
    onRefresh: () => void queue.read(),
    canSelect: true,
  });
  const work = useWork(queue, live, list);
  useStatusText(list.selected.size > 0 ? t('status.selected', { count: list.selected.size }) : '');
  return (
    <Page title={t('nav.queue')} count={live.length} toolbar={<Toolbar question={question} />}>
      {queue.arrived > 0 ? (
        <button type="button" className="queue-arrived" onClick={() => void queue.read()}>
          {t('queue.arrived', { count: queue.arrived })} <kbd>R</kbd>
        </button>
      ) : null}
      <div className={work.isPreviewOpen ? 'queue queue-with-preview' : 'queue'}>
        {queue.error !== null ? (
          <FailureState error={queue.error} onRetry={() => void queue.read()} />
        ) : (
          <QueueTable
            queue={queue}
            list={list}
            isNarrow={work.isPreviewOpen}
            onClear={isFiltered ? clear : undefined}
          />
        )}
        {work.isPreviewOpen && list.active ? <QueuePreview row={list.active} /> : null}
      </div>
      <Acts work={work} />
      <Dialogs work={work} />
    </Page>
  );
}

function questionOf(query: Readonly<Record<string, string>>, market: string | undefined): QueueQuestion {
  const { lane, status, age, sort } = query;
  return {
    nextActor: CUSTOMS,
    sort: (sort ?? 'due') as never,
    ...(market ? { market } : {}),
    ...(lane ? { lane } : {}),
    ...(status ? { status } : {}),
    ...(age ? { olderThanDays: age } : {}),
  } as QueueQuestion;
}

type Queue = ReturnType<typeof useQueue>;
type List = ReturnType<typeof useListKeys<QueueRow>>;
type Work = ReturnType<typeof useWork>;

const subjectOf = ({ id, reference, revision }: QueueRow): DecisionSubject => ({ id, reference, revision });

/** What is being decided about, and where the cursor goes afterwards. */
function useWork(queue: Queue, live: readonly QueueRow[], { active, activate, selected, setSelected }: List) {
  const t = useT();
  const [isPreviewOpen, setPreview] = useState(false);
  const [deciding, setDeciding] = useState<{ action: DecisionAction | 'lane'; subjects: DecisionSubject[] } | null>(
    null,
  );
  const chosen = live.filter(({ id }) => selected.has(id));
  const subjects = (chosen.length > 0 ? chosen : active ? [active] : []).map(subjectOf);
  const begin = (action: DecisionAction | 'lane'): void => {
    if (subjects.length > 0) setDeciding({ action, subjects });
  };
  const finished = (results: readonly DecisionResult[]): void => {
    const done = new Set(results.filter(({ result }) => result === 'done').map(({ declarationId }) => declarationId));
    queue.mark([...done], t('queue.by-me'));
    setSelected(
      new Set(results.filter(({ result }) => result === 'skipped').map(({ declarationId }) => declarationId)),
    );
    const at = live.findIndex(({ id }) => id === active?.id);
    const next = [...live.slice(Math.max(at, 0)), ...live].find(({ id }) => !done.has(id));
    if (next === undefined) return;
    activate(next.id);
    setTimeout(() => focusRow(next.id));
  };
  useShortcuts([
    { keys: 'Space', name: t('queue.preview'), run: () => setPreview((isOpen) => !isOpen) },
    ...ACTIONS.map(({ action, key }) => ({ keys: key, name: t(`decide.${action}`), run: () => begin(action) })),
    { keys: 'L', name: t('decide.lane'), run: () => begin('lane') },
  ]);
  const close = (): void => setDeciding(null);
  const subject = chosen.length > 0 ? t('queue.chosen', { count: chosen.length }) : (active?.reference ?? '');
  return { isPreviewOpen, deciding, close, begin, finished, subject, count: subjects.length };
}

interface TableProps {
  readonly queue: Queue;
  readonly list: List;
  readonly isNarrow: boolean;
  readonly onClear: (() => void) | undefined;
}

function NoneOfFilter({ onClear }: { onClear: () => void }) {
  const t = useT();
  return <EmptyState title={t('list.none')} action={<Button onPress={onClear}>{t('list.clear')}</Button>} />;
}

function QueueTable({ queue, list, isNarrow, onClear }: TableProps) {
  const t = useT();
  const time = queue.readAt === null ? '' : timeToSecond(queue.readAt);
  const name = t(queue.nextCursor === null ? 'list.count' : 'list.count-more', {
    name: t('nav.queue'),
    count: queue.rows.length,
  });
  return (
    <DataTable
      caption={t('list.as-of', { name, time })}
      columns={queueColumns(t, queue.gone, isNarrow)}
      rows={queue.rows}
      keyOf={(row) => row.id}
      activeKey={list.activeKey}
      onActivate={list.activate}
      isLoading={queue.isLoading}
      loadingLabel={t('app.loading')}
      rowClass={(row) => (queue.gone.has(row.id) ? 'is-gone' : '')}
      selection={{
        keys: list.selected,
        onChange: list.setSelected,
        labelAll: t('list.select-all'),
        labelRow: t('list.select-row'),
      }}
      onEnd={queue.nextCursor === null ? undefined : () => void queue.readMore()}
      empty={
        onClear ? (
          <NoneOfFilter onClear={onClear} />
        ) : (
          <EmptyState title={t('queue.empty')}>{t('queue.empty-text')}</EmptyState>
        )
      }
    />
  );
}

function Toolbar({ question }: { question: QueueQuestion }) {
  const t = useT();
  const [query, change] = useQueryParams();
  const { lane: _lane, sort: _sort, ...filters } = question as Record<string, string>;
  const counts = useGet('/v1/declarations/counts', { query: { ...filters, by: 'lane' } as never });
  const countOf = (colour: string): number =>
    counts.data?.data.rows.find((row) => (row as { lane?: string }).lane === colour)?.declarations ?? 0;
  return (
    <>
      <Chips
        label={t('queue.lanes')}
        chips={LANES.map((colour) => ({
          id: colour,
          name: wordOf('lane', colour),
          count: countOf(colour),
          icon: LANE_ICONS[colour],
        }))}
        selected={query['lane']?.split(',').filter(Boolean) ?? []}
        onChange={(lanes) => change({ lane: lanes.join(','), row: undefined })}
      />
      <Select
        label={t('queue.age')}
        isLabelHidden
        value={query['age'] ?? 'all'}
        choices={[
          { id: 'all', name: t('queue.any-age') },
          ...AGES.map((id) => ({ id, name: t('queue.older', { count: Number(id) }) })),
        ]}
        onChange={(age) => change({ age: age === 'all' ? undefined : age, row: undefined })}
      />
      <ToolbarSpace />
      <Select
        label={t('queue.sort')}
        isLabelHidden
        value={query['sort'] ?? 'due'}
        choices={(['due', 'age', 'value'] as const).map((id) => ({ id, name: t(`queue.sort-${id}`) }))}
        onChange={(sort) => change({ sort: sort === 'due' ? undefined : sort, row: undefined })}
      />
    </>
  );
}

function Acts({ work }: { work: Work }) {
  const t = useT();
  return (
    <div className="acts" role="toolbar" aria-label={t('decide.acts')}>
      <span className="acts-count">{work.subject}</span>
      {ACTIONS.map(({ action, key, icon }) => (
        <Button key={action} icon={icon} hint={key} isDisabled={work.count === 0} onPress={() => work.begin(action)}>
          {t(`decide.${action}`)}
        </Button>
      ))}
      <Button icon="split" hint="L" isDisabled={work.count === 0} onPress={() => work.begin('lane')}>
        {t('decide.lane')}
      </Button>
      <span className="acts-hint">{t('queue.hint')}</span>
    </div>
  );
}

function Dialogs({ work }: { work: Work }) {
  const { deciding, close, finished } = work;
  if (deciding === null) return null;
  if (deciding.action === 'lane') return <LaneDialog subjects={deciding.subjects} onClose={close} />;
  return <DecisionDialog action={deciding.action} subjects={deciding.subjects} onClose={close} onDone={finished} />;
}
