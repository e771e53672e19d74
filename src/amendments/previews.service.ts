import { Injectable } from '@nestjs/common';
import type { Totals } from '../declarations/domain/declaration.js';
import { type HeldDeclaration, VersionWriter } from '../declarations/recording/version-writer.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { businessDayOf, type Day } from '../vocabulary/period.js';
import type { Language } from '../vocabulary/language.js';
import { hasErrors, renderViolation, type RenderedViolation } from '../messages/refusals/violation.js';
import type { AmendmentBody } from './amendments.dto.js';
import { mustHave, originOf } from './amendments.service.js';
import type { FieldChange } from './domain/difference.js';
import { type Figure, lastEntry, movedFigures } from './figures.query.js';
import { AmendmentPlans, type Request, requestOf } from './plans.service.js';

/** What an amendment would do. Nothing of it has happened. */
export interface Preview {
  /** Whether it could be asked for (or accepted) as it is. */
  readonly possible: boolean;
  readonly findings: readonly RenderedViolation[];
  readonly changes: readonly FieldChange[];
  readonly status: { readonly before: string; readonly after: string };
  readonly version: { readonly before: number; readonly after: number };
  /** `after` is null where the new content cannot be valued, and for a cancellation. */
  readonly totals: { readonly before: Totals | null; readonly after: Totals | null };
  /** The day the corrected facts belong to; null while the declaration is not in the statistics. */
  readonly statisticsDay: Day | null;
  readonly figures: readonly Figure[];
}

/** Carries a finished preview out of its transaction, which nothing of it may survive. */
class Rehearsed extends Error {
  constructor(readonly preview: Preview) {
    super('rehearsed');
  }
}

/** Previews by doing the real thing and taking it back: what is shown is what would happen, not what a model thinks. */
@Injectable()
export class AmendmentPreviews {
  constructor(
    private readonly database: Database,
    private readonly versionWriter: VersionWriter,
    private readonly plans: AmendmentPlans,
  ) {}

  /** What a request would do if it were accepted now. */
  ofRequest(actor: Actor, id: string, body: AmendmentBody, language: Language): Promise<Preview> {
    const request = requestOf({ ...body, origin: originOf(actor) });
    return this.rehearse(actor, id, async () => request, language);
  }

  /** The same for one that was asked for: what an officer looks at before deciding. */
  ofAmendment(actor: Actor, id: string, number: number, language: Language): Promise<Preview> {
    return this.rehearse(actor, id, (tx) => mustHave(tx, id, number), language);
  }

  private async rehearse(
    actor: Actor,
    id: string,
    requestIn: (tx: Tx) => Promise<Request>,
    language: Language,
  ): Promise<Preview> {
    try {
      return await this.database.transaction(actor, async (tx) => {
        const held = await this.versionWriter.hold(tx, id);
        throw new Rehearsed(await this.effect(tx, held, await requestIn(tx), language));
      });
    } catch (error) {
      if (error instanceof Rehearsed) return error.preview;
      throw error;
    }
  }

  private async effect(tx: Tx, held: HeldDeclaration, request: Request, language: Language): Promise<Preview> {
    const plan = await this.plans.plan(tx, held, request);
    const possible = !hasErrors(plan.findings);
    const since = await lastEntry(tx, held.id);
    if (possible) await this.plans.carryOut(tx, held, plan);
    const after = possible ? await this.versionWriter.read(tx, held.id) : held;
    return {
      possible,
      findings: plan.findings.map((finding) => renderViolation(finding, language)),
      changes: plan.changes,
      status: { before: held.status, after: after.status },
      version: { before: held.version, after: after.version },
      totals: { before: held.totals, after: plan.next?.assessment.totals ?? null },
      statisticsDay: held.status === 'closed' && held.closedAt !== null ? businessDayOf(held.closedAt) : null,
      figures: await movedFigures(tx, held.id, since, language),
    };
  }
}
