import { recordAudits } from '../../../src/audit/audit.js';
import { recordEvents } from '../../../src/domain-events/record-events.js';
import { SYSTEM } from '../../../src/platform/database/actor.js';
import { projectStatus } from '../../../src/declarations/domain/status/project-status.js';
import { noteObligations } from '../../../src/declarations/status/obligations.repository.js';
import type { Tx } from '../../../src/platform/database/tx.js';
import { postExports } from '../../../src/statistics/export-ledger.js';
import { newId } from '../../../src/vocabulary/id.js';
import { businessDayOf, type Day, type Instant } from '../../../src/vocabulary/period.js';
import { addContainerFact, type ContainerFact, type GivenShipment, insertContainer } from './given-containers.js';
import type { Office } from '../office.js';

type Broker = 'brokerA' | 'brokerB';
export const MEANINGS = ['accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'] as const;
export type Meaning = (typeof MEANINGS)[number];
type Times = Partial<Record<Meaning, Instant>>;

export interface GivenDeclaration extends Times {
  readonly broker?: Broker;
  readonly market?: string;
  readonly office?: string;
  readonly reference?: string;
  readonly filed: Instant;
  /** Episodes before the present one, each ended by a return or a cancellation. */
  readonly before?: readonly (Times & { readonly filed: Instant })[];
  /** Receipts beside those the times say. */
  readonly receipts?: readonly { readonly meaning: Meaning; readonly eventTime: Instant }[];
  readonly items?: readonly { readonly to: string; readonly cny: string; readonly usd: string; readonly kg?: string }[];
  readonly containers?: readonly string[];
}

let count = 0;

/**
 * Facts as rows, under the system role, in the shape the services leave them: for questions about many facts at chosen
 * times, which the doors would refuse to back-date.
 */
export class Given {
  constructor(private readonly office: Office) {}

  /** Follows a market up from a day on; nothing else is due in the test. */
  async followUp(market: string, since: Day | null, settings: Record<string, unknown> = {}): Promise<void> {
    await this.system(async (tx) => {
      await tx.run('UPDATE market SET follow_up_since = NULL WHERE code <> $1', [market]);
      await tx.run('UPDATE market SET follow_up_since = $2, settings = $3::jsonb WHERE code = $1', [
        market,
        since,
        JSON.stringify(settings),
      ]);
    });
  }

  async declaration(given: GivenDeclaration): Promise<{ id: string; reference: string }> {
    const id = newId();
    const reference = given.reference ?? `G-${++count}`;
    await this.system(async (tx) => {
      await this.insertDeclaration(tx, { ...given, id, reference });
      await this.insertFacts(tx, id, given);
      await this.insertParts(tx, id, given);
      if (given.closed !== undefined && given.items !== undefined) await this.postClosing(tx, id, given);
    });
    return { id, reference };
  }

  /** Appends a closing later on, as a receipt would. */
  async closing(id: string, given: GivenDeclaration & { closed: Instant }): Promise<void> {
    await this.system(async (tx) => {
      await tx.run("UPDATE declaration SET status = 'closed', closed_at = $2 WHERE id = $1", [id, given.closed]);
      await noteObligations(tx, [id]);
      await this.postClosing(tx, id, given);
    });
  }

  /** A container whose events happened at these times. */
  shipment(given: GivenShipment): Promise<{ id: string }> {
    const made = { brokerId: this.brokerId(given.broker), at: this.now() };
    return this.system((tx) => insertContainer(tx, given, made));
  }

  /** One more fact of a container, projected as the service does; a hold or an inspection with its end, if it has one. */
  factOf(shipmentId: string, fact: ContainerFact): Promise<void> {
    return this.system((tx) =>
      addContainerFact(tx, this.office.clock, { shipmentId, brokerId: this.brokerId() }, fact),
    );
  }

  async parkedReceipt(given: { receivedAt: Instant; reference?: string; office?: string | null }) {
    const id = newId();
    await this.system((tx) =>
      tx.run(
        `INSERT INTO receipt (id, channel, code, event_time, received_at, given_reference, actor_name, customs_office, parked_reason)
         VALUES ($1, 'single-window', 'R', $2, $2, $3, 'given', $4, 'target-unknown')`,
        [id, given.receivedAt, given.reference ?? `P-${++count}`, given.office === undefined ? '2906' : given.office],
      ),
    );
    return { id };
  }

  async exemptionFiling(declarationId: string, filedOn: Day, broker: Broker = 'brokerA'): Promise<void> {
    await this.system(async (tx) => {
      await tx.run('INSERT INTO exemption_filing VALUES ($1, $2, $3, $4, $5)', [
        declarationId,
        this.brokerId(broker),
        filedOn,
        `T-${++count}`,
        this.now(),
      ]);
      await noteObligations(tx, [declarationId]);
    });
  }

  /** The whole of the declared value, as one payment. */
  async payment(declarationId: string, receivedOn: Day, broker: Broker = 'brokerA'): Promise<void> {
    const [owner, bankReference] = [this.brokerId(broker), `B-${++count}`];
    await this.system(async (tx) => {
      await tx.run(
        `INSERT INTO fx_receipt SELECT $1, id, $3, $4, greatest(total_usd, 0.01), 'USD', $5, $6, greatest(total_usd, 0.01), 5
         FROM declaration WHERE id = $2`,
        [newId(), declarationId, owner, receivedOn, bankReference, this.now()],
      );
      await tx.run("INSERT INTO reservation VALUES ($1, $2, 'bank-reference', $3)", [
        declarationId,
        owner,
        bankReference,
      ]);
      await noteObligations(tx, [declarationId]);
    });
  }

  system<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.office.database.transaction(SYSTEM, work);
  }

  /** Writes the row with the status that follows from its facts, as the service would. */
  private insertDeclaration(tx: Tx, given: GivenDeclaration & { id: string; reference: string }): Promise<number> {
    const projected = projectStatus(submissionsOf(given), receiptsOf(given));
    const [cny, usd] = [sum(given, 'cny'), sum(given, 'usd')];
    return tx.run(
      `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, currency, transport_mode,
         header, content_sha256, total_declared, total_cny, total_usd, fob_cny, fob_usd, filed_at, submitted_at,
         ${MEANINGS.map((name) => `${name}_at`).join(', ')}, created_at, updated_at, past_episodes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'USD', '2', '{}', 'given', $8, $9, $8, $9, $8, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19)`,
      [
        given.id,
        this.brokerId(given.broker),
        given.market ?? 'KQ-CTC',
        given.reference,
        projected.status,
        businessDayOf(given.filed),
        given.office ?? '2906',
        usd,
        cny,
        projected.filedAt,
        given.filed,
        ...MEANINGS.map((name) => projected[`${name}At`]),
        this.now(),
        projected.past.length > 0 ? JSON.stringify(projected.past) : null,
      ],
    );
  }

  private async insertFacts(tx: Tx, id: string, given: GivenDeclaration): Promise<void> {
    const broker = this.brokerId(given.broker);
    const submissions = submissionsOf(given);
    for (const { number, filedAt } of submissions) {
      await tx.run("INSERT INTO submission VALUES ($1, $2, $3, 1, $4, $4, 'given')", [id, number, broker, filedAt]);
    }
    for (const { meaning, eventTime } of receiptsOf(given)) {
      await tx.run(
        `INSERT INTO receipt (id, channel, code, event_time, received_at, actor_name, customs_office, declaration_id, broker_id, meaning,
           unconditional)
         VALUES ($1, 'officer', $2, $3, $3, 'given', '2906', $4, $5, $2, $2 = 'cancelled') ON CONFLICT DO NOTHING`,
        [newId(), meaning, eventTime, id, broker],
      );
    }
    const event = { action: 'declaration.submitted', subjectType: 'declaration', subjectId: id };
    await recordAudits(
      tx,
      this.office.clock,
      submissions.map(({ number, filedAt }) => ({ ...event, detail: { number, filedAt } })),
    );
    await recordEvents(
      tx,
      this.office.clock,
      submissions.map(({ number }) => {
        const from = number === 1 ? 'draft' : 'returned';
        const owner = { brokerId: broker, customsOffice: given.office ?? '2906', market: given.market ?? 'KQ-CTC' };
        return { type: 'declaration.moved', subjectId: id, data: { from, to: 'submitted', entryId: null }, owner };
      }),
    );
  }

  private async insertParts(tx: Tx, id: string, given: GivenDeclaration): Promise<void> {
    const broker = this.brokerId(given.broker);
    for (const [index, item] of (given.items ?? []).entries()) {
      await tx.run(
        "INSERT INTO declaration_item VALUES ($1, $2, $3, '5407520090', '涤纶布', '1', '030', $4, $5, $6, '{1}', $5, $7)",
        [id, index + 1, broker, item.kg ?? '10', item.usd, item.to, item.cny],
      );
    }
    for (const [index, number] of (given.containers ?? []).entries()) {
      await tx.run('INSERT INTO declaration_container VALUES ($1, $2, $3, $4)', [id, index + 1, broker, number]);
    }
  }

  private postClosing(tx: Tx, id: string, given: GivenDeclaration): Promise<number> {
    return postExports(tx, this.office.clock, [
      {
        declarationId: id,
        version: 1,
        cause: 'closing',
        market: given.market ?? 'KQ-CTC',
        brokerId: this.brokerId(given.broker),
        currency: 'USD',
        transportMode: '2',
        statDay: businessDayOf(given.closed ?? ''),
        items: (given.items ?? []).map((item, index) => ({
          itemNumber: index + 1,
          hsCode: '5407520090',
          name: '涤纶布',
          finalDestination: item.to,
          fobCny: item.cny,
          fobUsd: item.usd,
          netWeightKg: item.kg ?? '10',
        })),
      },
    ]);
  }

  private brokerId(broker: Broker = 'brokerA'): string {
    return this.office.people.organisations[broker];
  }

  private now(): string {
    return this.office.clock.now().toISOString();
  }
}

const episodesOf = (given: GivenDeclaration) => [...(given.before ?? []), given];

export const submissionsOf = (given: GivenDeclaration) =>
  episodesOf(given).map(({ filed }, index) => ({ number: index + 1, filedAt: filed }));

export const receiptsOf = (given: GivenDeclaration) => [
  ...episodesOf(given).flatMap((episode) =>
    MEANINGS.flatMap((meaning) => {
      const eventTime = episode[meaning];
      return eventTime === undefined ? [] : [receiptOf(meaning, eventTime)];
    }),
  ),
  ...(given.receipts ?? []).map(({ meaning, eventTime }) => receiptOf(meaning, eventTime)),
];

/** A cancellation stands for an amendment that orders one, and what is given counts: it takes back also what is closed. */
const receiptOf = (meaning: Meaning, eventTime: Instant) => ({
  ...{ meaning, eventTime, channel: 'officer', rawCode: meaning },
  unconditional: meaning === 'cancelled',
});

/** Test amounts are whole numbers of cents, written with two decimals. */
const sum = (given: GivenDeclaration, currency: 'cny' | 'usd'): string => {
  const total = (given.items ?? []).reduce((cents, item) => cents + BigInt(item[currency].replace('.', '')), 0n);
  const digits = total.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
