import { useGet } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Dialog } from '../../kit/overlays/dialog';
import { Notice, Skeleton } from '../../kit/states';
import { FailureNotice } from '../../shared/failure';
import { grouped } from '../../shared/format';
import { Facts } from '../../shared/page';
import { Instant, wordOf } from '../../shared/trade';
import { useT } from '../../texts';

type Entry = AnswerOf<'get', '/v1/audit'>['items'][number];

/** Computes the chain of the audit trail again: the page does not say that nothing was changed, it shows it. */
export function VerificationDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { data, error } = useGet('/v1/audit/verification', {}, { staleTime: 0 });
  const found = data?.data;
  return (
    <Dialog title={t('audit.verify')} isOpen onClose={onClose} closeLabel={t('act.close')}>
      <div className="form-stack">
        <FailureNotice error={error} />
        {!found && !error && <Skeleton label={t('audit.verifying')} />}
        {found && (
          <>
            <Notice tone={found.valid ? 'done' : 'error'}>{t(found.valid ? 'audit.valid' : 'audit.broken')}</Notice>
            <Facts
              columns={2}
              facts={[
                [t('audit.entries'), grouped(found.entries)],
                [t('audit.unsealed'), grouped(found.unsealed)],
                [t('audit.seals'), grouped(found.seals)],
                [t('audit.sealed-to'), <Instant key="sealed" at={found.sealedTo} />],
                [t('audit.anchors'), grouped(found.anchors)],
                [t('audit.first-broken'), found.firstBroken && Object.values(found.firstBroken).join(' ')],
              ]}
            />
            {found.sealedHash && <code className="mono">{found.sealedHash}</code>}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** One entry whole: from where, and each field before and after. */
export function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useT();
  const { at, action, actorName, actorRole, organisationName, address, userAgent, requestId } = entry;
  const before = (entry.before ?? {}) as Record<string, unknown>;
  const after = (entry.after ?? {}) as Record<string, unknown>;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <Dialog title={action} isOpen onClose={onClose} closeLabel={t('act.close')} size="wide">
      <div className="form-stack">
        <Facts
          columns={3}
          facts={[
            [t('audit.at'), <Instant key="at" at={at} />],
            [t('audit.actor'), `${actorName} · ${wordOf('role', actorRole)}`],
            [t('people.organisation'), organisationName],
            [t('audit.subject-name'), `${entry.subjectType} ${entry.subjectId}`],
            [t('audit.address'), address],
            [t('audit.request'), requestId],
            [t('audit.agent'), userAgent],
          ]}
        />
        {names.length > 0 && (
          <table className="table is-wrapping">
            <thead>
              <tr>
                <th scope="col">{t('audit.field')}</th>
                <th scope="col">{t('audit.before')}</th>
                <th scope="col">{t('audit.after')}</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name}>
                  <th scope="row" className="mono">
                    {name}
                  </th>
                  <td>{textOf(before[name])}</td>
                  <td>{textOf(after[name])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {entry.detail !== null && <code className="mono">{JSON.stringify(entry.detail)}</code>}
      </div>
    </Dialog>
  );
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);
