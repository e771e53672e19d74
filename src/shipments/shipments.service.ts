import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { recordChanges } from '../domain-events/record-events.js';
import { recordAudit } from '../audit/audit.js';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import type { Instant } from '../vocabulary/period.js';
import { assertNoErrors, refuse, refuseAt } from '../messages/refusals/refusal.js';
import { violation, type Violation } from '../messages/refusals/violation.js';
import { assertRevision } from '../audit/assert-revision.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { containerKey, likelyFirms } from './visits/container-visits.query.js';
import { isDeclared } from './containers/declarations-in-containers.query.js';
import { isInspected } from './domain/event-authority.js';
import { checkContainerNumber, completeHeader, type HeaderInput } from './domain/header.js';
import { allSeals } from './domain/seals.js';
import type { Shipment, ShipmentHeader } from './domain/shipment.js';
import { movementOf, visitChange } from './visits/visit-change.js';
import { publishRefreshWhereChanged } from './refresh-next-steps.jobs.js';
import { carryControls } from './visits/carried-controls.js';
import { endLeftVisits } from './visits/left-visits.repository.js';
import {
  eventsOf,
  insertShipment,
  isBroker,
  lockShipment,
  updateHeader,
  visitOfPapers,
} from './shipments.repository.js';
import { firmsOf } from './visits/visit-facts.repository.js';

/** The visits of containers, as their brokers announce and correct them. */
@Injectable()
export class ShipmentsService {
  constructor(
    private readonly clock: Clock,
    private readonly markets: Markets,
  ) {}

  /**
   * Opens a visit. Refuses a wrong container number, an unknown market or that of another office (rule-broken, all at once) and a container whose
   * visit in that market is still open (conflict); one that has left the centre may come again. A visit that the firm's
   * papers opened becomes the firm's with this header; what it leaves out stays as the papers say. An officer opens it for the firm
   * that is named, or whose papers name the container, or else for none until they do.
   */
  async open(tx: Tx, input: HeaderInput & { readonly broker?: string }): Promise<Shipment> {
    const header = completeHeader(input);
    const elsewhere = await this.markets.breachAt(tx, '/market', header.market);
    const market = await this.markets.byCode(tx, header.market);
    const breaches = [...checkContainerNumber(header.containerNumber), ...(elsewhere ? [elsewhere] : [])];
    const brokerId = await firmFor(tx, input);
    assertNoErrors(breaches);
    const made = { brokerId, customsOffice: market?.customsOffice ?? null, at: this.clock.now().toISOString() };
    let shipment = await insertShipment(tx, header, made);
    if (!shipment && (await endLeftVisits(tx, this.clock, [header], made.at)).length > 0) {
      shipment = await insertShipment(tx, header, made);
    }
    if (!shipment) return this.adopt(tx, header, made);
    const { containerNumber, market: code } = header;
    await this.record(tx, { before: null, after: shipment }, 'shipment.opened', {
      containerNumber,
      market: code,
      cause: tx.actor.role,
    });
    return this.carryOn(tx, shipment);
  }

  /**
   * Replaces the header; what is left out is cleared, seals of events stay. Refuses as {@link open} does, a stale
   * revision (null means "as it is now"), another market once something has happened in this one, and another number or
   * market of a held container.
   */
  async replace(tx: Tx, id: string, revision: ExpectedRevisions, input: HeaderInput): Promise<Shipment> {
    const locked = await lockShipment(tx, id);
    if (!locked && (await firmsOf(tx, [id])).size > 0) throw refuse('forbidden', 'visit-not-yours');
    if (!locked) throw refuse('not-found', 'not-found');
    await assertRevision(tx, revision, { subjectId: id, resource: 'shipment', revision: locked.revision });
    const given = completeHeader(input);
    const header = { ...given, seals: allSeals(given.seals, await eventsOf(tx, id)) };
    const customsOffice = await this.officeFor(tx, locked, header);
    if (isDeepStrictEqual(header, headerOf(locked))) return locked;
    refuseOtherSeals(locked, header.seals);
    const now = this.clock.now().toISOString();
    const renamed = header.containerNumber !== locked.containerNumber || header.market !== locked.market;
    if (renamed) await endLeftVisits(tx, this.clock, [header], now);
    const written = await writeHeader(tx, { id, customsOffice }, header, now);
    const shipment = renamed ? await this.carryOn(tx, written) : written;
    await publishRefreshWhereChanged(tx, [locked], new Map([[id, shipment]]));
    await this.record(tx, { before: locked, after: shipment }, 'shipment.replaced', {
      from: headerOf(locked),
      to: header,
    });
    return shipment;
  }

  /** The visit with what customs had not ended in the one before. */
  private async carryOn(tx: Tx, { id }: Shipment): Promise<Shipment> {
    await carryControls(tx, this.clock, [id]);
    const shipment = await lockShipment(tx, id);
    if (!shipment) throw new Error(`shipment ${id} vanished under its lock`);
    return shipment;
  }

  /** The market of a new visit; an officer opens visits at the markets of his office. */
  private async adopt(
    tx: Tx,
    header: ShipmentHeader,
    { brokerId, at }: { brokerId: string | null; at: Instant },
  ): Promise<Shipment> {
    const locked = brokerId === null ? null : await visitOfPapers(tx, header, brokerId);
    if (!locked) throw await alreadyOpen(tx, header);
    const events = await eventsOf(tx, locked.id);
    const seals = allSeals(header.seals.length > 0 ? header.seals : locked.seals, events);
    refuseOtherSeals(locked, seals);
    const to = { ...headerOf(locked), ...known(header), seals };
    const shipment = await writeHeader(tx, locked, to, at);
    await this.record(tx, { before: locked, after: shipment }, 'shipment.replaced', { from: headerOf(locked), to });
    return shipment;
  }

  /** Checks what replaces a header and gives the customs office that goes with it. */
  private async officeFor(tx: Tx, locked: Shipment, header: ShipmentHeader): Promise<string | null> {
    const renamed = header.containerNumber !== locked.containerNumber;
    if (renamed || header.market !== locked.market)
      await refuseRenaming(tx, locked, renamed ? '/containerNumber' : '/market');
    // The number that papers brought along may be wrong; leaving it must not stop the broker from naming the vessel.
    const numberBreaches = renamed ? checkContainerNumber(header.containerNumber) : [];
    if (header.market === locked.market) {
      assertNoErrors(numberBreaches);
      return locked.customsOffice;
    }
    const market = await this.markets.byCode(tx, header.market);
    assertNoErrors([...numberBreaches, ...(market ? [] : [marketUnknown(header)])]);
    if (locked.status !== 'planned') {
      throw refuse('conflict', 'state-forbids', { status: locked.status, action: 'market' }, [
        violation('state-forbids', '/market', { status: locked.status }),
      ]);
    }
    return market?.customsOffice ?? null;
  }

  private async record(
    tx: Tx,
    { before, after }: { before: Shipment | null; after: Shipment },
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const change = visitChange(before, after);
    await recordChanges(tx, this.clock, [movementOf(after)]);
    const opened = before === null ? { after: headerOf(after) } : {};
    await recordAudit(tx, this.clock, {
      action,
      subjectType: 'shipment',
      subjectId: after.id,
      detail,
      change,
      ...opened,
    });
  }
}

/**
 * A hold, an inspection and a filed declaration follow the container by its number: under another one the goods would leave them. Whoever
 * files for a container locks its visit, so that a declaration that is being filed is seen here, or finds no visit of its number and opens one.
 */
async function refuseRenaming(tx: Tx, locked: Shipment, place: '/containerNumber' | '/market'): Promise<void> {
  const { status, held, containerNumber: container } = locked;
  if (held) throw refuseAt(place, 'conflict', 'container-held', { container });
  if (isInspected(locked)) throw refuseAt(place, 'conflict', 'state-forbids', { status });
  const declared = await tx.asService(() => isDeclared(tx, locked));
  if (declared) throw refuseAt(place, 'conflict', 'container-declared', { container });
}

/** What is on a container that customs holds or inspects is customs' to record: a firm cannot explain a seal away by its header. */
function refuseOtherSeals(locked: Shipment, seals: readonly string[]): void {
  if (!locked.held && !isInspected(locked)) return;
  if (isDeepStrictEqual(new Set(seals), new Set(locked.seals))) return;
  throw refuseAt('/seals', 'conflict', 'seals-under-control', { container: locked.containerNumber });
}

/** The firm of a new visit; null where an officer names none and no papers do. */
async function firmFor(tx: Tx, { broker, market, containerNumber }: HeaderInput & { readonly broker?: string }) {
  const { role, organisationId } = tx.actor;
  if (role === 'broker') {
    if (broker !== undefined && broker !== organisationId) throw refuseAt('/broker', 'forbidden', 'visit-not-yours');
    return organisationId;
  }
  if (broker === undefined) {
    const container = { market, containerNumber };
    return (await likelyFirms(tx, [container])).get(containerKey(container)) ?? null;
  }
  if (!(await isBroker(tx, broker))) throw refuseAt('/broker', 'rule-broken', 'not-found');
  return broker;
}

const known = (header: ShipmentHeader) =>
  Object.fromEntries(Object.entries(header).filter(([, value]) => value !== null));

const headerOf = (shipment: Shipment): ShipmentHeader => completeHeader(shipment);

const marketUnknown = ({ market }: ShipmentHeader): Violation =>
  violation('market-unknown', '/market', { value: market });

/** The refusal names the open visit where the actor may see it; of another firm's it says only that there is one. */
async function alreadyOpen(tx: Tx, { market, containerNumber: container }: ShipmentHeader) {
  const first = await tx.one<{ id: string }>(
    'SELECT id FROM shipment WHERE market = $1 AND container_number = $2 AND joined_until IS NULL',
    [market, container],
  );
  const params = { container, ...(first ? { first: first.id } : {}) };
  return refuseAt('/containerNumber', 'conflict', 'visit-already-open', params);
}

/** The unique key decides, not a look beforehand: the other visit may be another firm's, which this transaction cannot see. */
async function writeHeader(
  tx: Tx,
  shipment: Pick<Shipment, 'id' | 'customsOffice'>,
  header: ShipmentHeader,
  at: string,
): Promise<Shipment> {
  const params = { container: header.containerNumber };
  const written = await updateHeader(tx, shipment, header, at).catch((error: unknown) => {
    if (!(error instanceof Error && 'constraint' in error && error.constraint === 'shipment_open_visit')) throw error;
    throw refuseAt('/containerNumber', 'conflict', 'visit-already-open', params);
  });
  if (!written) throw new Error(`shipment ${shipment.id} vanished under its lock`);
  return written;
}
