import { useState } from 'react';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { shortDay } from '../../../shared/format';
import { Section } from '../../../shared/page';
import { usePerson } from '../../../shared/session';
import { Instant, wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';
import { ControlDialog, type ControlStep } from './control-dialog';

type Visit = AnswerOf<'get', '/v1/shipments/{id}'>;
type Hold = Visit['holds'][number];
type Inspection = Visit['inspections'][number];

/** What customs has ordered for a container, and for an officer what comes next: hold, release, open, result, reseal. */
export function CustomsControl({ visit }: { visit: Visit }) {
  const t = useT();
  const isOfficer = usePerson().roles.includes('officer');
  const [step, setStep] = useState<ControlStep | null>(null);
  const alarms = visit.sealAlarms.length > 0;
  if (!isOfficer && visit.holds.length === 0 && visit.inspections.length === 0) return null;
  const acts = isOfficer && (
    <span className="form-acts">
      <Button icon="lock" onPress={() => setStep({ name: 'hold' })}>
        {t('control.hold')}
      </Button>
      <Button icon="magnifier" onPress={() => setStep({ name: 'order' })}>
        {t('control.order')}
      </Button>
      {alarms && <Button onPress={() => setStep({ name: 'explain' })}>{t('control.explain')}</Button>}
    </span>
  );
  return (
    <Section title={t('control.title')} action={acts}>
      {visit.holds.length === 0 && visit.inspections.length === 0 && <p className="dim">{t('control.none')}</p>}
      <ul className="plain-list">
        {visit.holds.map((hold) => (
          <li key={hold.id}>
            <HoldText hold={hold} />{' '}
            {isOfficer && hold.release === null && (
              <Button onPress={() => setStep({ name: 'release', of: hold.id })}>{t('control.release')}</Button>
            )}
          </li>
        ))}
        {visit.inspections.map((inspection) => (
          <li key={inspection.id}>
            <InspectionText inspection={inspection} /> {isOfficer && <Next inspection={inspection} onStep={setStep} />}
          </li>
        ))}
      </ul>
      {step && <ControlDialog id={visit.id} step={step} onClose={() => setStep(null)} />}
    </Section>
  );
}

function HoldText({ hold: { reason, owner, reviewOn, heldAt, heldBy, release } }: { hold: Hold }) {
  const t = useT();
  return (
    <span className="with-icon">
      <Icon name={release ? 'check' : 'lock'} />
      {t('control.held', { reason, owner, day: shortDay(reviewOn) })}
      <span className="dim">
        {heldBy} <Instant at={heldAt} />
        {release && ` · ${t('control.released', { by: release.by, reason: release.reason })}`}
      </span>
    </span>
  );
}

function InspectionText({ inspection }: { inspection: Inspection }) {
  const t = useT();
  const { state, ordered, opened, result, resealed } = inspection;
  const parts = [
    opened && t('control.opened-by', { by: opened.officer }),
    result && `${wordOf('inspection-result', result.result ?? '')} ${result.findings ?? ''}`,
    resealed && t('control.resealed-with', { seal: resealed.seal ?? '' }),
  ];
  return (
    <span className="with-icon">
      <Icon name={inspection.finished ? 'check' : 'magnifier'} />
      {wordOf('inspection', state)}
      <span className="dim">
        {ordered?.officer} <Instant at={ordered?.at} /> {ordered?.note} {parts.filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}

/** What of an inspection is still to be told; the service judges the order. */
function Next({ inspection, onStep }: { inspection: Inspection; onStep: (step: ControlStep) => void }) {
  const t = useT();
  const { id, opened, result, resealed, openedNotResealed } = inspection;
  return (
    <span className="form-acts">
      {opened === null && result === null && (
        <Button onPress={() => onStep({ name: 'opened', of: id })}>{t('control.opened')}</Button>
      )}
      {result === null && <Button onPress={() => onStep({ name: 'result', of: id })}>{t('control.result')}</Button>}
      {openedNotResealed && resealed === null && (
        <Button onPress={() => onStep({ name: 'resealed', of: id })}>{t('control.resealed')}</Button>
      )}
    </span>
  );
}
