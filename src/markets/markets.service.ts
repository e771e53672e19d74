import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { recordAudit, recordAudits } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import type { Day } from '../vocabulary/period.js';
import { refuse, refuseAt } from '../messages/refusals/refusal.js';
import { changedPointers } from '../messages/refusals/changed-pointers.js';
import { violation, type Violation } from '../messages/refusals/violation.js';
import { assertRevision } from '../audit/assert-revision.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { followUpSettings } from './domain/follow-up-settings.js';
import { earliestFollowUp, type Market, type MarketSettings } from './domain/market.js';

const COLUMNS = `
  code, name, name_en AS "nameEn", province, batch, pilot_year AS "pilotYear", code_verified AS "codeVerified",
  customs_office AS "customsOffice", rate_basis AS "rateBasis", to_char(cut_off, 'HH24:MI') AS "cutOff",
  follow_up_since AS "followUpSince", settings, valid_from AS "validFrom", valid_to AS "validTo", revision`;

/** The markets, and how each is followed up. */
@Injectable()
export class Markets {
  constructor(private readonly clock: Clock) {}

  byCode(tx: Tx, code: string): Promise<Market | null> {
    return tx.one<Market>(`SELECT ${COLUMNS} FROM market WHERE code = $1`, [code]);
  }

  /** The market that a query names, or null. One that is not there is refused (400): an empty list would say that there is nothing. */
  async ofQuery(tx: Tx, code: string | undefined): Promise<Market | null> {
    if (code === undefined) return null;
    const market = await this.byCode(tx, code);
    if (!market) throw refuseAt('/query/market', 'malformed', 'market-unknown', { value: code });
    return market;
  }

  /** Why somebody may not act in a market: it is not there, or another customs office's, with those of the own one. Null where it is fine. */
  async breachAt(tx: Tx, place: string, code: string): Promise<Violation | null> {
    const market = await this.byCode(tx, code);
    if (!market) return violation('market-unknown', place, { value: code });
    const { office } = tx.actor;
    if (office === null || market.customsOffice === office) return null;
    const own = await tx.rows<{ code: string }>('SELECT code FROM market WHERE customs_office = $1 ORDER BY code', [
      office,
    ]);
    return violation('market-elsewhere', place, { value: code, markets: own.map((each) => each.code).join(', ') });
  }

  /** Which of the codes a query names as markets are none, as breaches. */
  async unknownInQuery(tx: Tx, codes: readonly string[] = []): Promise<Violation[]> {
    if (codes.length === 0) return [];
    const known = await tx.rows<{ code: string }>('SELECT code FROM market WHERE code = ANY ($1::text[])', [codes]);
    const unknown = codes.filter((code) => !known.some((market) => market.code === code));
    return unknown.map((value) => violation('market-unknown', '/query/market', { value }));
  }

  /** The market that a body or a job names; refuses (422) one that is not there. */
  async ofBody(tx: Tx, code: string): Promise<Market> {
    const market = await this.byCode(tx, code);
    if (!market) throw refuseAt('/market', 'rule-broken', 'market-unknown', { value: code });
    return market;
  }

  /** All markets, by code. */
  all(tx: Tx): Promise<Market[]> {
    return tx.rows<Market>(`SELECT ${COLUMNS} FROM market ORDER BY code`);
  }

  /** The markets whose days, weeks and months are followed up, by code. */
  followed(tx: Tx): Promise<Market[]> {
    return tx.rows<Market>(`SELECT ${COLUMNS} FROM market WHERE follow_up_since IS NOT NULL ORDER BY code`);
  }

  /**
   * Starts the follow-up of every market that has a customs office and no first day yet; called when the service starts,
   * because a migration cannot know the day. Calling it again changes nothing. Returns the markets begun.
   */
  async beginFollowUp(tx: Tx, day: Day): Promise<string[]> {
    const begun = await tx.rows<{ code: string }>(
      `UPDATE market SET follow_up_since = $1, revision = revision + 1
       WHERE customs_office IS NOT NULL AND follow_up_since IS NULL RETURNING code`,
      [day],
    );
    await recordAudits(
      tx,
      this.clock,
      begun.map(({ code }) => auditEventOf('market.follow-up-begun', code, { followUpSince: day })),
    );
    return begun.map(({ code }) => code);
  }

  /**
   * Sets how a market is followed up; what is not given stays. Refuses an unknown market (not-found), a stale revision and a
   * first day of follow-up too far back; a null revision means "as it is now". The same again changes nothing.
   */
  async replace(tx: Tx, code: string, given: Partial<MarketSettings>, revision: ExpectedRevisions): Promise<Market> {
    const held = await tx.one<Market>(`SELECT ${COLUMNS} FROM market WHERE code = $1 FOR UPDATE`, [code]);
    if (!held) throw refuse('not-found', 'not-found', { what: 'market', value: code });
    await assertRevision(tx, revision, { subjectId: code, resource: 'market', revision: held.revision });
    const before = settingsOf(held);
    const after = settingsOf({ ...held, ...definedOnly(given), ...settingsInForce(held, given) });
    if (isDeepStrictEqual(before, after)) return held;
    if (before.followUpSince !== after.followUpSince) this.checkFollowUp(after.followUpSince);
    await tx.run(
      `UPDATE market SET cut_off = $2::time, rate_basis = $3, follow_up_since = $4, settings = $5::jsonb, revision = revision + 1
       WHERE code = $1`,
      [code, after.cutOff, after.rateBasis, after.followUpSince, JSON.stringify(after.settings)],
    );
    await recordAudit(tx, this.clock, {
      ...auditEventOf('market.replaced', code, { before, after }),
      change: {
        ...{ resource: 'market', from: held.revision, to: held.revision + 1 },
        changed: changedPointers(before, after),
      },
    });
    return { ...held, ...after, revision: held.revision + 1 };
  }

  /** Only a day that is newly set: one that was set long ago stays good. */
  private checkFollowUp(since: Day | null): void {
    const earliest = earliestFollowUp(this.clock.today());
    if (since === null || since >= earliest) return;
    const params = { value: since, earliest };
    throw refuseAt('/followUpSince', 'rule-broken', 'follow-up-too-early', params);
  }
}

const settingsOf = ({ cutOff, rateBasis, followUpSince, settings }: MarketSettings): MarketSettings => ({
  cutOff,
  rateBasis,
  followUpSince,
  settings,
});

/** Settings that say what is in force already, defaults included, change nothing. */
const settingsInForce = ({ settings }: Market, given: Partial<MarketSettings>): Partial<MarketSettings> =>
  given.settings && isDeepStrictEqual(followUpSettings(given.settings), followUpSettings(settings)) ? { settings } : {};

/** A DTO has a key for every field, also for those that were not sent. */
const definedOnly = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

const auditEventOf = (action: string, code: string, detail: Record<string, unknown>) => ({
  action,
  subjectType: 'market',
  subjectId: code,
  detail,
});
