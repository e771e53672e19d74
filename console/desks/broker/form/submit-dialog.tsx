import { useState } from 'react';
import { api } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import { refreshed } from '../../../api/query';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/overlays/dialog';
import { TextField } from '../../../kit/fields/field';
import { Notice } from '../../../kit/states';
import { showToast } from '../../../kit/overlays/toast';
import type { Declaration } from '../../../shared/declaration/types';
import { FailureNotice } from '../../../shared/failure';
import { grouped } from '../../../shared/format';
import { useNavigateTo } from '../../../shared/location';
import { Facts } from '../../../shared/page';
import { useT } from '../../../texts';
import type { FormFinding } from './findings';
import type { Draft } from './use-draft';

interface Props {
  readonly draft: Draft;
  readonly onClose: () => void;
  readonly onRefused: (findings: readonly FormFinding[]) => void;
}

/** What will be filed, what deserves a look, and one button. */
export function SubmitDialog({ draft, onClose, onRefused }: Props) {
  const t = useT();
  const go = useNavigateTo();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { held, saver } = draft;
  if (!held) return null;
  const { declaration, etag } = held;
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      await acknowledged(declaration, reasons);
      const { data, etag: after } = await api.post('/v1/declarations/{id}/submit', {
        path: { id: declaration.id },
        ifMatch: etag,
      });
      saver.tookOver({ declaration: data, etag: after });
      showToast({ text: t('form.submitted', { reference: declaration.reference }), tone: 'done' });
      await refreshed('/v1/declarations', '/v1/todo');
      onClose();
      go(`/declarations/${declaration.id}`);
    } catch (failure) {
      setBusy(false);
      if (!isProblem(failure, 422) || failure.violations.length === 0) return setError(failure);
      onRefused(failure.violations);
      onClose();
    }
  };
  return (
    <Dialog
      title={t('form.submit-title', { reference: declaration.reference })}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      foot={
        <>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" onPress={() => void submit()} isDisabled={isBusy} autoFocus>
            {t('form.submit')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <FailureNotice error={error} />
        <Summary declaration={declaration} />
        <Warnings declaration={declaration} reasons={reasons} onChange={setReasons} />
        <p className="dim">{t('form.submit-effect')}</p>
      </div>
    </Dialog>
  );
}

function Summary({
  declaration: { goods, items, totals, valuation, currency, findings },
}: {
  declaration: Declaration;
}) {
  const t = useT();
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      {errors > 0 ? (
        <Notice tone="error">{t('form.errors', { count: errors })}</Notice>
      ) : (
        <Notice tone="done">{t('form.nothing-wrong')}</Notice>
      )}
      <Facts
        columns={3}
        facts={[
          [t('form.lines-of'), goods.length],
          [t('form.items-of'), items.length],
          [`${t('page.declared')} ${currency ?? ''}`, grouped(totals?.declared)],
          [t('form.total-usd'), grouped(totals?.usd)],
          [`${t('page.fob')} USD`, grouped(totals?.fobUsd)],
          [t('form.rate-month'), valuation?.month],
        ]}
      />
    </>
  );
}

interface WarningsProps {
  readonly declaration: Declaration;
  readonly reasons: Readonly<Record<string, string>>;
  readonly onChange: (reasons: Readonly<Record<string, string>>) => void;
}

const openWarnings = ({ findings }: Declaration) =>
  findings.filter(({ severity, acknowledged: done }) => severity === 'warning' && !done);
const keyOf = ({ code, pointer }: { code: string; pointer: string }): string => `${code} ${pointer}`;

function Warnings({ declaration, reasons, onChange }: WarningsProps) {
  const t = useT();
  const warnings = openWarnings(declaration);
  const isBlocked = declaration.findings.some(({ severity }) => severity === 'error');
  // What blocks comes first: the page shows it, and why a warning may stand is asked when it is the only question left.
  if (warnings.length === 0 || isBlocked) return null;
  return (
    <div className="acknowledgements">
      {warnings.map((warning) => (
        <div key={keyOf(warning)} className="acknowledgement">
          <Notice tone="warning">
            {warning.message} {warning.remedy}
          </Notice>
          <TextField
            label={t('form.acknowledge')}
            value={reasons[keyOf(warning)] ?? ''}
            onChange={(text) => onChange({ ...reasons, [keyOf(warning)]: text })}
          />
        </div>
      ))}
    </div>
  );
}

/** Sends the reasons that were given for warnings. */
async function acknowledged(declaration: Declaration, reasons: Readonly<Record<string, string>>): Promise<void> {
  for (const warning of openWarnings(declaration)) {
    const reason = reasons[keyOf(warning)]?.trim();
    if (!reason) continue;
    const { code, pointer } = warning;
    await api.post('/v1/declarations/{id}/acknowledgements', {
      path: { id: declaration.id },
      body: { code, pointer, reason },
    });
  }
}
