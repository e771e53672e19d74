import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { SearchQuery } from './search.dto.js';
import { type FoundFew, search } from './search.query.js';

/** Finds whatever has a number or a name, for those who may see it. */
@Injectable()
export class SearchService {
  constructor(private readonly database: Database) {}

  find(actor: Actor, query: SearchQuery): Promise<FoundFew> {
    return this.database.transaction(actor, (tx) => search(tx, query), { snapshot: true });
  }
}
