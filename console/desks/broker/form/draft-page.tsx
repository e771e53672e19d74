import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api } from '../../../api/client';
import { Button } from '../../../kit/button';
import { Notice, Skeleton } from '../../../kit/states';
import { FailureState } from '../../../shared/failure';
import { journalKey, readJournal } from '../../../shared/journal';
import { useQueryParams } from '../../../shared/location';
import { useMarket } from '../../../shared/market';
import { Page } from '../../../shared/page';
import { usePerson } from '../../../shared/session';
import { useT } from '../../../texts';
import { isWritable } from '../declaration/writable';
import { DraftForm } from './draft-form';

const UUID = /^[0-9a-f]{8}-/;

/** A draft of the service, or one that begins here; with what the journal has of it. */
export function DraftPage() {
  const { id } = useParams({ strict: false }) as { id?: string };
  const [query] = useQueryParams();
  const [fresh] = useState(() => `new-${crypto.randomUUID()}`);
  const draftId = id ?? query['draft'] ?? fresh;
  // The form names itself in the URL once the service has it: that must not open it anew.
  const [opened] = useState(draftId);
  const shown = id ?? opened;
  return <LoadedDraft key={shown} draftId={shown} />;
}

function LoadedDraft({ draftId }: { draftId: string }) {
  const t = useT();
  const person = usePerson();
  const market = useMarket();
  const lock = useLock(`loomgate ${draftId}`);
  const { data, error, refetch } = useQuery({
    queryKey: ['draft', draftId],
    queryFn: () => load(person.id, draftId),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const title = data?.held?.declaration.reference ?? t('form.new-title');
  if (error) return <Page title={title}>{<FailureState error={error} onRetry={() => void refetch()} />}</Page>;
  if (!data || lock.state === 'asking' || market === undefined) {
    return <Page title={title}>{<Skeleton label={t('app.loading')} />}</Page>;
  }
  const isClosed = data.held !== null && !isWritable(data.held.declaration.status);
  const notice = isClosed ? (
    <Notice tone="info">{t('form.read-only')}</Notice>
  ) : lock.state === 'elsewhere' ? (
    <Notice tone="warning" action={<Button onPress={lock.steal}>{t('form.take-over')}</Button>}>
      {t('form.elsewhere')}
    </Notice>
  ) : null;
  const start = { ...data, newId: draftId, market, isReadOnly: isClosed || lock.state === 'elsewhere' };
  return <DraftForm key={String(start.isReadOnly)} start={start} notice={notice} />;
}

async function load(personId: string, draftId: string) {
  const entry = (await readJournal(journalKey(personId, draftId))) ?? null;
  if (!UUID.test(draftId)) return { held: null, entry };
  const { data, etag } = await api.get('/v1/declarations/{id}', { path: { id: draftId } });
  return { held: { declaration: data, etag }, entry };
}

/** One window writes a draft; another one reads it until it takes over. */
function useLock(name: string) {
  const [state, setState] = useState<'asking' | 'here' | 'elsewhere'>('asking');
  const [steals, setSteals] = useState(0);
  useEffect(() => {
    const { locks } = navigator as { locks?: LockManager };
    if (!locks) return setState('here');
    let release = () => undefined as void;
    let isGone = false;
    const held = new Promise<void>((resolve) => (release = resolve));
    const options = steals > 0 ? { steal: true } : { ifAvailable: true };
    locks
      .request(name, options, (lock) => {
        if (isGone) return;
        setState(lock ? 'here' : 'elsewhere');
        return lock ? held : undefined;
      })
      .catch(() => !isGone && setState('elsewhere'));
    return () => {
      isGone = true;
      release();
    };
  }, [name, steals]);
  return { state, steal: () => setSteals(steals + 1) };
}
