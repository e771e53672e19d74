import { inLane } from '../../lanes/lane.query.js';
import type { Actor } from '../../platform/database/actor.js';
import { beginsWith, Conditions } from '../../platform/database/conditions.js';
import { normaliseContainerNumber } from '../../vocabulary/identifiers/container-number.js';
import { addDays, type Day, endOfDay, type Instant, startOfDay } from '../../vocabulary/period.js';
import { referenceKey } from '../../vocabulary/text.js';
import { type KeyKind, searchedKinds } from '../store/declaration-keys.repository.js';
import type { DeclarationsFilters } from './declarations-query.dto.js';

/** What a role may see at all; row-level security is the net below, and knows nothing of drafts. */
export function sight({ role, organisationId, office }: Actor): Conditions {
  const conditions = new Conditions();
  if (role === 'broker') conditions.add((place) => `d.broker_id = ${place}`, organisationId);
  if (role === 'officer') {
    conditions.add((place) => `d.customs_office = ${place}`, office);
    conditions.where.push(`d.status <> 'draft'`);
  }
  return conditions;
}

/** An age that is asked for, as an instant: what got its status before it is old enough. */
export interface AgeAsked {
  readonly waitingBefore: Instant | undefined;
}

/** The instant before which a declaration of more than the days asked for got its status. */
export const waitingBefore = ({ olderThanDays }: DeclarationsFilters, today: Day): Instant | undefined =>
  olderThanDays === undefined ? undefined : startOfDay(addDays(today, -Number(olderThanDays)));

/** What the actor may see of what is asked for; `before` is {@link waitingBefore}. */
export function conditionsOf(actor: Actor, query: DeclarationsFilters, before: Instant | undefined): Conditions {
  const conditions = sight(actor);
  conditions.among('d.status', query.status);
  conditions.among('d.market', query.market);
  if (actor.role !== 'broker') conditions.add((place) => `d.broker_id = ${place}`, query.broker);
  conditions.add((place) => `d.split_group = ${place}`, query.splitGroup);
  conditions.among('d.customs_office', query.customsOffice);
  conditions.among('d.next_actor', query.nextActor);
  conditions.among('d.reference_key', query.reference?.map(referenceKey));
  conditions.among('d.entry_id', query.entryId);
  daysAsked(conditions, query);
  conditions.add((place) => `d.waiting_since < ${place}::timestamptz`, before);
  conditions.add((place) => `d.total_usd_cents >= (${place}::numeric * 100)::bigint`, query.minUsd);
  // An officer's office stands in $1: with it the lane is one range of an index.
  if (query.lane) conditions.where.push(inLane(actor, query.lane.map((colour) => conditions.value(colour)).join(', ')));
  namesAsked(conditions, actor, query);
  return conditions;
}

function daysAsked(conditions: Conditions, query: DeclarationsFilters): void {
  const { from, to, closedFrom, closedTo } = query;
  if (from === to) {
    // One day as an equality: its rows then come from the index in the order of ids, unsorted.
    conditions.add((place) => `d.declared_on = ${place}::date`, from);
  } else {
    conditions.add((place) => `d.declared_on >= ${place}::date`, from);
    conditions.add((place) => `d.declared_on <= ${place}::date`, to);
  }
  conditions.add((place) => `d.closed_at >= ${place}::timestamptz`, closedFrom && startOfDay(closedFrom));
  conditions.add((place) => `d.closed_at < ${place}::timestamptz`, closedTo && endOfDay(closedTo));
}

function namesAsked(conditions: Conditions, actor: Actor, query: DeclarationsFilters): void {
  const containers = query.container?.flatMap((number) => [number, normaliseContainerNumber(number)]);
  conditions.add(
    (place) => `d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = ANY (${place}::text[]))`,
    containers,
  );
  const exactly = (kind: KeyKind, values: readonly string[] | undefined): void =>
    found(conditions, [kind], values, same);
  const beginning = (kinds: readonly KeyKind[], values: readonly string[] | undefined): void =>
    found(conditions, kinds, values, begins);
  exactly('bill', query.billOfLading);
  exactly('stall', query.stall);
  exactly('destination', query.destination);
  exactly('exit-office', query.exitOffice);
  beginning(['hs'], query.hsCode);
  beginning(['consignor'], query.consignor);
  beginning(['buyer'], query.buyer);
  beginning(searchedKinds(actor), query.search === undefined ? undefined : [query.search]);
}

/** What the actor may see under this name or number: `same` the whole of it, or `begins` with it. */
export function conditionsOfSearch(actor: Actor, text: string, how: 'same' | 'begins'): Conditions {
  const conditions = sight(actor);
  found(conditions, searchedKinds(actor), [text], how === 'same' ? same : begins);
  return conditions;
}

const same = (place: string, kind: string): string => `k.key = '${kind}' || search_key(${place})`;
const begins = (place: string, kind: string): string => beginsWith('k.key', place, kind);

/** Declarations that have one of the names, under one of the kinds. */
function found(
  conditions: Conditions,
  kinds: readonly KeyKind[],
  names: readonly string[] | undefined,
  compare: (place: string, kind: string) => string,
): void {
  if (names === undefined) return;
  const alternatives = names
    .map((name) => conditions.value(name))
    .flatMap((place) => kinds.map((kind) => compare(place, `${kind}:`)));
  conditions.where.push(`d.id IN (SELECT k.declaration_id FROM declaration_key k WHERE ${alternatives.join(' OR ')})`);
}
