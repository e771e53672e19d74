import { Injectable } from '@nestjs/common';
import { Organisations } from '../access/organisations.service.js';
import { copyAudits } from '../audit/audit-copies.js';
import type { DeclarationInput } from '../declarations/domain/declaration.js';
import { FilingWriter } from '../declarations/obligations/filing-writer.js';
import { DeclarationWriter } from '../declarations/recording/declaration-writer.js';
import { type ReceiptInput, ReceiptWriter } from '../declarations/receipts/receipt-writer.js';
import { contentText, textSha256 } from '../declarations/store/content.js';
import { copyDeclarations } from '../declarations/store/copies.repository.js';
import { copyLaneChecks, copyLanes } from '../lanes/lane-copies.js';
import { LaneChecks } from '../lanes/lane-checks.service.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { stageCopies } from '../platform/database/row-copies.js';
import { RatesService } from '../reference/rates.service.js';
import { copyFacts } from '../statistics/fact-copies.js';
import { Clock, MovableClock } from '../vocabulary/clock.js';
import { groupBy } from '../vocabulary/group-by.js';
import { addDays, type Day, instantAt, minutesAfter, monthOf, nextMonth } from '../vocabulary/period.js';
import { DEMO_MARKET } from './demo-market.service.js';
import { brokerActor, customsActor, type DemoFirmHeld, officerActor } from './demo-people.js';
import { consignors, historyFirm, principals } from './domain/firms.js';
import { declarationIn } from './domain/market-day.js';
import {
  containerOf,
  copiesOf,
  entryIdOf,
  FIRMS,
  historyDays,
  type HistoryPlan,
  ITEMS_EACH,
  serialOf,
  type Template,
  templatesOf,
} from './domain/market-history.js';
import { SeededChance } from './domain/random.js';
import { DEMO_RATES } from './domain/rates.js';

/** Copies in one transaction: enough that a statement costs nothing, few enough that one which is undone loses little. */
const BATCH = 10_000;
const FILED = '08:30';
/** When a declaration that is filed in the morning is accepted, released and closed; all on its day. */
const STEPS = [
  { code: 'L', text: '海关已接收', minutes: 20 },
  { code: 'P', text: '海关已放行', minutes: 120 },
  { code: 'R', text: '已结关', minutes: 600 },
] as const;

interface Filing {
  readonly firm: DemoFirmHeld;
  readonly number: number;
  readonly container: string;
  readonly input: DeclarationInput;
}

interface Played {
  readonly office: DemoFirmHeld;
  readonly templates: readonly Template[];
}

/**
 * A market's past in bulk: declarations that are closed, filed and paid. Some of its last day are written through the same doors as real
 * data; all others are copies of those, row by row in every table, on other days and under other numbers, as fast as PostgreSQL writes.
 * What rules and projections say of a template holds of its copies: they differ in names and days only.
 */
@Injectable()
export class MarketHistory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rates: RatesService,
    private readonly organisations: Organisations,
    private readonly declarationWriter: DeclarationWriter,
    private readonly receiptWriter: ReceiptWriter,
    private readonly filingWriter: FilingWriter,
    private readonly laneChecks: LaneChecks,
  ) {}

  /** Writes the history up to this day, and calls `each` after every day with the declarations so far. */
  async write(plan: HistoryPlan, last: Day, each: (day: Day, declarations: number) => void): Promise<number> {
    const { clock } = this;
    if (!(clock instanceof MovableClock)) throw new Error('A history is written on a clock that can be moved.');
    const end = clock.now().toISOString();
    await this.putRates(addDays(last, 1 - plan.days), last);
    const played = await this.playTemplates(plan, last, clock);
    let declarations = played.templates.length;
    for (const day of historyDays(last, plan)) {
      const first = day === last ? played.templates.length : 0;
      for (let from = first; from < plan.declarationsPerDay; from += BATCH) {
        const to = Math.min(from + BATCH, plan.declarationsPerDay);
        await this.copy(played, day, { from, to });
        declarations += to - from;
      }
      each(day, declarations);
    }
    clock.goTo(end);
    return declarations;
  }

  private async copy({ templates, office }: Played, day: Day, numbers: { from: number; to: number }): Promise<void> {
    const copies = () => copiesOf({ day, filedAt: instantAt(day, FILED), ...numbers }, templates, textSha256);
    await this.database.transaction(officerActor(office), async (tx) => {
      await tx.asService(async () => {
        await stageCopies(tx, copies());
        await copyDeclarations(tx);
        await copyLanes(tx);
        await copyAudits(tx);
        await copyFacts(tx);
      });
      await copyLaneChecks(tx);
    });
  }

  private async putRates(first: Day, last: Day): Promise<void> {
    await this.database.transaction(SYSTEM, async (tx) => {
      for (let month = monthOf(first); month <= nextMonth(monthOf(last)); month = nextMonth(month)) {
        if ((await this.rates.of(tx, month)) === null) await this.rates.put(tx, month, DEMO_RATES);
      }
    });
  }

  /** Declares, closes, files and pays the templates, each firm its own, as real data are. */
  private async playTemplates(plan: HistoryPlan, day: Day, clock: MovableClock): Promise<Played> {
    const filings = await this.filingsOf(plan, day);
    const office = await this.database.transaction(SYSTEM, (tx) =>
      this.organisations.create(tx, { kind: 'customs', name: '历史数据海关', customsOffice: '2906' }),
    );
    const filedAt = instantAt(day, FILED);
    const ids = new Map<number, string>();
    for (const own of groupBy(filings, ({ firm }) => firm.id).values()) {
      const firm = own[0]?.firm;
      if (!firm) continue;
      clock.stopAt(filedAt);
      const declared = await this.declare(firm, own);
      for (const [index, id] of declared.entries()) ids.set(own[index]?.number ?? -1, id);
      await this.database.transaction(officerActor(office), (tx) => this.laneChecks.recordConforming(tx, declared));
      for (const { minutes, ...step } of STEPS) {
        clock.stopAt(minutesAfter(filedAt, minutes));
        const receipts = own.map(({ number, input }): ReceiptInput => ({
          ...{ channel: 'single-window', ...step, eventTime: minutesAfter(filedAt, minutes) },
          ...{ reference: input.reference, broker: firm.id, entryId: entryIdOf(day, number) },
        }));
        await this.database.transaction(customsActor(office), (tx) => this.receiptWriter.append(tx, receipts));
      }
      await this.file(firm, own, { day, ids });
    }
    const templates = filings.map(({ number, container, input }) => ({
      ...{ id: ids.get(number) ?? '', day, number, container, content: contentText(input) },
    }));
    return { office, templates };
  }

  private async declare(firm: DemoFirmHeld, own: readonly Filing[]): Promise<string[]> {
    const inputs = own.map(({ input }) => input);
    const results = await this.database.transaction(brokerActor(firm), (tx) =>
      this.declarationWriter.write(tx, inputs, { submit: true }),
    );
    return results.map(({ id, submitted, findings }) => {
      if (id === null || !submitted) throw new Error(`A template was refused: ${JSON.stringify(findings)}`);
      return id;
    });
  }

  private async file(
    firm: DemoFirmHeld,
    own: readonly Filing[],
    { day, ids }: { day: Day; ids: ReadonlyMap<number, string> },
  ): Promise<void> {
    const filed = own.map(({ number }) => ({ declarationId: ids.get(number) ?? '', serial: serialOf(day, number) }));
    await this.database.transaction(brokerActor(firm), async (tx) => {
      const declared = await tx.rows<{ id: string; currency: string; total: string }>(
        `SELECT id, currency, round(total_declared, 2)::text AS total FROM declaration WHERE id = ANY ($1::uuid[])`,
        [filed.map(({ declarationId }) => declarationId)],
      );
      const owed = new Map(declared.map(({ id, currency, total }) => [id, { currency, amount: total }]));
      await this.filingWriter.fileExemptions(
        tx,
        filed.map(({ declarationId, serial }) => ({ declarationId, filedOn: day, taxReference: `MS${serial}` })),
      );
      await this.filingWriter.receivePayments(
        tx,
        filed.map(({ declarationId, serial }) => ({
          ...{ declarationId, receivedOn: day, bankReference: `FX${serial}` },
          ...(owed.get(declarationId) ?? { currency: '', amount: '' }),
        })),
      );
    });
  }

  private async filingsOf(plan: HistoryPlan, day: Day): Promise<Filing[]> {
    const chance = new SeededChance(plan.seed);
    const clientele = { consignors: consignors(chance, 60), principals: principals(chance, 200) };
    const firms: DemoFirmHeld[] = [];
    for (let index = 0; index < Math.min(FIRMS, templatesOf(plan)); index++) {
      const firm = historyFirm(index);
      firms.push(
        await this.database.transaction(SYSTEM, (tx) => this.organisations.create(tx, { kind: 'broker', ...firm })),
      );
    }
    return Array.from({ length: templatesOf(plan) }, (_, number) => {
      const firm = firms[number % firms.length];
      if (!firm) throw new Error('A history needs a firm.');
      const [serial, container] = [serialOf(day, number), containerOf(number)];
      const inContainer = { number: container, billOfLading: `NB${serial}`, vessel: 'EVER GIVEN', voyage: '1122-W' };
      const wanted = { day, market: DEMO_MARKET, reference: `LG-${serial}`, container: inContainer };
      return { firm, number, container, input: declarationIn(chance, clientele, { ...wanted, varieties: ITEMS_EACH }) };
    });
  }
}
