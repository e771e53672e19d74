import { Injectable } from '@nestjs/common';
import { refuse } from '../../messages/refusals/refusal.js';
import { type Actor, SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import type { PersonEntity } from '../people/person.entity.js';
import { type Origin, Sessions, type SignedIn } from '../sessions/sessions.service.js';
import type { Identity } from './issuer.service.js';

export type IdentifiedPerson = Pick<PersonEntity, 'id' | 'name' | 'roles' | 'organisationId'> & {
  readonly customsOffice: string | null;
};

/** People who are known by what the issuer says of them. */
@Injectable()
export class IssuerSignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /** Opens a session for whom the issuer has signed in. Refuses somebody nobody has entered here, or who may not sign in (unauthenticated). */
  async signIn(identity: Identity, requestId: string, origin: Origin): Promise<SignedIn> {
    const person = await this.personOf(identity);
    if (!person) throw refuse('unauthenticated', 'issuer-person-unknown');
    const { id, name, roles, organisationId } = person;
    const actor: Actor = {
      ...{ keyId: null, personId: id, name, role: roles[0] ?? 'analyst', organisationId, office: null, requestId },
    };
    return this.database.transaction(actor, (tx) =>
      this.sessions.openForPerson(tx, { personId: id, by: 'issuer' }, origin),
    );
  }

  /** The person of an identity who may act now, or null. */
  personOf(identity: Identity): Promise<IdentifiedPerson | null> {
    return this.database.transaction(SYSTEM, (tx) => find(tx, identity));
  }
}

const find = (tx: Tx, { issuer, subject }: Identity) =>
  tx.one<IdentifiedPerson>(
    `SELECT p.id, p.name, p.roles, p.organisation_id AS "organisationId", o.customs_office AS "customsOffice"
     FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
     WHERE p.issuer = $1 AND p.subject = $2 AND p.state = 'active' AND (o.id IS NULL OR o.state = 'open')`,
    [issuer, subject],
  );
