import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import { assertRevision } from '../../audit/assert-revision.js';
import { assertNoErrors, refuse, refuseAt } from '../../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { type Page, type PageQuery, readPage } from '../../platform/http/page.js';
import { Clock } from '../../vocabulary/clock.js';
import type { HeaderMapping } from '../domain/columns.js';
import { lookedUp, mappingFaults } from '../domain/mapping.js';
import { ImportMappingEntity } from './import-mapping.entity.js';

export type ImportMapping = Omit<ImportMappingEntity, 'brokerId'>;

/** What firms call the columns of their files. */
@Injectable()
export class ImportMappingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The mapping under a name as headers are looked up in it; an empty one without a name. Refuses (malformed) a name that is none. */
  async named(actor: Actor, name: string | undefined): Promise<HeaderMapping> {
    if (name === undefined) return {};
    const found = await this.database.transaction(actor, (tx) =>
      tx.manager.findOneBy(ImportMappingEntity, { brokerId: firmOf(actor), name }),
    );
    if (found) return lookedUp(found.headers);
    throw refuseAt(pointer('query', 'mapping'), 'malformed', 'not-found', { what: 'import mapping', value: name });
  }

  /** Makes or replaces a mapping. Refuses (rule-broken) what is no column of ours. */
  put(
    actor: Actor,
    name: string,
    { headers, expected }: { headers: Record<string, string>; expected: ExpectedRevisions | undefined },
  ): Promise<ImportMapping> {
    assertNoErrors(mappingFaults(headers));
    const brokerId = firmOf(actor);
    return this.database.transaction(actor, async (tx) => {
      await tx.run(
        `INSERT INTO import_mapping (broker_id, name, headers, revision, changed_at) VALUES ($1, $2, '{}', 0, $3) ON CONFLICT DO NOTHING`,
        [brokerId, name, this.clock.now().toISOString()],
      );
      const held = await tx.manager.findOne(ImportMappingEntity, {
        where: { brokerId, name },
        lock: { mode: 'pessimistic_write' },
      });
      const from = held?.revision ?? 0;
      const subjectId = `${brokerId} ${name}`;
      if (from > 0) {
        if (expected === undefined) throw refuse('precondition-required', 'if-match-missing');
        await assertRevision(tx, expected, { subjectId, resource: 'import-mapping', revision: from });
      }
      const mapping = { name, headers, revision: from + 1, changedAt: this.clock.now().toISOString() };
      const { name: _, ...changes } = mapping;
      await tx.manager.update(ImportMappingEntity, { brokerId, name }, changes as never);
      await recordAudit(tx, this.clock, {
        action: 'import-mapping.changed',
        subjectType: 'import-mapping',
        subjectId,
        change: { resource: 'import-mapping', from, to: mapping.revision, changed: ['/headers'] },
      });
      return mapping;
    });
  }

  one(actor: Actor, name: string): Promise<ImportMapping> {
    return this.database.transaction(actor, async (tx) => {
      const found = await tx.manager.findOneBy(ImportMappingEntity, { brokerId: firmOf(actor), name });
      if (!found) throw refuse('not-found', 'not-found', { what: 'import mapping', value: name.slice(0, 60) });
      const { brokerId: _, ...mapping } = found;
      return mapping;
    });
  }

  list(actor: Actor, query: PageQuery): Promise<Page<ImportMapping>> {
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        1,
        (after, limit) =>
          tx.rows<ImportMapping>(
            `SELECT name, headers, revision, changed_at AS "changedAt" FROM import_mapping
             WHERE broker_id = $3 AND ($1::text IS NULL OR name > $1) ORDER BY name LIMIT $2`,
            [after?.[0] ?? null, limit, firmOf(actor)],
          ),
        ({ name }) => [name],
      ),
    );
  }

  async remove(actor: Actor, name: string): Promise<void> {
    await this.database.transaction(actor, async (tx) => {
      const { affected } = await tx.manager.delete(ImportMappingEntity, { brokerId: firmOf(actor), name });
      if (affected !== 1) throw refuse('not-found', 'not-found', { what: 'import mapping', value: name.slice(0, 60) });
      const subjectId = `${firmOf(actor)} ${name}`;
      await recordAudit(tx, this.clock, { action: 'import-mapping.removed', subjectType: 'import-mapping', subjectId });
    });
  }
}

function firmOf({ organisationId, role }: Actor): string {
  if (organisationId === null) throw refuse('forbidden', 'not-allowed', { role });
  return organisationId;
}
