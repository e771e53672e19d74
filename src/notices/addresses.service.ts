import { Inject, Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { Tx } from '../platform/database/tx.js';
import { subscribe } from '../domain-events/record-events.js';
import { Clock } from '../vocabulary/clock.js';
import type { Language } from '../vocabulary/language.js';
import type { Instant } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { assertRevision, type ExpectedRevisions } from '../messages/revision.js';

/** Where a firm gets its reminders by mail. */
export interface NoticeAddress {
  readonly organisation: string;
  readonly email: string;
  readonly language: Language;
  /** Whether this service sends mail at all; without a mail server no mail is made, now or later. */
  readonly delivery: 'configured' | 'not-configured';
  readonly updatedAt: Instant;
  readonly revision: number;
}

const ADDRESS = `SELECT organisation_id AS organisation, email, language, updated_at AS "updatedAt", revision FROM notice_address
  WHERE organisation_id = $1`;

/** One address a firm, set by the firm or an administrator. */
@Injectable()
export class NoticeAddresses {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async find(tx: Tx, organisation: string): Promise<NoticeAddress | null> {
    const found = await tx.one<Omit<NoticeAddress, 'delivery'>>(ADDRESS, [organisation]);
    return found && { ...found, delivery: this.config.smtp === null ? 'not-configured' : 'configured' };
  }

  /**
   * Sets the address; from now on reminders are mailed there. A first one needs no If-Match (`revision` undefined), a later one
   * does (428), and the present one (412). Refuses an organisation that is no broker's or not the actor's (404).
   */
  async put(
    tx: Tx,
    organisation: string,
    revision: ExpectedRevisions | undefined,
    wanted: Pick<NoticeAddress, 'email' | 'language'>,
  ): Promise<NoticeAddress> {
    await this.assertFirm(tx, organisation);
    const now = this.clock.now().toISOString();
    const first = await tx.run(
      `INSERT INTO notice_address (organisation_id, email, language, updated_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [organisation, wanted.email, wanted.language, now],
    );
    if (first === 0) {
      await this.hold(tx, organisation, revision);
      await tx.run(
        'UPDATE notice_address SET email = $2, language = $3, updated_at = $4, revision = revision + 1 WHERE organisation_id = $1',
        [organisation, wanted.email, wanted.language, now],
      );
    }
    await tx.asService(() => subscribe(tx, ['reminder.created', 'reminder.pre-close']));
    await this.recordAudit(tx, 'notice-address.set', organisation, { language: wanted.language });
    const set = await this.find(tx, organisation);
    if (!set) throw new Error(`The notice address of ${organisation} was set and is not there.`);
    return set;
  }

  /** Removes the address: no further mail is made; what waits is still sent. */
  async remove(tx: Tx, organisation: string, revision: ExpectedRevisions): Promise<void> {
    await this.hold(tx, organisation, revision);
    await tx.run('DELETE FROM notice_address WHERE organisation_id = $1', [organisation]);
    await this.recordAudit(tx, 'notice-address.removed', organisation, {});
  }

  /** Refuses (404) what is no broker's firm, or not the actor's. */
  async assertFirm(tx: Tx, organisation: string): Promise<void> {
    const firm = await tx.one("SELECT 1 FROM organisation WHERE id = $1 AND kind = 'broker'", [organisation]);
    if (!firm) throw refuse('not-found', 'not-found', { what: 'organisation', value: organisation });
  }

  private async hold(tx: Tx, organisation: string, revision: ExpectedRevisions | undefined): Promise<void> {
    const held = await tx.one<{ revision: number }>(
      'SELECT revision FROM notice_address WHERE organisation_id = $1 FOR UPDATE',
      [organisation],
    );
    if (!held) throw refuse('not-found', 'not-found', { what: 'notice-address', value: organisation });
    if (revision === undefined) throw refuse('precondition-required', 'if-match-missing');
    assertRevision(revision, held.revision);
  }

  /** Whose address it is, not what it is: it may be a person's. */
  private recordAudit(tx: Tx, action: string, subjectId: string, detail: Record<string, unknown>): Promise<void> {
    return recordAudit(tx, this.clock, { action, subjectType: 'organisation', subjectId, detail });
  }
}
