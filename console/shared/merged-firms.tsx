import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { actFor, actingFor } from '../api/acting-for';
import { send } from '../api/client';
import { useStore } from '../api/store';
import type { AnswerOf } from '../api/types';
import { Menu } from '../kit/overlays/menu';
import { useT } from '../texts';
import { type Person, useRole } from './session';

/** Whether this window works for a merged firm, which begins nothing new. */
export const useIsActing = (): boolean => useStore(actingFor) !== null;

type Me = AnswerOf<'get', '/v1/me'>;
const readMe = async (): Promise<Me> =>
  (await (
    await send({ method: 'GET', url: '/v1/me', headers: { Accept: 'application/json' }, isOwn: true })
  ).json()) as Me;

/** For whom one works, where other firms were merged into one's own. */
export function FirmChoice({ person }: { person: Person }) {
  const t = useT();
  const isBroker = useRole('broker');
  const acting = useStore(actingFor);
  const { data } = useQuery({
    queryKey: ['/v1/me', 'merged'],
    queryFn: readMe,
    enabled: isBroker && !person.mustChangePassword,
    staleTime: Infinity,
  });
  const merged = data?.mergedFirms ?? [];
  const firm = merged.find(({ id }) => id === acting);
  const isGone = acting !== null && data !== undefined && firm === undefined;
  useEffect(() => {
    if (isGone) actFor(person.id, null);
  }, [isGone, person.id]);
  if (merged.length === 0) return null;
  const own = { id: '', name: person.organisation?.name ?? '', detail: t('firm.own') };
  const others = merged.map(({ id, name }) => ({ id, name, detail: t('firm.merged') }));
  return (
    <Menu
      label={t('firm.choice')}
      entries={[own, ...others]}
      selected={acting ?? ''}
      kind={firm ? 'plain' : 'quiet'}
      onAction={(id) => actFor(person.id, id === '' ? null : id)}
    >
      <span className={firm ? 'header-text acting' : 'header-text'}>
        {firm ? t('firm.acting', { name: firm.name }) : t('firm.own')}
      </span>
    </Menu>
  );
}
