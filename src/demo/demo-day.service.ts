import { Injectable } from '@nestjs/common';
import { DeclarationWriter } from '../declarations/recording/declaration-writer.js';
import { type ReceiptInput, ReceiptWriter } from '../declarations/receipts/receipt-writer.js';
import { LaneChecks } from '../lanes/lane-checks.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import type { EventBody } from '../shipments/shipments.dto.js';
import { VisitEventsService } from '../shipments/visits/visit-events.service.js';
import { ensureVisits } from '../shipments/visits/visits.repository.js';
import { Clock } from '../vocabulary/clock.js';
import type { Day, Instant } from '../vocabulary/period.js';
import { customsActor, officerActor, type DemoFirmHeld } from './demo-people.js';
import { consignors, principals } from './domain/firms.js';
import { type Happening, playedVisitOf, receiptsOf } from './domain/fate.js';
import { containersOf, type DemoContainer } from './domain/market-day.js';
import { SeededChance } from './domain/random.js';

export interface DemoBatch {
  readonly market: string;
  readonly day: Day;
  readonly filedAt: Instant;
  readonly containers: number;
  readonly seeds: { readonly firms: number; readonly day: number };
  readonly entrySerial: number;
  /** Whether one declaration is released without the look that its lane asks for. */
  readonly isCareless: boolean;
}

type ReceiptDue = Extract<Happening, { receipt: string }> & { broker: string };
type EventDue = Extract<Happening, { event: string }>;

const OFFICE = '2906';

/** One day of the demo market: declare, and later deliver what customs, the centre and the port will have said by then. */
@Injectable()
export class DemoDay {
  private receiptsDue: ReceiptDue[] = [];
  private readonly eventsDue = new Map<string, EventDue[]>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly declarationWriter: DeclarationWriter,
    private readonly receiptWriter: ReceiptWriter,
    private readonly visitEvents: VisitEventsService,
    private readonly laneChecks: LaneChecks,
  ) {}

  /** A broker files its containers of the day. Returns how many declarations. */
  async declare(actor: Actor, broker: string, batch: DemoBatch, customs: DemoFirmHeld): Promise<number> {
    const firms = new SeededChance(batch.seeds.firms);
    const clientele = { consignors: consignors(firms, 12), principals: principals(firms, 40) };
    const chance = new SeededChance(batch.seeds.day);
    const containers = containersOf(chance, clientele, { ...batch, firstNumber: 1 });
    const inputs = containers.flatMap(({ declarations }) => declarations);
    const filed = await this.database.transaction(actor, async (tx) => {
      const results = await this.declarationWriter.write(tx, inputs, { submit: true });
      const refused = results.find(({ outcome }) => outcome === 'refused');
      if (refused) throw new Error(`The demo made a wrong declaration: ${JSON.stringify(refused)}`);
      await ensureVisits(
        tx,
        this.clock,
        containers.map((container) => visitOf(batch.market, container)),
      );
      return results.flatMap(({ id }) => id ?? []);
    });
    await this.look(filed, customs, batch.isCareless);
    this.foresee(chance, broker, batch, containers);
    return inputs.length;
  }

  /** Officers look at what the lanes ask for while the containers arrive; on a careless day one red lane is forgotten. */
  private async look(filed: readonly string[], customs: DemoFirmHeld, isCareless: boolean): Promise<void> {
    await this.database.transaction(officerActor(customs), async (tx) => {
      const forgotten = isCareless ? await firstRedOf(tx, filed) : null;
      await this.laneChecks.recordConforming(
        tx,
        filed.filter((id) => id !== forgotten),
      );
    });
  }

  /** Delivers the receipts that have come by `until`, and the events of container visits that have ended by then. */
  async deliver(until: Instant, customs: DemoFirmHeld): Promise<void> {
    const due = this.receiptsDue.filter(({ at }) => at <= until);
    this.receiptsDue = this.receiptsDue.filter(({ at }) => at > until);
    const actor = customsActor(customs);
    const ended = [...this.eventsDue.values()].filter((events) => (events.at(-1)?.at ?? '') <= until);
    // Two channels of their own: customs speaks of declarations, the gate of containers.
    await Promise.all([
      due.length > 0 && this.database.transaction(actor, (tx) => this.receiptWriter.append(tx, due.map(receiptOf))),
      this.deliverEvents(actor, ended),
    ]);
  }

  /** At the end of the play: what has happened so far to the containers that are still on their way. */
  async deliverRest(until: Instant, customs: DemoFirmHeld): Promise<void> {
    await this.deliver(until, customs);
    const begun = [...this.eventsDue.values()].map((events) => events.filter(({ at }) => at <= until));
    await this.deliverEvents(
      customsActor(customs),
      begun.filter((events) => events.length > 0),
    );
  }

  private async deliverEvents(actor: Actor, due: readonly EventDue[][]): Promise<void> {
    if (due.length === 0) return;
    await this.database.transaction(actor, async (tx) => {
      const visits = await openVisits(
        tx,
        due.map((events) => events[0]?.container ?? ''),
      );
      const reports = due.flatMap((events) => {
        const container = events[0]?.container ?? '';
        this.eventsDue.delete(container);
        const id = visits.get(container);
        return id === undefined ? [] : [{ id, events: events.map(eventOf) }];
      });
      await this.visitEvents.recordAll(tx, reports);
    });
  }

  private foresee(chance: SeededChance, broker: string, batch: DemoBatch, containers: readonly DemoContainer[]): void {
    let serial = batch.entrySerial;
    for (const container of containers) {
      const visit = playedVisitOf(chance, container.number, batch.filedAt);
      this.eventsDue.set(container.number, visit.happenings.filter(isEvent));
      for (const { reference } of container.declarations) {
        const entryId = `${OFFICE}${batch.day.slice(0, 4)}0${serial++}`;
        const receipts = receiptsOf(chance, { reference, entryId }, batch.filedAt, visit);
        this.receiptsDue.push(...receipts.filter(isReceipt).map((receipt) => ({ ...receipt, broker })));
      }
    }
  }
}

const isEvent = (happening: Happening): happening is EventDue => 'event' in happening;
const isReceipt = (happening: Happening): happening is Extract<Happening, { receipt: string }> =>
  'receipt' in happening;

const receiptOf = (due: ReceiptDue): ReceiptInput => ({
  channel: 'single-window',
  code: due.receipt,
  text: due.text,
  eventTime: due.at,
  reference: due.reference,
  broker: due.broker,
  ...(due.entryId ? { entryId: due.entryId } : {}),
});

const eventOf = (due: EventDue): EventBody => ({
  code: due.event,
  eventTime: due.at,
  ...(due.seal ? { seal: due.seal } : {}),
});

const visitOf = (market: string, container: DemoContainer) => ({
  market,
  customsOffice: OFFICE,
  containerNumber: container.number,
  sizeType: container.sizeType,
  seals: [container.seal],
  billOfLading: container.billOfLading,
  vessel: container.vessel,
  voyage: container.voyage,
});

async function firstRedOf(tx: Tx, ids: readonly string[]): Promise<string | null> {
  const found = await tx.one<{ id: string }>(
    `SELECT declaration_id AS id FROM lane WHERE declaration_id = ANY ($1::uuid[]) AND colour = 'red' ORDER BY 1 LIMIT 1`,
    [ids],
  );
  return found?.id ?? null;
}

async function openVisits(tx: Tx, containers: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; number: string }>(
    `SELECT id, container_number AS number FROM shipment WHERE joined_until IS NULL AND container_number = ANY ($1)`,
    [containers],
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
}
