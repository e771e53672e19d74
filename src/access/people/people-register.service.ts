import { Injectable } from '@nestjs/common';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/page.js';
import type {
  CreatedPerson,
  CreatePerson,
  PeopleQuery,
  PersonAnswer,
  ReplacePerson,
  TemporaryPassword,
} from './people.dto.js';
import { pageOfPeople, personById } from './people.query.js';
import { loginKeyOf } from '../domain/person-rules.js';
import { PersonEntity } from './person.entity.js';
import { People } from './people.service.js';
import { StoredPasswords } from './stored-passwords.js';

/** The requests about people: hashes first, then one transaction; what it returns, and is stored under the Idempotency-Key, has no password. */
@Injectable()
export class PeopleRegister {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly passwords: StoredPasswords,
  ) {}

  async create(actor: Actor, wanted: CreatePerson): Promise<CreatedPerson> {
    const { text, ...password } = await this.passwords.drawTemporary();
    const { temporaryUntil } = password;
    const made = await this.database.transaction(actor, async (tx) => ({
      ...(await this.people.create(tx, wanted, password)),
      ...{ temporaryPassword: null, temporaryUntil },
    }));
    return { ...made, temporaryPassword: text };
  }

  /** A person whom the actor may see, or null. */
  byId(actor: Actor, id: string): Promise<PersonAnswer | null> {
    return this.database.transaction(actor, (tx) => personById(tx, id));
  }

  /** The same by the login, whatever its width and case. */
  byLogin(actor: Actor, login: string): Promise<Pick<PersonEntity, 'id'> | null> {
    return this.database.transaction(actor, (tx) =>
      tx.manager.findOneBy(PersonEntity, { loginKey: loginKeyOf(login) }),
    );
  }

  page(actor: Actor, query: PeopleQuery): Promise<Page<PersonAnswer>> {
    return this.database.transaction(actor, (tx) => pageOfPeople(tx, query));
  }

  replace(actor: Actor, id: string, wanted: ReplacePerson, expected: ExpectedRevisions): Promise<PersonAnswer> {
    return this.database.transaction(actor, (tx) => this.people.replace(tx, id, wanted, expected));
  }

  async resetPassword(actor: Actor, id: string): Promise<TemporaryPassword> {
    const { text, ...password } = await this.passwords.drawTemporary();
    const { temporaryUntil } = password;
    const set = await this.database.transaction(actor, async (tx) => {
      await this.people.resetPassword(tx, id, password);
      return { temporaryPassword: null, temporaryUntil };
    });
    return { ...set, temporaryPassword: text };
  }
}
