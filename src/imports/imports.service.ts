import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { recordAudit } from '../audit/audit.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { publish } from '../platform/outbox/outbox.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { refuse } from '../vocabulary/refusal.js';
import { runImport } from './imports.jobs.js';
import type { ImportQuery, ImportView } from './imports.dto.js';
import { viewById } from './imports.query.js';
import { keepFile } from './imports.repository.js';
import { headerFault } from './reading.js';

/** Accepts a file: kept raw and promised to the queue in one commit. */
@Injectable()
export class Imports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Refuses at once what cannot be a declarations file; everything else is kept and read by the job. */
  async accept(actor: Actor, file: { content: Buffer; mediaType: string }, query: ImportQuery): Promise<ImportView> {
    const fault = headerFault(file.content);
    if (fault) throw fault;
    const brokerId = actor.organisationId;
    if (brokerId === null) throw refuse('forbidden', 'not-allowed', { role: actor.role });
    const id = newId();
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    return this.database.transaction(withFingerprint(actor, sha256), async (tx) => {
      await keepFile(tx, {
        id,
        brokerId,
        actorKey: actor.keyId,
        actorName: actor.name,
        kind: query.kind,
        mode: query.mode === 'all' ? 'all' : 'good',
        dryRun: query.dryRun === 'true',
        submit: query.submit === 'true',
        sha256,
        createdAt: this.clock.now().toISOString(),
        ...file,
      });
      await recordAudit(tx, this.clock, {
        action: 'import.accepted',
        subjectType: 'import',
        subjectId: id,
        detail: { sha256 },
      });
      await publish(tx, runImport, { importId: id });
      const view = await viewById(tx, id);
      if (!view) throw refuse('not-found', 'not-found');
      return view;
    });
  }
}

/** A multipart body is not hashed as it comes in; the file's own hash tells a repetition as well. */
function withFingerprint(actor: Actor, sha256: string): Actor {
  return actor.once ? { ...actor, once: { ...actor.once, fingerprint: sha256 } } : actor;
}
