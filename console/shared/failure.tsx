import type { ReactNode } from 'react';
import { isProblem, NetworkError } from '../api/problem';
import { Button } from '../kit/button';
import { EmptyState, Notice } from '../kit/states';
import { type Translate, useT } from '../texts';
import { CopyButton } from './copy';
import { Link } from './location';

/** One page for what is not there and for what is somebody else's: the service does not say which, nor does the console. */
export function NotFound() {
  const t = useT();
  return (
    <EmptyState title={t('not-found.title')} action={<Link href="/">{t('not-found.back')}</Link>}>
      {t('not-found.text')}
    </EmptyState>
  );
}

/** Instead of what could not be read. */
export function FailureState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useT();
  if (isProblem(error, 404) || isProblem(error, 403)) return <NotFound />;
  return (
    <EmptyState title={t('failed.title')} action={onRetry && <Button onPress={onRetry}>{t('failed.retry')}</Button>}>
      <FailureText error={error} />
    </EmptyState>
  );
}

/** The words of the refusal: what is wrong, and what to do. */
export function FailureText({ error }: { error: unknown }): ReactNode {
  const t = useT();
  if (error instanceof NetworkError) return t('failed.network');
  if (!isProblem(error)) return `${t('failed.unexpected')} ${error instanceof Error ? error.message : ''}`;
  const { detail, title, remedy, requestId, violations = [] } = error.problem;
  const lines = violations.map(({ pointer, message, remedy: what }) =>
    [`${lineOf(pointer, t)}${message}`, what].filter(Boolean).join(' '),
  );
  return (
    <>
      {lines.length > 0 ? (
        lines.map((line) => <p key={line}>{line}</p>)
      ) : (
        <p>{[detail ?? title, remedy].filter(Boolean).join(' ')}</p>
      )}
      {requestId && (
        <details className="failure-details">
          <summary>{t('failed.details')}</summary>
          {t('failed.request')} <code className="mono">{requestId}</code> <CopyButton text={requestId} />
        </details>
      )}
    </>
  );
}

/** Which of the goods lines a refusal is about; the message names the field of it. */
function lineOf(pointer: string, t: Translate): string {
  const index = /^\/goods\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? '' : t('form.at-line', { line: Number.parseInt(index, 10) + 1 });
}

/** Above a form or a list that stays. */
export function FailureNotice({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <Notice tone="error">
      <FailureText error={error} />
    </Notice>
  );
}
