import { api } from '../../../api/client';
import { type CurrentState, isProblem, NetworkError } from '../../../api/problem';
import { Store } from '../../../api/store';
import type { Declaration } from '../../../shared/declaration/types';
import { clearJournal, journalKey, type JournalEntry, writeJournal } from '../../../shared/journal';
import { merged, type Merge } from './merge';
import { type DeclarationBody, digestOf, inputOf } from './model';

/** `local`: on this computer only. `waiting`: typed and not sent yet. `refused`: the service does not take it as it is. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'local' | 'conflict' | 'refused';

/** What the service has of a draft: its answer, and the tag that a change of it needs. */
export interface Held {
  readonly declaration: Declaration;
  readonly etag: string | undefined;
}

export interface Saving {
  readonly state: SaveState;
  readonly held: Held | null;
  readonly savedAt: Date | null;
  readonly error: unknown;
  /** Somebody else has changed it meanwhile: what both have, and the present one. */
  readonly conflict: { readonly merge: Merge; readonly held: Held; readonly current: CurrentState | null } | null;
}

interface Start {
  readonly held: Held | null;
  readonly entry: JournalEntry | null;
  readonly personId: string;
  /** Names the draft in the journal until the service has given it an id. */
  readonly newId: string;
}

/** Brings one draft to the service: one call at a time, on top of what it began from, and the journal has it meanwhile. */
export class DraftSaver {
  readonly store: Store<Saving>;
  private etag: string | undefined;
  private base: DeclarationBody | null;
  private savedDigest: string | null = null;
  private refusedDigest: string | null = null;
  private latest: { body: DeclarationBody; digest: string } | null = null;
  private underWay: Promise<unknown> = Promise.resolve();
  private readonly key = crypto.randomUUID();

  constructor(private readonly start: Start) {
    const { held, entry } = start;
    this.etag = entry?.etag ?? held?.etag;
    this.base = (entry?.base as DeclarationBody | null) ?? (held ? inputOf(held.declaration) : null);
    this.store = new Store<Saving>({
      state: entry ? 'local' : 'saved',
      held,
      savedAt: null,
      error: null,
      conflict: null,
    });
  }

  /** Notes what is on the page. True where it is not with the service. */
  changed(body: DeclarationBody, digest: string): boolean {
    const isFirst = this.latest === null;
    this.latest = { body, digest };
    if (isFirst && !this.start.entry) this.savedDigest = digest;
    if (digest === this.savedDigest) return false;
    const state = this.store.get();
    const wasRefused = state.state === 'refused' && digest !== this.refusedDigest;
    if (state.state === 'saved' || wasRefused) this.store.set({ ...state, state: 'waiting' });
    void writeJournal({
      key: this.journalKey,
      personId: this.start.personId,
      draftId: state.held?.declaration.id ?? this.start.newId,
      reference: (body as { reference?: string }).reference ?? '',
      body,
      etag: this.etag ?? null,
      base: this.base,
      savedAt: new Date().toISOString(),
    });
    return true;
  }

  /** Sends what is there now, after what is under way; null where it did not get there. */
  save(): Promise<Held | null> {
    const next = this.underWay.then(() => this.sendLatest());
    this.underWay = next.catch(() => undefined);
    return next;
  }

  /** The conflict is decided: what remains to be sent stands on top of the present one. */
  resolved(): void {
    const { conflict } = this.store.get();
    if (!conflict) return;
    this.etag = conflict.held.etag;
    this.base = inputOf(conflict.held.declaration);
    this.savedDigest = null;
    this.store.set({ ...this.store.get(), state: 'waiting', held: conflict.held, conflict: null });
  }

  /** The service has answered for this draft by another way: it was submitted, or acknowledged. */
  tookOver(held: Held): void {
    this.etag = held.etag;
    this.store.set({ ...this.store.get(), held });
  }

  private get journalKey(): string {
    return journalKey(this.start.personId, this.store.get().held?.declaration.id ?? this.start.newId);
  }

  private async sendLatest(): Promise<Held | null> {
    const { held, state } = this.store.get();
    const { latest } = this;
    if (!latest || state === 'conflict') return null;
    if (latest.digest === this.savedDigest && held) return held;
    const { reference, market } = latest.body as { reference?: string; market?: string };
    if (!reference || !market) {
      this.store.set({ ...this.store.get(), state: 'local' });
      return null;
    }
    this.store.set({ ...this.store.get(), state: 'saving' });
    const { journalKey: written } = this;
    try {
      const next = await this.send(held?.declaration.id ?? null, latest.body);
      this.etag = next.etag;
      this.base = inputOf(next.declaration);
      this.savedDigest = latest.digest;
      const isCurrent = this.latest?.digest === latest.digest;
      this.store.set({
        state: isCurrent ? 'saved' : 'waiting',
        held: next,
        savedAt: new Date(),
        error: null,
        conflict: null,
      });
      await clearJournal(written);
      return next;
    } catch (failure) {
      await this.failed(failure, held, latest.body);
      return null;
    }
  }

  private async failed(failure: unknown, held: Held | null, sent: DeclarationBody): Promise<void> {
    if (!held || !isProblem(failure, 412)) {
      const state = failure instanceof NetworkError ? 'local' : 'refused';
      this.refusedDigest = digestOf(sent);
      return this.store.set({ ...this.store.get(), state, error: failure });
    }
    const now = await api.get('/v1/declarations/{id}', { path: { id: held.declaration.id } });
    const merge = merged(this.base ?? {}, sent, inputOf(now.data));
    const current = failure.problem.current ?? null;
    const conflict = { merge, held: { declaration: now.data, etag: now.etag }, current };
    this.store.set({ ...this.store.get(), state: 'conflict', error: null, conflict });
  }

  private async send(id: string | null, body: DeclarationBody): Promise<Held> {
    if (id !== null) {
      const { data, etag } = await api.put('/v1/declarations/{id}', { path: { id }, body, ifMatch: this.etag });
      return { declaration: data as Declaration, etag };
    }
    // The same content again replays the first answer; another content is another intent.
    const idempotencyKey = `${this.key}-${hashOf(digestOf(body))}`;
    const { data, etag } = await api.post('/v1/declarations', { body, idempotencyKey });
    return { declaration: data as Declaration, etag };
  }
}

function hashOf(text: string): string {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return (hash >>> 0).toString(36);
}
