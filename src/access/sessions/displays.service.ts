import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../vocabulary/clock.js';
import type { DisplayAnswer } from './session.dto.js';
import { type Origin, Sessions, type SignedIn } from './sessions.service.js';

/** Displays on the wall: browsers that read the board of one market, and nothing else. */
@Injectable()
export class Displays {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Turns the session that asks into a display's, so that no person stays signed in on the wall. Refuses a market that is not of
   * the own office (malformed); a key (not-found) has no browser.
   */
  open(actor: Actor, market: string, origin: Origin): Promise<SignedIn> {
    const { sessionId, organisationId, personId } = actor;
    if (sessionId === undefined || organisationId === null) throw refuse('not-found', 'session-missing');
    return this.database.transaction(actor, async (tx) => {
      const own = await tx.one('SELECT 1 FROM market WHERE code = $1 AND customs_office = $2', [market, actor.office]);
      if (!own) throw refuseAt('/market', 'malformed', 'not-found', { what: 'market', value: market });
      const display = {
        displayMarket: market,
        displayOffice: organisationId,
        madeBy: personId ?? null,
        openedBy: 'officer' as const,
      };
      const opened = await this.sessions.open(tx, display, origin);
      await this.sessions.end(tx, { id: sessionId });
      await recordAudit(tx, this.clock, {
        ...{ action: 'display.opened', subjectType: 'session', subjectId: opened.id, detail: { market } },
      });
      return { ...opened, personId: null };
    });
  }

  /** The displays of the own office that are not over, the latest first. */
  list(actor: Actor): Promise<DisplayAnswer[]> {
    return this.database.transaction(actor, (tx) =>
      tx.asService(() => tx.rows<DisplayAnswer>(LIST, [actor.organisationId, this.clock.now().toISOString()])),
    );
  }

  /** Ends a display of the own office, in every process within a second; another office's is as good as none. */
  async end(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(actor, async (tx) => {
      const own = await tx.asService(() =>
        tx.one('SELECT 1 FROM session WHERE id = $1 AND display_office = $2', [id, actor.organisationId]),
      );
      if (!own) throw refuse('not-found', 'not-found', { what: 'display', value: id });
      if ((await this.sessions.end(tx, { id })) === 0) return;
      await recordAudit(tx, this.clock, { action: 'display.ended', subjectType: 'session', subjectId: id });
    });
  }
}

const LIST = `
  SELECT s.id, s.display_market AS market, p.name AS "madeBy", s.created_at AS "createdAt", s.expires_at AS "expiresAt"
  FROM session s LEFT JOIN person p ON p.id = s.made_by
  WHERE s.display_office = $1 AND s.ended_at IS NULL AND s.expires_at > $2 ORDER BY s.id DESC LIMIT 100`;
