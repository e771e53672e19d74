import { Injectable } from '@nestjs/common';
import { assertRevision } from '../../audit/assert-revision.js';
import { recordAudit } from '../../audit/audit.js';
import { changedPointers } from '../../messages/refusals/changed-pointers.js';
import { assertNoErrors, refuse, refuseAt } from '../../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { checkPerson, loginKeyOf } from '../domain/person-rules.js';
import { Issuer } from '../oidc/issuer.service.js';
import { OrganisationEntity } from '../organisation.entity.js';
import { Sessions } from '../sessions/sessions.service.js';
import { FirmAdministration } from './firm-administration.js';
import type { CreatePerson, PersonAnswer, ReplacePerson } from './people.dto.js';
import { personById } from './people.query.js';
import { PersonEntity } from './person.entity.js';
import { StoredPasswords, type ChosenPassword } from './stored-passwords.js';

/** Making and changing people. */
@Injectable()
export class People {
  constructor(
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly passwords: StoredPasswords,
    private readonly firms: FirmAdministration,
    private readonly issuer: Issuer,
  ) {}

  /**
   * Makes a person for whoever asks: a firm's administrator only brokers of the own firm (else forbidden). Refuses roles that do not fit
   * the organisation (rule-broken) and a login that is taken (conflict).
   */
  async create(tx: Tx, wanted: CreatePerson, password: ChosenPassword): Promise<PersonAnswer> {
    const { login, name, roles, firmAdministrator = false, subject = null } = wanted;
    const organisationId = await this.firms.organisationFor(tx, wanted);
    await assertFits(tx, { roles, firmAdministrator, organisationId });
    const named = this.identityOf(subject);
    await assertFree(tx, login, null);
    await assertSubjectFree(tx, named, null);
    const id = newId();
    await tx.manager.insert(PersonEntity, {
      ...{ id, login, loginKey: loginKeyOf(login), name, roles: [...roles], organisationId, firmAdministrator },
      ...named,
      ...{ state: 'active' as const, createdAt: this.clock.now().toISOString(), revision: 1 },
    });
    await this.passwords.set(tx, id, password);
    await recordAudit(tx, this.clock, {
      ...{ action: 'person.created', subjectType: 'person', subjectId: id },
      detail: { login, name, roles, organisation: organisationId, firmAdministrator },
    });
    return (await personById(tx, id)) ?? refuseUnknown(id);
  }

  /**
   * Replaces what is known of a person. Refuses a stale revision, what `create` refuses, and to remove the last administrator
   * (conflict). A disabled person is signed out everywhere.
   */
  async replace(tx: Tx, id: string, wanted: ReplacePerson, expected: ExpectedRevisions): Promise<PersonAnswer> {
    await holdAdministrators(tx);
    const before = await this.hold(tx, id);
    await this.firms.assertMayChange(tx);
    await assertRevision(tx, expected, { subjectId: id, resource: 'person', revision: before.revision });
    const after = await this.changed(tx, before, wanted);
    if (isAdministrator(before) && !isAdministrator(after)) await assertAnotherAdministrator(tx, id);
    const changed = changedPointers(shownOf(before), shownOf(after));
    if (changed.length === 0) return (await personById(tx, id)) ?? refuseUnknown(id);
    await tx.manager.update(PersonEntity, { id }, { ...after, revision: before.revision + 1 });
    await recordAudit(tx, this.clock, {
      ...{ action: 'person.changed', subjectType: 'person', subjectId: id },
      detail: { before: shownOf(before), after: shownOf(after) },
      change: { resource: 'person', from: before.revision, to: before.revision + 1, changed },
    });
    if (after.state === 'disabled') await this.sessions.end(tx, { personIds: [id] });
    return (await personById(tx, id)) ?? refuseUnknown(id);
  }

  /** Sets another password and ends all sessions of the person; whoever was locked out may sign in again. */
  async resetPassword(tx: Tx, id: string, password: ChosenPassword): Promise<void> {
    await this.hold(tx, id);
    await this.firms.assertMayChange(tx);
    await this.passwords.set(tx, id, password);
    await this.sessions.end(tx, { personIds: [id] });
    await recordAudit(tx, this.clock, { action: 'person.password-reset', subjectType: 'person', subjectId: id });
  }

  private async changed(tx: Tx, before: PersonEntity, wanted: ReplacePerson): Promise<Changeable> {
    const { login, name, roles, firmAdministrator = false, state = 'active', subject = null } = wanted;
    const organisationId = await this.firms.organisationFor(tx, wanted);
    await assertFits(tx, { roles, firmAdministrator, organisationId });
    const named = this.identityOf(subject);
    await assertFree(tx, login, before.id);
    await assertSubjectFree(tx, named, before.id);
    return {
      login,
      loginKey: loginKeyOf(login),
      name,
      roles: [...roles],
      organisationId,
      firmAdministrator,
      state,
      ...named,
    };
  }

  /** The identity at the issuer, both parts or neither. Refuses one where no issuer is set (rule-broken). */
  private identityOf(subject: string | null): { issuer: string | null; subject: string | null } {
    if (subject === null) return { issuer: null, subject };
    if (this.issuer.name === null) throw refuseAt('/subject', 'rule-broken', 'issuer-missing');
    return { issuer: this.issuer.name, subject };
  }

  /** Locks the person; another firm's is as good as none. */
  private async hold(tx: Tx, id: string): Promise<PersonEntity> {
    const held = await tx.manager.findOne(PersonEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    // Row-level security asks the same: each holds where the other is missing.
    const isTheirs = tx.actor.role === 'broker' && held?.organisationId !== tx.actor.organisationId;
    return held && !isTheirs ? held : refuseUnknown(id);
  }
}

type Changeable = Pick<
  PersonEntity,
  'login' | 'loginKey' | 'name' | 'roles' | 'organisationId' | 'firmAdministrator' | 'state' | 'issuer' | 'subject'
>;

function refuseUnknown(id: string): never {
  throw refuse('not-found', 'not-found', { what: 'person', value: id });
}

/** A person as the audit trail and a stale change name the fields: as in the API. */
const shownOf = ({ login, name, roles, organisationId, firmAdministrator, state, subject }: Changeable) => ({
  ...{ login, name, roles, organisation: organisationId, firmAdministrator, state, subject },
});

async function assertFits(tx: Tx, wanted: Pick<Changeable, 'roles' | 'firmAdministrator' | 'organisationId'>) {
  const { roles, firmAdministrator, organisationId: id } = wanted;
  const kind = id === null ? null : (await tx.manager.findOneBy(OrganisationEntity, { id }))?.kind;
  assertNoErrors(checkPerson({ roles, firmAdministrator, kind }));
}

/** Looked for by the service: the login may be another firm's. The unique key holds where two come at the same time. */
async function assertFree(tx: Tx, login: string, ownId: string | null): Promise<void> {
  const loginKey = loginKeyOf(login);
  const taken = await tx.asService(() => tx.manager.findOneBy(PersonEntity, { loginKey }));
  if (taken && taken.id !== ownId) throw refuseAt('/login', 'conflict', 'login-taken', { value: login });
}

async function assertSubjectFree(
  tx: Tx,
  named: { issuer: string | null; subject: string | null },
  ownId: string | null,
) {
  const { issuer, subject } = named;
  if (issuer === null || subject === null) return;
  const taken = await tx.asService(() => tx.manager.findOneBy(PersonEntity, { issuer, subject }));
  if (taken && taken.id !== ownId) throw refuseAt('/subject', 'conflict', 'subject-taken', { value: subject });
}

const isAdministrator = ({ roles, state }: Pick<Changeable, 'roles' | 'state'>): boolean =>
  state === 'active' && roles.includes('admin');

/** Locked before anything is looked at: of two administrators who remove each other at the same time one waits, and then finds the other gone. */
const holdAdministrators = (tx: Tx) =>
  tx.rows<{ id: string }>(`SELECT id FROM person WHERE roles @> '{admin}' AND state = 'active' ORDER BY id FOR UPDATE`);

async function assertAnotherAdministrator(tx: Tx, id: string): Promise<void> {
  const left = await holdAdministrators(tx);
  if (left.every((each) => each.id === id)) throw refuse('conflict', 'last-administrator');
}
