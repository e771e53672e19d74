import { useEffect } from 'react';
import { useNavigateTo } from '../shared/location';
import { usePerson } from '../shared/session';
import { entriesFor } from './navigation';

/** Every desk opens on what must be done next. */
export function Home() {
  const person = usePerson();
  const go = useNavigateTo();
  const first = person.mustChangePassword ? '/me/password' : (entriesFor(person)[0]?.href ?? '/me');
  useEffect(() => go(first, { replace: true }), [go, first]);
  return null;
}
