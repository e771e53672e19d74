import { isProblem } from '../api/problem';
import { send } from '../api/client';
import { Store } from '../api/store';
import { setLetterKeys } from '../kit/shortcuts';
import { currentLanguage, type Language, setLanguage } from '../texts';

/** What belongs to the person and follows to every computer. Fields that other versions know are left as they are. */
export interface Preferences {
  readonly language?: Language | null;
  readonly density?: 'compact' | 'comfortable' | null;
  readonly keys?: boolean | null;
  readonly market?: string | null;
  readonly [other: string]: unknown;
}

export const preferences = new Store<Preferences>({});
let etag = '*';
const URL_OF_MINE = '/v1/me/preferences';

function hold(values: Preferences): void {
  preferences.set(values);
  if (values.language === 'zh' || values.language === 'en') setLanguage(values.language);
  setLetterKeys(values.keys !== false);
  document.documentElement.dataset['density'] = values.density ?? 'compact';
}

/** After signing in. What cannot be read leaves the page as the browser had it. */
export async function findPreferences(): Promise<void> {
  try {
    const response = await send({ method: 'GET', url: URL_OF_MINE, headers: { Accept: 'application/json' } });
    etag = response.headers.get('ETag') ?? '*';
    hold((await response.json()) as Preferences);
  } catch (error) {
    if (!isProblem(error)) throw error;
  }
}

/** Changes what is named, at once on this page; the rest stays. */
export async function changePreferences(changes: Preferences): Promise<void> {
  const next = { ...preferences.get(), ...changes };
  hold(next);
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'If-Match': etag };
  const response = await send({ method: 'PUT', url: URL_OF_MINE, headers, body: JSON.stringify(next) });
  etag = response.headers.get('ETag') ?? etag;
}

export async function rememberLanguage(language: Language): Promise<void> {
  if (language === currentLanguage()) return;
  setLanguage(language);
  await changePreferences({ language }).catch(() => undefined);
}
