import { Store } from './store';

const PLACE = 'loomgate.acting-for';

interface Choice {
  readonly person: string;
  readonly firm: string;
}

/** The merged firm on whose behalf this window makes every call; null for one's own. */
export const actingFor = new Store<string | null>(null);

/** What says so to the service. */
export const actingHeader = (): Record<string, string> => {
  const id = actingFor.get();
  return id === null ? {} : { 'Acting-For': id };
};

/** Goes on for the firm that this window acted for, where the same person is there again. */
export function resumeActing(person: string | undefined): void {
  const stored = sessionStorage.getItem(PLACE);
  const choice = stored === null ? null : (JSON.parse(stored) as Choice);
  actingFor.set(choice !== null && choice.person === person ? choice.firm : null);
}

/** The page begins anew: nothing that was read for one firm is shown as another's. */
export function actFor(person: string, firm: string | null): void {
  if (firm === null) sessionStorage.removeItem(PLACE);
  else sessionStorage.setItem(PLACE, JSON.stringify({ person, firm } satisfies Choice));
  window.location.assign('/');
}
