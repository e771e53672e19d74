import { resumeActing } from '../api/acting-for';
import { send, setSessionHooks } from '../api/client';
import { queryClient } from '../api/query';
import { isProblem } from '../api/problem';
import { Store, useStore } from '../api/store';

export type Role = 'admin' | 'broker' | 'officer' | 'analyst' | 'auditor' | 'channel';

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly organisation: { readonly id: string; readonly name: string; readonly nameEn: string | null } | null;
  readonly customsOffice: string | null;
  readonly firmAdministrator: boolean;
  readonly mustChangePassword: boolean;
}

export interface Session {
  readonly person: Person | null;
  readonly csrfToken: string;
  readonly expiresAt: string;
}

export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'signed-out' }
  /** `isOver`: the page stays as it is, and a sign-in stands above it. */
  | { readonly kind: 'signed-in'; readonly session: Session; readonly isOver: boolean };

export const sessionStore = new Store<SessionState>({ kind: 'unknown' });
export const useSession = (): SessionState => useStore(sessionStore);

const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];

setSessionHooks({
  csrfToken: () => {
    const state = sessionStore.get();
    return state.kind === 'signed-in' ? state.session.csrfToken : null;
  },
  renewed: () => {
    const state = sessionStore.get();
    if (state.kind !== 'signed-in') return Promise.reject(new Error('signed out'));
    sessionStore.set({ ...state, isOver: true });
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  },
});

const JSON_HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' };

/** Who is signed in, when the page is opened. */
export async function findSession(): Promise<void> {
  try {
    const response = await send({ method: 'GET', url: '/v1/session', headers: JSON_HEADERS, anonymous: true });
    began((await response.json()) as Session);
  } catch (error) {
    if (!isProblem(error)) throw error;
    sessionStore.set({ kind: 'signed-out' });
  }
}

/** Signs in. Calls that waited for it go on when it is the same person; for another one the page begins anew. */
export async function signIn(login: string, password: string): Promise<void> {
  const body = JSON.stringify({ login, password });
  const response = await send({ method: 'POST', url: '/v1/session', headers: JSON_HEADERS, body, anonymous: true });
  const session = (await response.json()) as Session;
  const former = sessionStore.get();
  const isOther = former.kind === 'signed-in' && former.session.person?.id !== session.person?.id;
  if (isOther) return window.location.assign('/');
  began(session);
  for (const { resolve } of waiting.splice(0)) resolve();
}

function began(session: Session): void {
  resumeActing(session.person?.id);
  sessionStore.set({ kind: 'signed-in', session, isOver: false });
}

export async function extendSession(): Promise<void> {
  const response = await send({ method: 'PUT', url: '/v1/session', headers: JSON_HEADERS });
  began((await response.json()) as Session);
}

export async function signOut(): Promise<void> {
  await send({ method: 'DELETE', url: '/v1/session', anonymous: true }).catch(() => undefined);
  for (const { reject } of waiting.splice(0)) reject(new Error('signed out'));
  queryClient.clear();
  sessionStore.set({ kind: 'signed-out' });
}

/** The person of a page that only signed-in people see. */
export function usePerson(): Person {
  const state = useSession();
  if (state.kind !== 'signed-in' || state.session.person === null)
    throw new Error('This page is for signed-in people.');
  return state.session.person;
}

export const useRole = (...roles: Role[]): boolean => usePerson().roles.some((role) => roles.includes(role));
