import { Inject, Injectable } from '@nestjs/common';
import { type AuditChange, type AuditEvent, recordAudit } from '../../audit/audit.js';
import { changedPointers } from '../../messages/refusals/changed-pointers.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/tx.js';
import { subscribe } from '../../domain-events/record-events.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import { isInstant } from '../../vocabulary/period.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { type Page, type PageQuery, readPage } from '../../platform/http/page.js';
import { type Mail, mails } from './mails.query.js';
import { assertRevision } from '../../audit/assert-revision.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { NoticeAddressEntity } from './notice-address.entity.js';

/** Where a firm gets its reminders by mail. */
export interface NoticeAddress extends Omit<NoticeAddressEntity, 'organisationId'> {
  readonly organisation: string;
  /** Whether this service sends mail at all; without a mail server no mail is made, now or later. */
  readonly delivery: 'configured' | 'not-configured';
}

/** One address a firm, set by the firm or an administrator. */
@Injectable()
export class NoticeAddresses {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async find(tx: Tx, organisation: string): Promise<NoticeAddress | null> {
    const isOwn = await tx.one('SELECT 1 WHERE own_row($1::uuid, NULL)', [organisation]);
    if (!isOwn) return null;
    const found = await tx.manager.findOneBy(NoticeAddressEntity, { organisationId: organisation });
    if (!found) return null;
    const { organisationId: _, ...address } = found;
    return { organisation, ...address, delivery: this.config.smtp === null ? 'not-configured' : 'configured' };
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
    let change: AuditChange = { resource: 'notice-address', from: 0, to: 1, changed: [''] };
    if (first === 0) {
      const held = await this.hold(tx, organisation, revision);
      const changed = { email: wanted.email, language: wanted.language, updatedAt: now, revision: held.revision + 1 };
      await tx.manager.update(NoticeAddressEntity, { organisationId: organisation }, changed);
      const { email, language } = held;
      const pointers = changedPointers({ email, language }, { email: wanted.email, language: wanted.language });
      change = { ...change, from: held.revision, to: changed.revision, changed: pointers };
    }
    await tx.asService(() => subscribe(tx, ['reminder.created', 'reminder.pre-close']));
    await this.recordAudit(tx, 'notice-address.set', organisation, { detail: { language: wanted.language }, change });
    const set = await this.find(tx, organisation);
    if (!set) throw new Error(`The notice address of ${organisation} was set and is not there.`);
    return set;
  }

  /** Removes the address: no further mail is made; what waits is still sent. */
  async remove(tx: Tx, organisation: string, revision: ExpectedRevisions): Promise<void> {
    await this.hold(tx, organisation, revision);
    await tx.manager.delete(NoticeAddressEntity, { organisationId: organisation });
    await this.recordAudit(tx, 'notice-address.removed', organisation, {});
  }

  /** Mails of a firm, the latest first. */
  async mails(tx: Tx, organisation: string, query: PageQuery): Promise<Page<Mail>> {
    await this.assertFirm(tx, organisation);
    return readPage(
      query,
      [isInstant, isId],
      (after, limit) => mails(tx, organisation, { after, limit }),
      (mail) => [mail.createdAt, mail.id],
    );
  }

  /** Refuses (404) what is no broker's firm, or not the actor's. */
  private async assertFirm(tx: Tx, organisation: string): Promise<void> {
    const firm = await tx.one(
      "SELECT 1 FROM organisation WHERE id = $1 AND kind = 'broker' AND own_organisation(id, kind)",
      [organisation],
    );
    if (!firm) throw refuse('not-found', 'not-found', { what: 'organisation', value: organisation });
  }

  private async hold(tx: Tx, organisation: string, revision: ExpectedRevisions | undefined) {
    await this.assertFirm(tx, organisation);
    const where = { organisationId: organisation };
    const held = await tx.manager.findOne(NoticeAddressEntity, { where, lock: { mode: 'pessimistic_write' } });
    if (!held) throw refuse('not-found', 'not-found', { what: 'notice-address', value: organisation });
    if (revision === undefined) throw refuse('precondition-required', 'if-match-missing');
    await assertRevision(tx, revision, {
      ...{ subjectId: organisation, resource: 'notice-address', revision: held.revision },
    });
    return held;
  }

  /** Whose address it is, not what it is: it may be a person's. */
  private recordAudit(
    tx: Tx,
    action: string,
    subjectId: string,
    more: Pick<AuditEvent, 'detail' | 'change'>,
  ): Promise<void> {
    return recordAudit(tx, this.clock, { action, subjectType: 'organisation', subjectId, ...more });
  }
}
