import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { refuse } from '../messages/refusals/refusal.js';
import { PERIOD_KIND, PERIOD_KINDS, type PeriodDeclaration } from './period-kind.js';

/** The declared kinds of periods. */
@Injectable()
export class PeriodKinds implements OnModuleInit {
  private readonly byName = new Map<string, PeriodDeclaration>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const name = metatype && (Reflect.getMetadata(PERIOD_KIND, metatype) as string | undefined);
      if (typeof name === 'string') this.byName.set(name, instance as PeriodDeclaration);
    }
    const missing = PERIOD_KINDS.filter((name) => !this.byName.has(name));
    if (missing.length > 0) throw new Error(`Kinds of periods that no module provides: ${missing.join(', ')}.`);
  }

  /** Every kind with its name. */
  all(): readonly (readonly [string, PeriodDeclaration])[] {
    return [...this.byName];
  }

  /** Refuses (404) a kind that is not there. */
  of(name: string): PeriodDeclaration {
    const found = this.byName.get(name);
    if (!found) throw refuse('not-found', 'not-found', { what: 'period', value: name.slice(0, 40) });
    return found;
  }
}
