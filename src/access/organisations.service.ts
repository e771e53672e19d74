import { Injectable } from '@nestjs/common';
import { assertRevision } from '../audit/assert-revision.js';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isId, newId } from '../vocabulary/id.js';
import { changedPointers } from '../messages/refusals/changed-pointers.js';
import { assertNoErrors, refuse, refuseAt } from '../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { isUscc } from '../vocabulary/identifiers/uscc.js';
import { violation, type Violation } from '../messages/refusals/violation.js';
import { KeyRegister } from './key-register.service.js';
import type {
  CreateOrganisation,
  OrganisationAnswer,
  OrganisationQuery,
  ReplaceOrganisation,
} from './organisations.dto.js';
import { OrganisationEntity } from './organisation.entity.js';
import { Sessions } from './sessions/sessions.service.js';

const COLUMNS = `id, kind, name, name_en AS "nameEn", uscc, customs_office AS "customsOffice", created_at AS "createdAt", state, revision`;

/** The firms and offices that work here. */
@Injectable()
export class Organisations {
  constructor(
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly register: KeyRegister,
  ) {}

  /** Adds an organisation. Refuses a wrong credit code, one that is taken, and a customs office without its number. */
  async create(tx: Tx, wanted: CreateOrganisation): Promise<OrganisationAnswer> {
    await this.assertSound(tx, wanted, null);
    const { kind, name, nameEn = null, uscc = null, customsOffice = null } = wanted;
    const createdAt = this.clock.now().toISOString();
    const made = {
      id: newId(),
      kind,
      name,
      nameEn,
      uscc,
      customsOffice,
      createdAt,
      state: 'open' as const,
      revision: 1,
    };
    await tx.manager.insert(OrganisationEntity, made);
    await recordAudit(tx, this.clock, {
      action: 'organisation.created',
      subjectType: 'organisation',
      subjectId: made.id,
      detail: { kind, name, uscc, customsOffice },
    });
    return made;
  }

  /**
   * Replaces what is known of an organisation; its kind stays. Refuses a stale revision and what `create` refuses. One that is closed
   * has no sessions, no sign-ins and no keys from then on.
   */
  async replace(
    tx: Tx,
    id: string,
    wanted: ReplaceOrganisation,
    expected: ExpectedRevisions,
  ): Promise<OrganisationAnswer> {
    const held = await tx.manager.findOne(OrganisationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!held) throw refuse('not-found', 'not-found', { what: 'organisation', value: id });
    await assertRevision(tx, expected, { subjectId: id, resource: 'organisation', revision: held.revision });
    await this.assertSound(tx, { ...wanted, kind: held.kind }, held);
    const { name, nameEn = null, uscc = null, customsOffice = null, state = 'open' } = wanted;
    const after = { name, nameEn, uscc, customsOffice, state };
    const before = fieldsOf(held);
    const changed = changedPointers(before, after);
    if (changed.length === 0) return held;
    const revision = held.revision + 1;
    await tx.manager.update(OrganisationEntity, { id }, { ...after, revision });
    await recordAudit(tx, this.clock, {
      ...{ action: 'organisation.changed', subjectType: 'organisation', subjectId: id, before, after },
      change: { resource: 'organisation', from: held.revision, to: revision, changed },
    });
    if (state === 'closed' && held.state === 'open') await this.endAccess(tx, id);
    return { ...held, ...after, revision };
  }

  private async endAccess(tx: Tx, id: string): Promise<void> {
    const people = await tx.rows<{ id: string }>('SELECT id FROM person WHERE organisation_id = $1', [id]);
    await this.sessions.end(tx, { personIds: people.map((person) => person.id) });
    await this.register.revokeOf(tx, id);
  }

  private async assertSound(
    tx: Tx,
    { kind, uscc, customsOffice }: Pick<CreateOrganisation, 'kind' | 'uscc' | 'customsOffice'>,
    held: OrganisationEntity | null,
  ): Promise<void> {
    const violations: Violation[] = [];
    if (uscc !== undefined && uscc !== held?.uscc && !isUscc(uscc)) {
      violations.push(violation('uscc-invalid', '/uscc', { value: uscc }));
    }
    if (kind === 'customs' && customsOffice === undefined)
      violations.push(violation('required-missing', '/customsOffice'));
    assertNoErrors(violations);
    if (uscc === undefined) return;
    // Two that enter the same firm at the same time: the second waits here, and then sees the first.
    await tx.run(`SELECT pg_advisory_xact_lock(hashtextextended('uscc ' || $1, 0))`, [uscc]);
    const taken = await tx.one<{ id: string }>(
      'SELECT id FROM organisation WHERE uscc = $1 AND id IS DISTINCT FROM $2::uuid LIMIT 1',
      [uscc, held?.id ?? null],
    );
    if (taken) throw refuseAt('/uscc', 'conflict', 'uscc-taken', { value: uscc });
  }

  /** The organisation, or null when there is none the actor may see. */
  byId(tx: Tx, id: string): Promise<OrganisationAnswer | null> {
    return tx.one<OrganisationAnswer>(
      `SELECT ${COLUMNS} FROM organisation WHERE id = $1 AND own_organisation(id, kind)`,
      [id],
    );
  }

  /** The organisations the actor may see, in the order in which they were added. */
  async page(tx: Tx, query: OrganisationQuery): Promise<Page<OrganisationAnswer>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, [isId]) ?? [];
    const rows = await tx.rows<OrganisationAnswer>(
      `SELECT ${COLUMNS} FROM organisation
       WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR strpos(lower(name || ' ' || coalesce(name_en, '')), lower($2)) > 0)
         AND ($3::uuid IS NULL OR id > $3) AND own_organisation(id, kind)
       ORDER BY id LIMIT $4`,
      [query.kind ?? null, query.search ?? null, after, limit + 1],
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}

/** What may change, as the audit trail and a stale change name it. */
const fieldsOf = ({ name, nameEn, uscc, customsOffice, state }: OrganisationEntity) => ({
  ...{ name, nameEn, uscc, customsOffice, state },
});
