import { useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../kit/button';
import { Checkbox } from '../../kit/fields/checkbox';
import { Dialog } from '../../kit/overlays/dialog';
import { TextField } from '../../kit/fields/field';
import { Notice } from '../../kit/states';
import { FailureNotice } from '../../shared/failure';
import { Link } from '../../shared/location';
import { useT } from '../../texts';
import { decide, type DecisionAction, type DecisionResult, type DecisionSubject } from './decide';
import { declarationHref } from './links';
import './decision.css';

interface Props {
  readonly action: DecisionAction;
  readonly subjects: readonly DecisionSubject[];
  readonly onClose: () => void;
  /** Called with what was not decided, so that it may stay selected. */
  readonly onDone: (results: readonly DecisionResult[]) => void;
}

/** What customs' law of the trade gives a reason for. */
const NEEDS_REASON: ReadonlySet<DecisionAction> = new Set(['return', 'cancel']);

/** The decision before it is made: which declarations it will move, which it will not and why, and the reason. */
export function DecisionDialog({ action, subjects: given, onClose, onDone }: Props) {
  const t = useT();
  // The subjects as the officer saw them when the dialog opened: one that somebody has changed since is skipped as stale.
  const [subjects] = useState(given);
  const state = useDecision(action, subjects);
  const { preview, results, reason, override, error, isBusy } = state;
  const able = preview.data?.filter(({ result }) => result === 'done').length ?? 0;
  const close = (): void => {
    if (results !== null) onDone(results);
    onClose();
  };
  if (results !== null) return <Outcome action={action} subjects={subjects} results={results} onClose={close} />;
  const isReady = able > 0 && !isBusy && !(state.mustGiveReason && reason.trim() === '');
  const foot = (
    <>
      <Button hint="Esc" onPress={close}>
        {t('act.cancel')}
      </Button>
      <Button kind="primary" type="submit" form="decision" hint="Ctrl Enter" isDisabled={!isReady}>
        {t(`decide.do.${action}`, { count: able })}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t(`decide.title.${action}`, { count: subjects.length })}
      isOpen
      onClose={close}
      closeLabel={t('act.close')}
      foot={foot}
    >
      <form
        id="decision"
        className="form-stack"
        onKeyDown={(event) => event.ctrlKey && event.key === 'Enter' && isReady && void state.submit()}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void state.submit();
        }}
      >
        <FailureNotice error={error ?? preview.error} />
        <ResultList subjects={subjects} results={preview.data ?? []} />
        <TextField
          label={t('decide.reason')}
          value={reason}
          onChange={state.setReason}
          isRequired={state.mustGiveReason}
          autoFocus
          maxLength={500}
        />
        {state.isOverridable ? (
          <Checkbox isSelected={override} onChange={state.setOverride}>
            {t('decide.override')}
          </Checkbox>
        ) : null}
      </form>
    </Dialog>
  );
}

/** What an officer may overrule with a reason; everything else stays as it is. */
const OVERRIDABLE = new Set(['held', 'inspection-open', 'lane-not-done']);

function useDecision(action: DecisionAction, subjects: readonly DecisionSubject[]) {
  const key = useMemo(() => crypto.randomUUID(), []);
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [results, setResults] = useState<readonly DecisionResult[] | null>(null);
  const preview = useQuery({
    queryKey: ['decision-preview', action, subjects, override],
    // An override needs a reason; to look at its effect any will do, since nothing is written.
    queryFn: () =>
      decide({ action, subjects, reason: override ? '-' : '', override }, true, `${key}-preview-${override}`),
    gcTime: 0,
    retry: false,
  });
  const isOverridable =
    override || (preview.data ?? []).some(({ why }) => why !== undefined && OVERRIDABLE.has(why ?? ''));
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      setResults(await decide({ action, subjects, reason, override }, false, key));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const mustGiveReason = override || NEEDS_REASON.has(action);
  return {
    preview,
    results,
    reason,
    setReason,
    override,
    setOverride,
    error,
    isBusy,
    isOverridable,
    mustGiveReason,
    submit,
  };
}

function ResultList({
  subjects,
  results,
}: {
  subjects: readonly DecisionSubject[];
  results: readonly DecisionResult[];
}) {
  const t = useT();
  return (
    <ul className="decision-list" tabIndex={0} aria-label={t('decide.list')}>
      {subjects.map(({ id, reference }) => {
        const found = results.find(({ declarationId }) => declarationId === id);
        const text = found === undefined ? '…' : found.result === 'done' ? t('decide.will') : found.message;
        return (
          <li key={id} className={found?.result === 'skipped' ? 'decision-skipped' : undefined}>
            <span>{reference}</span>
            <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}

interface OutcomeProps {
  readonly action: DecisionAction;
  readonly subjects: readonly DecisionSubject[];
  readonly results: readonly DecisionResult[];
  readonly onClose: () => void;
}

/** What was done, and each declaration that was not moved with its reason. */
function Outcome({ action, subjects, results, onClose }: OutcomeProps) {
  const t = useT();
  const skipped = results.filter(({ result }) => result === 'skipped');
  const done = results.length - skipped.length;
  const nameOf = (id: string): string => subjects.find((subject) => subject.id === id)?.reference ?? id;
  const foot = (
    <Button kind="primary" autoFocus onPress={onClose}>
      {skipped.length > 0 ? t('decide.keep-rest', { count: skipped.length }) : t('act.close')}
    </Button>
  );
  return (
    <Dialog title={t('decide.outcome')} isOpen onClose={onClose} closeLabel={t('act.close')} foot={foot}>
      <div className="form-stack" role="status">
        {done > 0 ? <Notice tone="done">{t(`decide.done.${action}`, { count: done })}</Notice> : null}
        {skipped.length > 0 ? <Notice tone="warning">{t('decide.skipped', { count: skipped.length })}</Notice> : null}
        <ul className="decision-list">
          {skipped.map(({ declarationId, message }) => (
            <li key={declarationId} className="decision-skipped">
              <Link href={declarationHref(declarationId)}>{nameOf(declarationId)}</Link>
              <span>{message}</span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
