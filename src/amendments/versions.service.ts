import { Injectable } from '@nestjs/common';
import { type HeldDeclaration, VersionWriter } from '../declarations/recording/version-writer.js';
import {
  type DeclarationVersion,
  replacedVersions,
  type ReplacedVersion,
} from '../declarations/store/versions.repository.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import { refuse } from '../messages/refusals/refusal.js';
import { amendmentsOf } from './amendments.repository.js';
import { contentDifference } from './domain/difference.js';

/** A version with when it held and what brought it; the present one has not been replaced. */
interface VersionResponse extends DeclarationVersion {
  readonly since: Instant | null;
  readonly replacedAt: Instant | null;
  /** The number of the amendment that brought it; null for the first. */
  readonly amendment: number | null;
}

/** What a declaration said in all its versions. */
@Injectable()
export class Versions {
  constructor(
    private readonly database: Database,
    private readonly versionWriter: VersionWriter,
  ) {}

  /** All versions in order. Few: each takes an officer's decision. */
  list(actor: Actor, id: string): Promise<{ items: VersionResponse[]; nextCursor: null }> {
    return this.database.transaction(actor, async (tx) => ({ items: await this.all(tx, id), nextCursor: null }), {
      snapshot: true,
    });
  }

  one(actor: Actor, id: string, number: number): Promise<VersionResponse> {
    return this.database.transaction(actor, async (tx) => versionOf(await this.all(tx, id), number), {
      snapshot: true,
    });
  }

  /** Field by field what differs from one version to another; to the present one unless `to` is given. */
  difference(actor: Actor, id: string, from: number, to: number | null) {
    return this.database.transaction(
      actor,
      async (tx) => {
        const versions = await this.all(tx, id);
        const before = versionOf(versions, from);
        const after = versionOf(versions, to ?? versions.length);
        return {
          ...{ declarationId: id, from, to: after.version },
          changes: contentDifference(before.input, after.input),
          totals: { before: before.totals, after: after.totals },
        };
      },
      { snapshot: true },
    );
  }

  private async all(tx: Tx, id: string): Promise<VersionResponse[]> {
    const present = await this.versionWriter.read(tx, id);
    const replaced = await replacedVersions(tx, id);
    const brought = new Map(
      (await amendmentsOf(tx, id))
        .filter(({ kind, state }) => kind === 'amend' && state === 'accepted')
        .map((amendment) => [amendment.versionAfter, amendment]),
    );
    return [...replaced, presentOf(present)].map((version) => ({
      ...version,
      since: brought.get(version.version)?.decidedAt ?? (version.version === 1 ? present.submittedAt : null),
      amendment: brought.get(version.version)?.number ?? null,
    }));
  }
}

function presentOf({ version, input, items, totals, valuation }: HeldDeclaration): Omit<
  ReplacedVersion,
  'replacedAt'
> & {
  readonly replacedAt: null;
} {
  return { version, input, items, totals, valuation, replacedAt: null };
}

function versionOf(versions: readonly VersionResponse[], number: number): VersionResponse {
  const found = versions.find(({ version }) => version === number);
  if (!found) throw refuse('not-found', 'not-found');
  return found;
}
