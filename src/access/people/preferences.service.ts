import { Injectable } from '@nestjs/common';
import { assertRevision } from '../../audit/assert-revision.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { type Actor, callerIdOf } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Preferences, PreferencesAnswer } from './preferences.dto.js';
import { PreferenceEntity } from './preference.entity.js';

/** What callers have chosen for the console: each its own, which nobody else reads. */
@Injectable()
export class PreferencesService {
  constructor(private readonly database: Database) {}

  /** The choices of the caller; before the first, none at revision 0. */
  async of(actor: Actor): Promise<PreferencesAnswer> {
    const callerId = idOf(actor);
    const held = await this.database.transaction(actor, (tx) => tx.manager.findOneBy(PreferenceEntity, { callerId }));
    return toAnswer(held ?? { choices: {}, revision: 0 });
  }

  /** Replaces the choices. Refuses a stale revision. */
  replace(actor: Actor, choices: Preferences, expected: ExpectedRevisions): Promise<PreferencesAnswer> {
    const callerId = idOf(actor);
    return this.database.transaction(actor, async (tx) => {
      // The row is there before it is locked: two first choices at the same time are one after the other.
      await tx.run(
        `INSERT INTO preference (caller_id, choices, revision) VALUES ($1, '{}', 0) ON CONFLICT DO NOTHING`,
        [callerId],
      );
      const held = await tx.manager.findOne(PreferenceEntity, {
        where: { callerId },
        lock: { mode: 'pessimistic_write' },
      });
      const revision = held?.revision ?? 0;
      await assertRevision(tx, expected, { subjectId: callerId, resource: 'preferences', revision });
      const before = toAnswer({ choices: held?.choices ?? {}, revision });
      if (JSON.stringify(toAnswer({ choices: { ...choices }, revision })) === JSON.stringify(before)) return before;
      const next = { choices: { ...choices }, revision: revision + 1 };
      await tx.run('UPDATE preference SET choices = $2, revision = $3 WHERE caller_id = $1', [
        ...[callerId, JSON.stringify(next.choices), next.revision],
      ]);
      return toAnswer(next);
    });
  }
}

function idOf(actor: Actor): string {
  const id = callerIdOf(actor) ?? actor.sessionId;
  if (id === undefined) throw new Error('An actor of a request has a key or a session.');
  return id;
}

function toAnswer({ choices, revision }: Pick<PreferenceEntity, 'choices' | 'revision'>): PreferencesAnswer {
  const {
    language = null,
    density = null,
    keys = null,
    market = null,
    startPage = null,
    columns = [],
  } = choices as Preferences;
  return { language, density, keys, market, startPage, columns, revision };
}
