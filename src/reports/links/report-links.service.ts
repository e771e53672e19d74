import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '../../audit/audit.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';
import { type Actor, callerIdOf, SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { type Page, type PageQuery, readPage } from '../../platform/http/page.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId, newId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import { instantText } from '../../vocabulary/period.js';
import { Allowance } from '../domain/allowance.js';
import { asWritten } from '../domain/written-question.js';
import type { FileFormat } from '../files/formats.js';
import { inQuestion } from '../in-question.js';
import { QuestionService } from '../question.service.js';
import type { ReportLinkEntity } from './report-link.entity.js';
import type { NewReportLink, ReportLinkView } from './report-links.dto.js';
import { endLink, insertLink, linkViews, usableLink } from './report-links.repository.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;
const MOST_DAYS = 366;
/** 256 bits: nobody finds one by trying. */
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
/** A spreadsheet asks some times a minute; whoever tries addresses that do not exist is stopped sooner. */
const FETCHES = new Allowance(60, 60_000);
const MISSES = new Allowance(20, 60_000);

/** A link with what it answers as. */
export interface FollowedLink {
  readonly actor: Actor;
  readonly link: Pick<ReportLinkEntity, 'question' | 'format' | 'language'>;
}

/** Addresses at which Excel and scripts fetch a figure without a key: for one question, until a day, and revocable. */
@Injectable()
export class ReportLinksService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questions: QuestionService,
  ) {}

  /** Makes a link; its token is in this answer only. Refuses a question that could not be answered to whoever makes it. */
  async create(actor: Actor, wanted: NewReportLink, language: Language): Promise<ReportLinkView & { token: string }> {
    const now = this.clock.now();
    const expiresAt = this.expiryOf(wanted.expiresAt, now);
    const question = asWritten(wanted.question);
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const view = await this.database.transaction(actor, async (tx) => {
      await inQuestion(() => this.questions.resolve(tx, question));
      const link: ReportLinkEntity = {
        ...{ id: newId(), tokenSha256: sha256(token), question, language, expiresAt },
        ...{ format: (wanted.format ?? 'csv') as FileFormat, createdAt: now.toISOString() },
        ...{
          revokedAt: null,
          lastUsedAt: null,
          actorKey: actor.keyId,
          actorPerson: actor.personId ?? null,
          actorName: actor.name,
        },
        ...{ actorRole: actor.role, organisationId: actor.organisationId, office: actor.office },
      };
      await insertLink(tx, link);
      const subject = { subjectType: 'report-link', subjectId: link.id };
      await recordAudit(tx, this.clock, { action: 'report-link.created', ...subject, detail: { question, expiresAt } });
      const { id, format, createdAt, actorName: createdBy, revokedAt, lastUsedAt } = link;
      return { id, question, format, createdAt, createdBy, expiresAt, revokedAt, lastUsedAt };
    });
    return { ...view, token };
  }

  list(actor: Actor, query: PageQuery): Promise<Page<ReportLinkView>> {
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        [isId],
        (after, limit) => linkViews(tx, ownerAsking(actor), { before: after?.[0] ?? null, limit }),
        ({ id }) => [id],
      ),
    );
  }

  /** Ends a link now. */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(actor, async (tx) => {
      const isEnded = isId(id) && (await endLink(tx, ownerAsking(actor), { id, at: this.clock.now().toISOString() }));
      if (!isEnded) throw refuse('not-found', 'not-found', { what: 'report link', value: id.slice(0, 40) });
      const subject = { subjectType: 'report-link', subjectId: id };
      await recordAudit(tx, this.clock, { action: 'report-link.revoked', ...subject });
    });
  }

  /**
   * The link of a token, and whom it answers as. One that never was, has ended or expired, or whose key has ended looks the same.
   * Refuses (too-many) whoever asks too often.
   */
  async follow(token: string, address: string, requestId: string): Promise<FollowedLink> {
    // Wall time on purpose: how fast somebody asks has nothing to do with the business clock.
    const nowMs = performance.now();
    const hash = sha256(token);
    const link = TOKEN.test(token)
      ? await this.database.transaction(SYSTEM, (tx) => usableLink(tx, hash, this.clock.now().toISOString()))
      : null;
    const waitMs = link ? FETCHES.spend(link.id, nowMs) : MISSES.spend(address, nowMs);
    if (waitMs > 0) throw refuse('too-many', 'link-asked-too-often', { seconds: String(Math.ceil(waitMs / 1_000)) });
    if (!link) throw refuse('not-found', 'not-found');
    const { actorKey: keyId, actorPerson, actorName: name, actorRole: role, organisationId, office } = link;
    const person = actorPerson === null ? {} : { personId: actorPerson };
    return { actor: { keyId, ...person, name, role, organisationId, office, requestId }, link };
  }

  private expiryOf(written: string | undefined, now: Date): string {
    if (written === undefined) return new Date(now.getTime() + USUAL_DAYS * DAY_MS).toISOString();
    const expiresAt = instantText(written);
    const aheadMs = Date.parse(expiresAt) - now.getTime();
    if (aheadMs > 0 && aheadMs <= MOST_DAYS * DAY_MS) return expiresAt;
    throw refuseAt(pointer('expiresAt'), 'rule-broken', 'link-expiry-invalid', { value: expiresAt });
  }
}

/** Whose links are meant: an administrator has to do with those of everybody. */
const ownerAsking = (actor: Actor): string | null => (actor.role === 'admin' ? null : callerIdOf(actor));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
