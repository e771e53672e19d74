import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { GoodsGrid, type GridHandle } from '../../../grid/goods-grid';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/fields/checkbox';
import { ErrorSummary } from '../../../kit/fields/error-summary';
import { Notice } from '../../../kit/states';
import { useShortcuts } from '../../../kit/shortcuts';
import { FailureNotice } from '../../../shared/failure';
import { shortInstant, timeToSecond, today } from '../../../shared/format';
import { useNavigateTo } from '../../../shared/location';
import { Page, statusText, ToolbarSpace } from '../../../shared/page';
import { StatusTag } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';
import { ConflictDialog } from './conflict-dialog';
import { type FormFinding, gridFindings, summaryOf } from './findings';
import { focusPointer } from './focus-pointer';
import { HeaderSection } from './header-section';
import { SplitDialog } from './split-dialog';
import { SubmitDialog } from './submit-dialog';
import { useCodeNamesOfGrid, useDollarRate, useFindCodes } from './use-codes';
import { type Draft, type DraftStart, useDraft } from './use-draft';

/** Drawn in the line of totals; the service judges by its own. */
const LIMIT_USD = '150000.00';
const ITEMS_MAX = 50;

/** Can this be submitted? */
export function DraftForm({ start, notice }: { start: DraftStart; notice: ReactNode }) {
  const t = useT();
  const draft = useDraft(start);
  const { header, held, state } = draft;
  const grid = useRef<GridHandle>(null);
  const [isHeaderOpen, setHeaderOpen] = useState(held === null);
  const [dialog, setDialog] = useState<'submit' | 'split' | null>(null);
  const [showsMore, setShowsMore] = useState(false);
  const refusal = useRefusal(draft.digest);
  const findings: readonly FormFinding[] = refusal.findings ?? held?.declaration.findings ?? [];
  useNameInUrl(held?.declaration.id, start);
  const open = useCallback((pointer: string) => focusPointer(pointer, grid.current, () => setHeaderOpen(true)), []);
  const walk = useWalk(findings, open);
  const check = async () => {
    if (start.isReadOnly) return;
    if (await draft.saver.save()) setDialog('submit');
    else setHeaderOpen(true);
  };
  useFormKeys({ check, walk, mergingOf: held?.declaration.id, toggleHeader: () => setHeaderOpen(!isHeaderOpen) });
  return (
    <Page
      title={header.texts.reference || t('form.new-title')}
      toolbar={<FormBar {...{ draft, setDialog, showsMore, setShowsMore, check, isReadOnly: start.isReadOnly }} />}
    >
      <div className="form-notices">
        {notice}
        {start.entry && (
          <Notice tone="info">{t('form.from-journal', { time: shortInstant(start.entry.savedAt) })}</Notice>
        )}
        {state === 'refused' && <FailureNotice error={draft.error} />}
      </div>
      <ErrorSummary
        title={summaryTitle(findings, t)}
        entries={summaryOf(findings, (line) => t('form.at-line', { line }))}
        onOpen={open}
        focusOn={refusal.count}
      />
      <HeaderSection
        header={header}
        onChange={draft.setHeader}
        findings={findings}
        isOpen={isHeaderOpen}
        onToggle={() => setHeaderOpen(!isHeaderOpen)}
        isReadOnly={start.isReadOnly}
      />
      <div className="form-goods">
        <Grid
          {...{ draft, findings, showsMore, isReadOnly: start.isReadOnly, onSplit: () => setDialog('split'), walk }}
          handle={grid}
        />
      </div>
      {dialog === 'submit' && held && (
        <SubmitDialog draft={draft} onClose={() => setDialog(null)} onRefused={refusal.set} />
      )}
      {dialog === 'split' && held && <SplitDialog draft={draft} onClose={() => setDialog(null)} />}
      {draft.conflict && <ConflictDialog draft={draft} />}
    </Page>
  );
}

interface FormActs {
  readonly check: () => Promise<void>;
  readonly walk: (by: 1 | -1) => void;
  readonly toggleHeader: () => void;
  /** Whose merging can be looked at. */
  readonly mergingOf: string | undefined;
}

function useFormKeys({ check, walk, toggleHeader, mergingOf }: FormActs): void {
  const t = useT();
  const go = useNavigateTo();
  useShortcuts([
    { keys: 'Ctrl Enter', name: t('form.check'), run: () => void check() },
    { keys: 'Alt H', name: t('form.header-open'), run: toggleHeader },
    { keys: 'Alt M', name: t('form.merging'), run: () => mergingOf && go(`/declarations/${mergingOf}/merging`) },
    { keys: 'F8', name: t('page.tab-findings'), run: () => walk(1) },
    { keys: 'Shift F8', name: t('page.tab-findings'), run: () => walk(-1), isHidden: true },
  ]);
}

interface GridProps {
  readonly draft: Draft;
  readonly findings: readonly FormFinding[];
  readonly showsMore: boolean;
  readonly isReadOnly: boolean;
  readonly onSplit: () => void;
  readonly walk: (by: 1 | -1) => void;
  readonly handle: React.RefObject<GridHandle | null>;
}

function Grid({ draft, findings, showsMore, isReadOnly, onSplit, walk, handle }: GridProps) {
  const { header, held, goods, state } = draft;
  const { currency = 'USD', declaredOn = today(), packages, grossWeightKg, netWeightKg } = header.texts;
  const names = useCodeNamesOfGrid();
  const findCodes = useFindCodes(header.texts.declaredOn);
  const toUsd = useDollarRate(currency, declaredOn);
  const cells = useMemo(() => gridFindings(findings), [findings]);
  const isCurrent = state === 'saved' && held !== null;
  const itemOfLine = useMemo(
    () =>
      new Map(
        (held?.declaration.items ?? []).flatMap(({ itemNumber, goodsLines }) =>
          goodsLines.map((line) => [line, itemNumber] as const),
        ),
      ),
    [held],
  );
  return (
    <GoodsGrid
      ref={handle}
      goods={goods}
      findings={cells}
      names={names}
      findCodes={findCodes}
      itemOfLine={itemOfLine}
      isReadOnly={isReadOnly}
      showsMore={showsMore}
      announce={(text) => statusText.set(text)}
      onFindingsEnd={walk}
      currency={currency}
      toUsd={toUsd}
      serverUsd={isCurrent ? (held.declaration.totals?.usd ?? null) : null}
      items={held?.declaration.items.length ?? null}
      limitUsd={LIMIT_USD}
      itemsMax={ITEMS_MAX}
      header={{ packages, grossWeightKg, netWeightKg }}
      {...(isReadOnly ? {} : { onSplit })}
    />
  );
}

interface BarProps {
  readonly draft: Draft;
  readonly setDialog: (dialog: 'split') => void;
  readonly showsMore: boolean;
  readonly setShowsMore: (on: boolean) => void;
  readonly check: () => Promise<void>;
  readonly isReadOnly: boolean;
}

function FormBar({ draft, showsMore, setShowsMore, check, isReadOnly }: BarProps) {
  const t = useT();
  const go = useNavigateTo();
  const { held } = draft;
  return (
    <>
      <StatusTag status={held?.declaration.status ?? 'draft'} />
      <span className="dim" role="status">
        {statusOf(draft, t)}
      </span>
      <ToolbarSpace />
      <Checkbox isSelected={showsMore} onChange={setShowsMore}>
        {t('form.more-columns')}
      </Checkbox>
      {held && (
        <Button icon="merge" hint="Alt M" onPress={() => go(`/declarations/${held.declaration.id}/merging`)}>
          {t('form.merging')}
        </Button>
      )}
      {!isReadOnly && (
        <Button kind="primary" hint="Ctrl Enter" onPress={() => void check()}>
          {t('form.check')}
        </Button>
      )}
    </>
  );
}

function statusOf({ state, savedAt, header }: Draft, t: Translate): string {
  if (state === 'saving') return t('status.saving');
  if (state === 'refused') return t('form.refused');
  if (!header.texts.reference || !header.texts.market) return t('form.needs-reference');
  if (state === 'local') return t('status.local');
  if (state === 'waiting') return t('form.waiting');
  return savedAt ? t('status.saved', { time: timeToSecond(savedAt) }) : '';
}

function summaryTitle(findings: readonly FormFinding[], t: Translate): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return errors > 0 ? t('form.errors', { count: errors }) : t('form.warnings', { count: findings.length });
}

/** What a refused submission said holds until something is changed; then the service judges anew. */
function useRefusal(digest: string) {
  const [refusal, setRefusal] = useState<{ findings: readonly FormFinding[]; digest: string; count: number } | null>(
    null,
  );
  const set = useCallback(
    (findings: readonly FormFinding[]) => setRefusal((now) => ({ findings, digest, count: (now?.count ?? 0) + 1 })),
    [digest],
  );
  const isCurrent = refusal !== null && refusal.digest === digest;
  return { findings: isCurrent ? refusal.findings : null, count: refusal?.count ?? 0, set };
}

/** From finding to finding, in the order of the summary. */
function useWalk(findings: readonly FormFinding[], open: (pointer: string) => void) {
  const at = useRef(-1);
  return useCallback(
    (by: 1 | -1) => {
      const entries = summaryOf(findings, String);
      if (entries.length === 0) return;
      at.current = (at.current + by + entries.length) % entries.length;
      const entry = entries[at.current];
      if (entry) open(entry.id);
    },
    [findings, open],
  );
}

/** Once the service has it, the address names it, so that a reload or a colleague finds it. */
function useNameInUrl(id: string | undefined, { held }: DraftStart) {
  const isNew = held === null;
  useEffect(() => {
    if (isNew && id) window.history.replaceState(window.history.state, '', `/declarations/new?draft=${id}`);
  }, [isNew, id]);
}
