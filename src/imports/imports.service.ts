import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { setImmediate as pause } from 'node:timers/promises';
import { recordAudit } from '../audit/audit.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { FILE_BYTES_MAX } from '../platform/http/shapes/body.js';
import { publish } from '../platform/outbox/outbox.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusals/refusal.js';
import { SheetFile } from './reading/sheet-file.js';
import { ImportMappingsService } from './mappings/import-mappings.service.js';
import { runImport } from './imports.jobs.js';
import type { ImportQuery, ImportView } from './imports.dto.js';
import { viewById } from './imports.query.js';
import { keepFile } from './imports.repository.js';

const FILE_MAX = `${FILE_BYTES_MAX / 1024 / 1024} MB`;

/** Accepts a file: stored raw and published to the outbox in one commit. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mappings: ImportMappingsService,
  ) {}

  /** Refuses at once what cannot be a declarations file or is too large; rows that are wrong are left to the job. */
  async accept(actor: Actor, file: { content: Buffer; mediaType: string }, query: ImportQuery): Promise<ImportView> {
    const brokerId = actor.organisationId;
    // What a firm declares it sends itself; facts come from officers as well.
    const isAllowed = actor.role === 'broker' || query.kind !== 'declarations';
    if (brokerId === null || !isAllowed) throw refuse('forbidden', 'not-allowed', { role: actor.role });
    if (file.content.length > FILE_BYTES_MAX) throw refuse('too-large', 'body-too-large', { max: FILE_MAX });
    const mapping = await this.mappings.named(actor, query.mapping);
    const sheet = await SheetFile.open({ ...file, mapping, kind: query.kind });
    for await (const rows of sheet.rows()) void rows;
    const id = newId();
    const sha256 = await fingerprintOf(file.content);
    return this.database.transaction(withFingerprint(actor, sha256), async (tx) => {
      await keepFile(tx, {
        id,
        brokerId,
        actorKey: actor.keyId,
        actorPerson: actor.personId ?? null,
        actorName: actor.name,
        kind: query.kind,
        mode: query.mode === 'all' ? 'all' : 'good',
        dryRun: query.dryRun === 'true',
        submit: query.submit === 'true',
        sha256,
        createdAt: this.clock.now().toISOString(),
        ...{ header: sheet.layout.header, delimiter: sheet.delimiter, encoding: sheet.form, mapping },
        ...{ actorRole: actor.role === 'officer' ? 'officer' : 'broker', office: actor.office },
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

const PIECE_BYTES = 4 * 1024 * 1024;

/** Hashed piece by piece: other requests are answered in between. */
async function fingerprintOf(content: Buffer): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    hash.update(content.subarray(at, at + PIECE_BYTES));
    await pause();
  }
  return hash.digest('hex');
}

/** The body of a file is not hashed as it comes in; the file's own hash shows a repetition as well. */
function withFingerprint(actor: Actor, sha256: string): Actor {
  return actor.idempotencyKey ? { ...actor, idempotencyKey: { ...actor.idempotencyKey, fingerprint: sha256 } } : actor;
}
