import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { namingAnyOf } from '../../shipments/containers/declarations-in-containers.query.js';
import { Clock } from '../../vocabulary/clock.js';
import { dec, plain } from '../../vocabulary/decimal.js';
import { daysOfWeek, weekOf } from '../../vocabulary/period.js';
import type { DeclarationInput } from '../domain/declaration.js';
import { declaredTotal, type LiveLoad } from '../domain/conflicts/near-duplicate.js';
import { type LiveDeclarations, loadKey, noLiveDeclarations, push } from '../domain/conflicts/live-declarations.js';
import { comparable } from '../domain/conflicts/trade-record-reservation.js';
import { heldReservations, lockNumbers } from '../store/reservations.repository.js';

export interface LookupScope {
  /** The firm of these declarations: the lookup returns no reference of another firm's. */
  readonly brokerId: string | null;
  /** Whether they go live: then nobody else reserves the same trade records until this transaction is over. */
  readonly live: boolean;
}

/** Looks up the live declarations, of all firms, that the rules compare a declaration with. */
@Injectable()
export class ConflictLookup {
  constructor(private readonly clock: Clock) {}

  /**
   * What live declarations have in common with these: three statements at most, whatever their number, and none for
   * declarations that name neither trade record nor container.
   */
  async liveDeclarations(
    tx: Tx,
    inputs: readonly DeclarationInput[],
    { brokerId, live }: LookupScope,
  ): Promise<LiveDeclarations> {
    const found = noLiveDeclarations(this.clock.today());
    const numbers = inputs.flatMap(({ tradeRecord }) => (tradeRecord === undefined ? [] : comparable(tradeRecord)));
    if (numbers.length > 0) {
      if (live) await lockNumbers(tx, 'trade-record', numbers);
      const held = await heldReservations(tx, 'trade-record', [...new Set(numbers)], brokerId);
      for (const reservation of held) push(found.reservations, reservation.number, reservation);
    }
    for (const load of await this.liveLoads(tx, inputs, brokerId)) {
      const totalPrice = load.totalPrice === null ? null : plain(dec(load.totalPrice));
      for (const container of load.containers)
        push(found.loads, loadKey(container, totalPrice), { ...load, totalPrice });
    }
    return found;
  }

  /** Live declarations of the same weeks with one of these containers and one of these totals: few, so their lines are added up here. */
  private async liveLoads(tx: Tx, inputs: readonly DeclarationInput[], brokerId: string | null): Promise<LiveLoad[]> {
    const today = this.clock.today();
    const withContainers = inputs.filter(({ containers = [] }) => containers.length > 0);
    const totals = withContainers.flatMap((input) => declaredTotal(input) ?? []);
    if (totals.length === 0) return [];
    const weeks = withContainers.map(({ declaredOn = today }) => weekOf(declaredOn)).sort();
    const [from] = daysOfWeek(weeks[0] ?? weekOf(today));
    const [, to] = daysOfWeek(weeks.at(-1) ?? weekOf(today));
    return tx.asService(() =>
      tx.rows<LiveLoad>(LIVE_LOADS, [
        [...new Set(withContainers.flatMap(({ containers = [] }) => containers.map(({ number }) => number)))],
        [...new Set(withContainers.map(({ market }) => market))],
        ...[from, to],
        [...new Set(totals)],
        brokerId,
      ]),
    );
  }
}

const LIVE_LOADS = `
  SELECT d.id AS "declarationId", CASE WHEN d.broker_id = $6::uuid THEN d.reference END AS reference, d.market,
    d.declared_on AS "declaredOn", d.currency, d.total_declared AS "totalPrice", lines.net AS "netWeightKg",
    coalesce((d.header ->> 'grossWeightKg')::numeric, lines.gross) AS "grossWeightKg", held.numbers AS containers
  FROM (${namingAnyOf('$1')}) AS held
  JOIN declaration d ON d.id = held.id
  CROSS JOIN LATERAL (SELECT sum(g.net_weight_kg) AS net,
      CASE WHEN count(*) = count(g.gross_weight_kg) THEN sum(g.gross_weight_kg) END AS gross
    FROM goods_line g WHERE g.declaration_id = d.id) AS lines
  WHERE d.status <> 'draft' AND d.status <> 'cancelled' AND d.market = ANY ($2)
    AND d.declared_on BETWEEN $3::date AND $4::date AND d.total_declared = ANY ($5::numeric[])
  ORDER BY d.id`;
