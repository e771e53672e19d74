import { Injectable } from '@nestjs/common';
import { assertRevision } from '../audit/assert-revision.js';
import { recordAudit } from '../audit/audit.js';
import { refuse, refuseAt } from '../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { type Actor, SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { Keys } from './keys.service.js';
import { OrganisationEntity } from './organisation.entity.js';
import type { OrganisationAnswer } from './organisations.dto.js';
import { Sessions } from './sessions/sessions.service.js';

export type MergedFirm = Pick<OrganisationEntity, 'id' | 'name'>;

/**
 * Firms that were merged into others (`docs/decisions/0033`). No row of the merged firm is rewritten: what it declared stays its own, in
 * every figure and paper. The firm that goes on finishes it by asking on its behalf (`Acting-For`).
 */
@Injectable()
export class MergedFirms {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly keys: Keys,
  ) {}

  /**
   * Closes a firm and moves its people and keys to another one. Refuses a stale revision, and (rule-broken) firms of which one is closed or
   * no broker. Who administered the merged firm administers the other one only when its administrator says so.
   */
  async merge(tx: Tx, id: string, into: string, expected: ExpectedRevisions): Promise<OrganisationAnswer> {
    // In the order of ids: of two merges that cross, one waits and then finds its firm closed.
    const firms = new Map<string, OrganisationEntity>();
    for (const each of [id, into].sort()) {
      const held = await tx.manager.findOne(OrganisationEntity, {
        where: { id: each },
        lock: { mode: 'pessimistic_write' },
      });
      if (held) firms.set(each, held);
    }
    const merged = firms.get(id);
    if (!merged) throw refuse('not-found', 'not-found', { what: 'organisation', value: id });
    await assertRevision(tx, expected, { subjectId: id, resource: 'organisation', revision: merged.revision });
    const survivor = firms.get(into);
    if (!survivor) throw refuseAt('/into', 'rule-broken', 'not-found', { what: 'organisation', value: into });
    const isOpenBroker = ({ kind, state }: OrganisationEntity) => kind === 'broker' && state === 'open';
    if (id === into || !isOpenBroker(merged) || !isOpenBroker(survivor))
      throw refuseAt('/into', 'rule-broken', 'merge-impossible');
    const change = { state: 'closed' as const, mergedInto: into };
    const revision = merged.revision + 1;
    await tx.manager.update(OrganisationEntity, { id }, { ...change, revision });
    const moved = await this.moveAccess(tx, id, into);
    await recordAudit(tx, this.clock, {
      ...{ action: 'organisation.merged', subjectType: 'organisation', subjectId: id },
      ...{ before: { state: merged.state, mergedInto: merged.mergedInto }, after: change, detail: moved },
      change: { resource: 'organisation', from: merged.revision, to: revision, changed: ['/state', '/mergedInto'] },
    });
    return { ...merged, ...change, revision };
  }

  /** The firms that were merged into one, also by way of others. */
  of(tx: Tx, organisationId: string): Promise<MergedFirm[]> {
    return tx.asService(() => tx.rows<MergedFirm>(MERGED_INTO, [organisationId]));
  }

  /** The caller on behalf of a firm that was merged into the caller's; any other is refused (forbidden) like one that is not there. */
  async actingFor(actor: Actor, wanted: string): Promise<Actor> {
    const { role, organisationId } = actor;
    const isBroker = role === 'broker' && organisationId !== null && isId(wanted);
    const merged = isBroker ? await this.database.transaction(SYSTEM, (tx) => this.of(tx, organisationId)) : [];
    const firm = merged.find(({ id }) => id === wanted.toLowerCase());
    if (!firm) throw refuse('forbidden', 'acting-for-unknown');
    return { ...actor, organisationId: firm.id, forMergedFirm: true };
  }

  /** The rights change, so who has signed in signs in again; a key goes on, for the other firm. */
  private async moveAccess(tx: Tx, id: string, into: string): Promise<Record<'people' | 'keys', string[]>> {
    const people = await tx.rows<{ id: string }>(
      `UPDATE person SET organisation_id = $2, firm_administrator = false, revision = revision + 1
       WHERE organisation_id = $1 RETURNING id`,
      [id, into],
    );
    await this.sessions.end(tx, { personIds: people.map((person) => person.id) });
    const keys = await tx.rows<{ id: string }>(
      'UPDATE api_key SET organisation_id = $2 WHERE organisation_id = $1 AND revoked_at IS NULL RETURNING id',
      [id, into],
    );
    tx.afterCommit(() => keys.forEach((key) => this.keys.uncache(key.id)));
    return { people: people.map((person) => person.id), keys: keys.map((key) => key.id) };
  }
}

const MERGED_INTO = `
  WITH RECURSIVE merged AS (
    SELECT id, name FROM organisation WHERE merged_into = $1
    UNION SELECT o.id, o.name FROM organisation o JOIN merged m ON o.merged_into = m.id)
  SELECT id, name FROM merged ORDER BY name, id`;
