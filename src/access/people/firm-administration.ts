import { Injectable } from '@nestjs/common';
import { refuse } from '../../messages/refusals/refusal.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CreatePerson } from './people.dto.js';
import { PersonEntity } from './person.entity.js';

/** Who may make and change people: an administrator all of them, a firm's own administrator brokers of the own firm. */
@Injectable()
export class FirmAdministration {
  /** Refuses (forbidden) whoever administers neither the service nor the own firm. A key of a firm is no administrator: it may stand in a program. */
  async assertMayChange({ actor, manager }: Tx): Promise<void> {
    if (actor.role === 'admin' || actor.role === 'system') return;
    const person = actor.personId === undefined ? null : await manager.findOneBy(PersonEntity, { id: actor.personId });
    if (!person?.firmAdministrator) throw refuse('forbidden', 'not-allowed', { role: actor.role, needed: 'admin' });
  }

  /** Keys of a firm are made and ended by its administrator, and by its own keys; not by every person who works there. */
  async assertMayManageKeys(tx: Tx): Promise<void> {
    if (tx.actor.personId !== undefined) await this.assertMayChange(tx);
  }

  /** The organisation of a person that is wanted; a firm's administrator names no other and no role but that of the firm. */
  async organisationFor(tx: Tx, { organisation, roles }: CreatePerson): Promise<string | null> {
    await this.assertMayChange(tx);
    const { role, organisationId } = tx.actor;
    if (role === 'admin' || role === 'system') return organisation ?? null;
    if ((organisation ?? organisationId) !== organisationId || roles.some((each) => each !== 'broker')) {
      throw refuse('forbidden', 'not-allowed', { role, needed: 'admin' });
    }
    return organisationId;
  }
}
