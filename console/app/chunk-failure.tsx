import { useEffect } from 'react';
import { Button } from '../kit/button';
import { EmptyState } from '../kit/states';
import { FailureState } from '../shared/failure';
import { useT } from '../texts';

const CHUNK = /dynamically imported module|importing a module|Failed to fetch/i;

/** A page that broke. Where its file is gone there is a newer console: it is loaded when the person says so, never by itself. */
export function ChunkFailure({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useT();
  const isOld = error instanceof Error && CHUNK.test(error.message);
  useEffect(() => {
    if (!isOld) console.error(error);
  }, [error, isOld]);
  if (!isOld) return <FailureState error={error} {...(reset ? { onRetry: reset } : {})} />;
  return (
    <EmptyState
      title={t('failed.chunk')}
      action={
        <Button kind="primary" onPress={() => window.location.reload()}>
          {t('failed.reload')}
        </Button>
      }
    />
  );
}
