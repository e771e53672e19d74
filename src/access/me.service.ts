import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { OrganisationEntity } from './organisation.entity.js';
import { type MergedFirm, MergedFirms } from './merged-firms.service.js';
import type { OrganisationAnswer } from './organisations.dto.js';
import { PersonEntity } from './people/person.entity.js';

/** The caller as the service sees it: of key and person one is there. */
export interface Me {
  readonly keyId: string | null;
  readonly personId: string | null;
  readonly login: string | null;
  readonly name: string;
  /** The first of the roles. */
  readonly role: Role;
  readonly roles: readonly Role[];
  readonly firmAdministrator: boolean;
  readonly organisation: OrganisationAnswer | null;
  /** Office of an officer; null for everybody else. */
  readonly customsOffice: string | null;
  /** Codes of the followed markets the caller has to do with: those of the own office, else all. */
  readonly markets: readonly string[];
  /** Firms that were merged into the caller's: `Acting-For` with one of their ids asks on its behalf. */
  readonly mergedFirms: readonly MergedFirm[];
}

@Injectable()
export class MeService {
  constructor(
    private readonly database: Database,
    private readonly mergedFirms: MergedFirms,
  ) {}

  /** Who the caller is. The own row is read by the service: no role sees every person. */
  of(actor: Actor): Promise<Me> {
    return this.database.transaction(actor, async (tx) => {
      const { keyId, personId = null, organisationId, office } = actor;
      const person =
        personId === null ? null : await tx.asService(() => tx.manager.findOneBy(PersonEntity, { id: personId }));
      const organisation =
        organisationId === null ? null : await tx.manager.findOneBy(OrganisationEntity, { id: organisationId });
      const roles = person?.roles ?? [actor.role];
      return {
        ...{ keyId, personId, login: person?.login ?? null, name: person?.name ?? actor.name },
        ...{ role: roles[0] ?? actor.role, roles, firmAdministrator: person?.firmAdministrator ?? false },
        ...{ organisation, customsOffice: office, markets: await marketsOf(tx, office) },
        mergedFirms: organisationId === null ? [] : await this.mergedFirms.of(tx, organisationId),
      };
    });
  }
}

const marketsOf = async (tx: Tx, office: string | null): Promise<string[]> =>
  (
    await tx.rows<{ code: string }>(
      `SELECT code FROM market WHERE follow_up_since IS NOT NULL AND ($1::text IS NULL OR customs_office = $1) ORDER BY code`,
      [office],
    )
  ).map(({ code }) => code);
