import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import { type Actor, SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../vocabulary/clock.js';
import { Sessions } from './sessions.service.js';

/** Signing out. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {}

  /** Ends the session that asks. */
  async signOut(actor: Actor): Promise<void> {
    const { sessionId } = actor;
    if (sessionId === undefined) return;
    await this.database.transaction(actor, async (tx) => {
      if ((await this.sessions.end(tx, { id: sessionId })) === 0) return;
      await recordAudit(tx, this.clock, { action: 'session.ended', subjectType: 'session', subjectId: sessionId });
    });
  }

  /** Ends the session a browser had before it signed in anew, whosever it was. */
  async endUnowned(token: string): Promise<void> {
    const session = await this.sessions.find(token, { isUse: false });
    if (!session) return;
    await this.database.transaction(SYSTEM, (tx) => this.sessions.end(tx, { id: session.id }));
  }
}
