import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../vocabulary/clock.js';
import { DeclarationsReader } from './declarations.query.js';

/** The numbers as the declaration has them; null where it has none. */
export interface DocumentNumbers {
  readonly buyer: string | null;
  readonly principal: string | null;
}

@Injectable()
export class DocumentNumbersService {
  constructor(
    private readonly database: Database,
    private readonly reader: DeclarationsReader,
    private readonly clock: Clock,
  ) {}

  /** The numbers, with an audit entry that says who read them and why in the same commit; refuses (not-found) what the actor may not see. */
  read(actor: Actor, id: string, reason: string): Promise<DocumentNumbers> {
    return this.database.transaction(actor, async (tx) => {
      const { buyer, principal } = await this.reader.one(tx, id, 'en');
      await recordAudit(tx, this.clock, {
        action: 'declaration.document-numbers-read',
        subjectType: 'declaration',
        subjectId: id,
        detail: { reason },
      });
      return { buyer: buyer?.documentNumber ?? null, principal: principal?.id ?? null };
    });
  }
}
