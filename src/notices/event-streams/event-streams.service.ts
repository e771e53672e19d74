import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { GuardedStream } from '../../access/streams/guarded-stream.js';
import { type StreamRequest, Streams } from '../../access/streams/streams.service.js';
import { deleteChangesBefore } from '../../domain-events/record-events.js';
import { type Actor, SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Every } from '../../platform/periodic-work.js';
import { warnUnlessOutage } from '../../platform/queue/outage.js';
import { Semaphore } from '../../platform/semaphore.js';
import { Clock } from '../../vocabulary/clock.js';
import { type EventPosition, isAhead, STAY_MS, positionOf, toEventId } from './event-position.js';
import {
  type Concerned,
  concernedSince,
  EVENTS_MAX,
  eventsSince,
  hearsOf,
  SNAPSHOT,
  type StreamedEvent,
} from './streamed-events.query.js';

/** A change is sent within a second of its commit. */
const POLL_EVERY_MS = 300;
const AFTER_A_FAULT_MS = 1_000;
/** Of the connections to the database; the others are for requests. */
const READ_CONCURRENCY = 3;

/** Sent instead of events that cannot be sent one by one: whoever shows anything reads it anew. */
const RESET = 'reset';

interface Listener {
  readonly actor: Actor;
  readonly stream: GuardedStream;
  position: EventPosition;
  /** Whether something that may be the caller's was committed since the position. */
  isBehind: boolean;
}

/**
 * Sends callers what changed for them, whichever process changed it. While anybody listens, this process asks a few times a second,
 * once for all, whose events were committed; then it reads, as each of these, what is theirs: who may see what is said by the
 * database, as for every list.
 */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly log = new Logger('event streams');
  private readonly listeners = new Set<Listener>();
  private readonly semaphore = new Semaphore(READ_CONCURRENCY);
  private readonly ending = new AbortController();
  private polling: Promise<void> | null = null;
  private seen: string | null = null;

  constructor(
    private readonly database: Database,
    private readonly streams: Streams,
    private readonly clock: Clock,
  ) {}

  /** Sends from now on, or from where the caller stopped. Refuses too many streams of one caller (429) before anything is answered. */
  async follow(actor: Actor, lastEventId: string | null, request: StreamRequest): Promise<void> {
    const { snapshot } = await this.read(actor, null);
    const now = { snapshot, at: this.clock.now().toISOString() };
    const asked = lastEventId === null ? now : positionOf(lastEventId, this.clock.now());
    const isKnown = asked !== null && !isAhead(asked, snapshot);
    const listener: Listener = {
      ...{ actor, stream: this.streams.begin('events', actor, request) },
      ...{ position: isKnown ? asked : now, isBehind: true },
    };
    this.listeners.add(listener);
    void listener.stream.gone.then(() => this.listeners.delete(listener));
    await listener.stream.append(toEventId(listener.position), isKnown ? [] : [this.reset()]);
    this.polling ??= this.poll().finally(() => (this.polling = null));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.polling;
  }

  /** Deletes what nobody can resume any more. */
  @Every(600_000, 'old events of streams stay')
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - STAY_MS);
    await this.database.transaction(SYSTEM, (tx) => deleteChangesBefore(tx, before));
  }

  private async poll(): Promise<void> {
    const { signal } = this.ending;
    while (this.listeners.size > 0 && !signal.aborted) {
      const began = performance.now();
      const isDone = await this.look().then(
        () => true,
        (error: unknown) => warnUnlessOutage(this.log, 'Events could not be sent', error),
      );
      const tookMs = performance.now() - began;
      const pauseMs = isDone ? Math.max(POLL_EVERY_MS - tookMs, tookMs) : AFTER_A_FAULT_MS;
      await pause(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
    this.seen = null;
  }

  private async look(): Promise<void> {
    const { snapshot, concerned } = await this.database.transaction(
      SYSTEM,
      async (tx) => {
        const { snapshot = '' } = (await tx.one<{ snapshot: string }>(SNAPSHOT)) ?? {};
        const isQuiet = this.seen === null || this.seen === snapshot;
        return { snapshot, concerned: isQuiet ? [] : await concernedSince(tx, this.seen ?? snapshot) };
      },
      { snapshot: true },
    );
    const position = { snapshot, at: this.clock.now().toISOString() };
    for (const listener of this.listeners) {
      if (concerned.some((whose) => concerns(listener.actor, whose))) listener.isBehind = true;
      else if (!listener.isBehind) listener.position = position;
    }
    this.seen = snapshot;
    const groups = new Map<string, Listener[]>();
    for (const listener of this.listeners) {
      if (!listener.isBehind || hearsOf(listener.actor.role) === 'nothing') continue;
      const { role, organisationId, office } = listener.actor;
      const key = JSON.stringify([role, organisationId, office, listener.position.snapshot]);
      groups.set(key, [...(groups.get(key) ?? []), listener]);
    }
    await Promise.all([...groups.values()].map((group) => this.semaphore.run(() => this.catchUp(group))));
    await Promise.all([...this.listeners].map(({ stream, position }) => stream.keepOpen(toEventId(position))));
  }

  /** Reads once for all who may see the same and are equally far. */
  private async catchUp(group: readonly Listener[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const { snapshot, events } = await this.read(first.actor, first.position.snapshot);
    const position = { snapshot, at: this.clock.now().toISOString() };
    const texts = events.length > EVENTS_MAX ? [this.reset()] : events.map(textOf);
    await Promise.all(
      group.map(async (listener) => {
        if (texts.length > 0) await listener.stream.append(toEventId(position), texts);
        Object.assign(listener, { position, isBehind: false });
      }),
    );
  }

  /** What is the actor's since a snapshot, and the snapshot that it was read in. */
  private read(actor: Actor, since: string | null): Promise<{ snapshot: string; events: readonly StreamedEvent[] }> {
    return this.database.transaction(
      hearsOf(actor.role) === 'nothing' ? SYSTEM : actor,
      async (tx) => {
        const { snapshot = '' } = (await tx.one<{ snapshot: string }>(SNAPSHOT)) ?? {};
        return { snapshot, events: since === null ? [] : await eventsSince(tx, since) };
      },
      { snapshot: true },
    );
  }

  private reset(): string {
    return JSON.stringify({ type: RESET, id: null, at: this.clock.now().toISOString() });
  }
}

const textOf = ({ type, id, market, at }: StreamedEvent): string =>
  JSON.stringify({ type, id, ...(market === null ? {} : { market }), at });

/** Whether an event may be the actor's: only a reason to look, what is sent the database decides. */
function concerns({ role, organisationId, office }: Actor, { brokerId, customsOffice }: Concerned): boolean {
  if (role === 'broker') return brokerId === organisationId;
  return role === 'officer' ? customsOffice === office : true;
}
