/** What was typed and is not with the service yet: kept in IndexedDB, by person and draft, until the service has it. */
export interface JournalEntry {
  /** Person and draft; `new:…` for a draft the service has not seen. */
  readonly key: string;
  readonly personId: string;
  readonly draftId: string;
  readonly reference: string;
  readonly body: unknown;
  /** The tag of what the typing began from. */
  readonly etag: string | null;
  /** What it began from, to merge with what somebody else has written meanwhile. */
  readonly base: unknown;
  readonly savedAt: string;
}

const NAME = 'loomgate';
const ENTRIES = 'journal';
let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
  return opened;
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = work(database.transaction(ENTRIES, mode).objectStore(ENTRIES));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

export const journalKey = (personId: string, draftId: string): string => `${personId} ${draftId}`;

/** A browser without storage loses nothing but this second copy. */
export const writeJournal = (entry: JournalEntry): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(entry)).catch(() => undefined);

export const clearJournal = (key: string): Promise<unknown> =>
  inStore('readwrite', (store) => store.delete(key)).catch(() => undefined);

export const readJournal = (key: string): Promise<JournalEntry | undefined> =>
  inStore('readonly', (store) => store.get(key) as IDBRequest<JournalEntry | undefined>).catch(() => undefined);

/** A person's own entries: what another one has typed on this computer stays sealed. */
export const journalOf = (personId: string): Promise<JournalEntry[]> =>
  inStore('readonly', (store) => store.getAll() as IDBRequest<JournalEntry[]>)
    .then((entries) => entries.filter((entry) => entry.personId === personId))
    .catch(() => []);
