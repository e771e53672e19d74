import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isId, newId } from '../vocabulary/id.js';
import { assertNoErrors } from '../messages/refusal.js';
import { isUscc } from '../vocabulary/identifiers/uscc.js';
import { violation, type Violation } from '../messages/violation.js';
import type { CreateOrganisation, OrganisationAnswer, OrganisationQuery } from './organisations.dto.js';
import { OrganisationEntity } from './organisation.entity.js';

const COLUMNS = `id, kind, name, name_en AS "nameEn", uscc, customs_office AS "customsOffice", created_at AS "createdAt"`;

/** The firms and offices that work here. */
@Injectable()
export class Organisations {
  constructor(private readonly clock: Clock) {}

  /** Adds an organisation. Refuses a wrong credit code and a customs office without its number (rule-broken). */
  async create(tx: Tx, wanted: CreateOrganisation): Promise<OrganisationAnswer> {
    const violations: Violation[] = [];
    if (wanted.uscc !== undefined && !isUscc(wanted.uscc)) {
      violations.push(violation('uscc-invalid', '/uscc', { value: wanted.uscc }));
    }
    if (wanted.kind === 'customs' && wanted.customsOffice === undefined) {
      violations.push(violation('required-missing', '/customsOffice'));
    }
    assertNoErrors(violations);
    const { kind, name, nameEn = null, uscc = null, customsOffice = null } = wanted;
    const made = { id: newId(), kind, name, nameEn, uscc, customsOffice, createdAt: this.clock.now().toISOString() };
    await tx.manager.insert(OrganisationEntity, made);
    await recordAudit(tx, this.clock, {
      action: 'organisation.created',
      subjectType: 'organisation',
      subjectId: made.id,
      detail: { kind, name, uscc, customsOffice },
    });
    return made;
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
