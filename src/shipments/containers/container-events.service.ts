import { Injectable } from '@nestjs/common';
import { assertNoErrors, refuse } from '../../messages/refusals/refusal.js';
import { pointer, type Violation } from '../../messages/refusals/violation.js';
import { Markets } from '../../markets/markets.service.js';
import type { Tx } from '../../platform/database/tx.js';
import { isContainerNumber } from '../../vocabulary/identifiers/container-number.js';
import type { Language } from '../../vocabulary/language.js';
import { render } from '../../messages/index.js';
import { groupBy } from '../../vocabulary/group-by.js';
import { Clock } from '../../vocabulary/clock.js';
import type { Instant } from '../../vocabulary/period.js';
import {
  containerKey,
  type ContainerVisit,
  likelyFirms,
  visitsOfContainers,
  visitsThatKnow,
} from '../visits/container-visits.query.js';
import { eventNotYours, isReportedByCustoms } from '../domain/event-authority.js';
import { tooEarly } from '../domain/event-time.js';
import { placeEvents } from '../domain/visit-of-event.js';
import type { VisitStatus } from '../domain/visit-state.js';
import type { ContainerKey } from '../visits/left-visits.repository.js';
import type { ContainerEventBody } from '../shipments.dto.js';
import { asEvent, refuseFuture, refuseReleases, VisitEventsService } from '../visits/visit-events.service.js';
import type { NewEvent } from '../visits/visit-facts.repository.js';
import { ensureVisits, type VisitRequest } from '../visits/visits.repository.js';

export const NOT_RECORDED = ['visit-unknown', 'container-number-invalid'] as const;

type Why = (typeof NOT_RECORDED)[number] | null;

/** What became of one event: recorded of a visit, or not, and why. */
export interface ContainerEventResult extends ContainerKey {
  readonly code: string;
  readonly eventTime: Instant;
  readonly result: 'applied' | 'duplicate' | 'refused';
  readonly why: Why;
  readonly shipmentId: string | null;
  /** The status of the visit now. */
  readonly status: VisitStatus | null;
}

interface Sent extends ContainerKey {
  readonly index: number;
  readonly body: ContainerEventBody;
  readonly event: NewEvent;
}

interface Placed {
  readonly sent: Sent;
  readonly visit: ContainerVisit;
}

/** A container that comes back begins one visit more in each round; a list cannot hold more returns than events. */
const ROUNDS_MAX = 20;

/** Events of many containers at once, as a gate or a yard reports them: by the number on the container, not by the visit. */
@Injectable()
export class ContainerEventsService {
  constructor(
    private readonly clock: Clock,
    private readonly markets: Markets,
    private readonly visitEvents: VisitEventsService,
  ) {}

  /**
   * Records each event of the visit it belongs to. A container without one gets it: the firm that reports, or, for an officer, the firm
   * whose papers name the container. GTIN after the container has left begins the next visit. Refuses, for all at once, unknown markets,
   * what is not the caller's to report, and actual events in the future; nothing is recorded then.
   */
  async record(tx: Tx, bodies: readonly ContainerEventBody[]): Promise<ContainerEventResult[]> {
    const sent = bodies.map((body, index) => {
      const { market, containerNumber } = body;
      return { index, body, market, containerNumber, event: asEvent(body) };
    });
    await this.assertMarkets(tx, sent);
    refuseFuture(
      sent.map(({ event }) => event),
      this.clock.now(),
    );
    assertNoErrors(sent.flatMap(({ index, event }) => tooEarly(event.eventTime, index, null)));
    const results = new Map<number, ContainerEventResult>();
    let left: readonly Sent[] = [...sent].sort((a, b) => (a.event.eventTime < b.event.eventTime ? -1 : 1));
    for (let round = 0; left.length > 0; round++) {
      if (round === ROUNDS_MAX) throw refuse('malformed', 'array-too-long', { max: String(ROUNDS_MAX) });
      left = await this.round(tx, left, results);
    }
    return sent.map(({ index }) => results.get(index)).filter((result) => result !== undefined);
  }

  /** Records what belongs to the visits that are there; returns what belongs to visits that begin only now. */
  private async round(
    tx: Tx,
    sent: readonly Sent[],
    results: Map<number, ContainerEventResult>,
  ): Promise<readonly Sent[]> {
    const visitsOf = groupBy(await visitsOfContainers(tx, sent), containerKey);
    const known = await visitsThatKnow(tx, sent);
    const placed: Placed[] = [];
    const waiting: Sent[] = [];
    for (const [key, ofContainer] of groupBy(sent, containerKey)) {
      const visits = visitsOf.get(key) ?? [];
      const places = placeEvents(
        visits,
        ofContainer.map((each) => ({ ...each.event, index: each.index })),
        ({ index }) => positionOf(visits, known.get(index)),
      );
      for (const [n, each] of ofContainer.entries()) {
        const visit = visits[places[n] ?? visits.length];
        if (visit) placed.push({ sent: each, visit });
        else waiting.push(each);
      }
    }
    if (tx.actor.role === 'broker') assertNoErrors(notYours(placed), 'forbidden');
    assertNoErrors(
      placed.flatMap(({ sent: { event, index }, visit }) => tooEarly(event.eventTime, index, visit.beganAt)),
    );
    await refuseReleases(
      tx,
      placed.map(({ sent: { event, index }, visit }) => ({ shipment: visit, event, index })),
    );
    await this.append(tx, placed, results);
    const reasons = await this.begin(tx, waiting);
    for (const each of waiting) {
      const why = reasons.get(containerKey(each));
      if (why) results.set(each.index, refused(each, why));
    }
    return waiting.filter((each) => !reasons.has(containerKey(each)));
  }

  private async append(tx: Tx, placed: readonly Placed[], results: Map<number, ContainerEventResult>): Promise<void> {
    const reports = [...groupBy(placed, ({ visit }) => visit.id)];
    if (reports.length === 0) return;
    const recorded = await this.visitEvents.recordAll(
      tx,
      reports.map(([id, list]) => ({ id, events: list.map(({ sent }) => sent.body) })),
    );
    for (const [n, [id, list]] of reports.entries()) {
      for (const [index, { sent }] of list.entries()) {
        const result = recorded[n]?.results[index]?.result ?? 'duplicate';
        results.set(sent.index, {
          ...named(sent),
          result,
          why: null,
          shipmentId: id,
          status: recorded[n]?.shipment.status ?? null,
        });
      }
    }
  }

  /** Opens a visit for each container, and says of those that got none why. */
  private async begin(tx: Tx, first: readonly ContainerKey[]): Promise<Map<string, NonNullable<Why>>> {
    const reasons = new Map<string, NonNullable<Why>>();
    const containers = new Map(first.map((each) => [containerKey(each), each]));
    if (containers.size === 0) return reasons;
    const firmOf = await this.firmsFor(tx, first);
    const wanted: VisitRequest[] = [];
    for (const [key, { market, containerNumber }] of containers) {
      const brokerId = firmOf(key);
      const customsOffice = (await this.markets.byCode(tx, market))?.customsOffice ?? null;
      if (!isContainerNumber(containerNumber)) reasons.set(key, 'container-number-invalid');
      else if (brokerId === undefined) reasons.set(key, 'visit-unknown');
      else wanted.push({ market, containerNumber, brokerId, customsOffice });
    }
    // Customs' channel may write no visit; the market is one of its office, as was asserted.
    if (tx.actor.role === 'channel') await tx.asService(() => ensureVisits(tx, this.clock, wanted));
    else await ensureVisits(tx, this.clock, wanted);
    // Another firm may have the container there, with no goods of this one in it.
    const open = new Set((await visitsOfContainers(tx, wanted)).filter(({ isOpen }) => isOpen).map(containerKey));
    for (const key of wanted.map(containerKey)) if (!open.has(key)) reasons.set(key, 'visit-unknown');
    return reasons;
  }

  private async firmsFor(tx: Tx, containers: readonly ContainerKey[]): Promise<(key: string) => string | undefined> {
    const { role, organisationId } = tx.actor;
    if (role === 'broker') return () => organisationId ?? undefined;
    const papers = await likelyFirms(tx, containers);
    return (key) => papers.get(key);
  }

  private async assertMarkets(tx: Tx, sent: readonly Sent[]): Promise<void> {
    const breaches: Violation[] = [];
    for (const [code, ofMarket] of groupBy(sent, ({ market }) => market)) {
      for (const { index } of ofMarket) {
        const breach = await this.markets.breachAt(tx, pointer('events', index, 'market'), code);
        if (breach === null) break;
        breaches.push(breach);
      }
    }
    assertNoErrors(breaches);
  }
}

const notYours = (placed: readonly Placed[]) =>
  placed.flatMap(({ sent, visit }) =>
    isReportedByCustoms(sent.body.code, visit) ? [eventNotYours(sent.body.code, sent.index)] : [],
  );

const positionOf = (visits: readonly ContainerVisit[], id: string | undefined): number | null => {
  const position = visits.findIndex((visit) => visit.id === id);
  return position < 0 ? null : position;
};

const named = ({ market, containerNumber, event: { code, eventTime } }: Sent) => ({
  ...{ containerNumber, market, code, eventTime },
});

const refused = (sent: Sent, why: Why): ContainerEventResult => ({
  ...{ ...named(sent), result: 'refused', why, shipmentId: null, status: null },
});

/** A result as the API gives it: why it is refused in words as well, and what to do about it. */
export const saidOfEvent = (result: ContainerEventResult, language: Language) => ({
  ...result,
  ...(result.why === null
    ? { message: null, remedy: null }
    : render(result.why, { value: result.containerNumber }, language)),
});
