import { Injectable } from '@nestjs/common';
import { brokerAskedFor } from '../../access/broker-asked-for.js';
import { Markets } from '../../markets/markets.service.js';
import { assertRange } from '../../messages/refusals/range.js';
import { refuse, refuseFor } from '../../messages/refusals/refusal.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ListFile } from '../../platform/http/list-files.js';
import { Clock } from '../../vocabulary/clock.js';
import type { Page } from '../../platform/http/page.js';
import type { Language } from '../../vocabulary/language.js';
import { type ContainerPage, containerPage, sealsOf } from './container-page.query.js';
import type { SealStory } from '../domain/seal-history.js';
import type { ShipmentQuery } from '../shipments.dto.js';
import { shipmentsFile } from '../shipments-file.query.js';
import { type ListedShipment, listShipments } from '../shipments.query.js';

/** Reads visits of containers. */
@Injectable()
export class ContainerPagesService {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: ShipmentQuery): Promise<Page<ListedShipment>> {
    return this.database.transaction(actor, async (tx) => {
      await this.assertFilters(tx, query);
      return listShipments(tx, query);
    });
  }

  /** The whole list as a file, in the transaction that is open while it is read. */
  async file(tx: Tx, query: ShipmentQuery): Promise<ListFile> {
    await this.assertFilters(tx, query);
    return shipmentsFile(tx, query, this.clock.today());
  }

  private async assertFilters(tx: Tx, query: ShipmentQuery): Promise<void> {
    assertRange(query);
    const unknown = await this.markets.unknownInQuery(tx, query.market);
    if (unknown.length > 0) throw refuseFor('malformed', unknown);
    await brokerAskedFor(tx, query.broker);
  }

  async one(actor: Actor, id: string, language: Language): Promise<ContainerPage> {
    const found = await this.database.transaction(actor, (tx) => containerPage(tx, id, language), { snapshot: true });
    if (!found) throw refuse('not-found', 'not-found');
    return found;
  }

  async seals(actor: Actor, id: string): Promise<SealStory> {
    const found = await this.database.transaction(actor, (tx) => sealsOf(tx, id), { snapshot: true });
    if (!found) throw refuse('not-found', 'not-found');
    return found;
  }
}
