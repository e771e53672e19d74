import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Metrics } from '../platform/health/metrics.js';
import { countUnsealed, lastSeal } from './seals.repository.js';

/** What an operator watches of the audit trail: how far it is sealed, and what waits for a seal. */
@Injectable()
export class AuditMetrics {
  constructor(metrics: Metrics, database: Database) {
    const registers = [metrics.registry];
    const seal: Gauge = new Gauge({
      name: 'loomgate_audit_seal',
      help: 'Number of the last seal of the audit trail. It never falls: where it does, an old database was brought back.',
      registers,
      collect: () =>
        metrics.whileItAnswers(seal, async () => {
          seal.set((await database.transaction(SYSTEM, lastSeal))?.number ?? 0);
        }),
    });
    const unsealed: Gauge = new Gauge({
      name: 'loomgate_audit_unsealed',
      help: 'Entries of the audit trail that no seal holds yet; what stays high is not sealed by any worker.',
      registers,
      collect: () =>
        metrics.whileItAnswers(unsealed, async () => {
          unsealed.set(await database.transaction(SYSTEM, countUnsealed));
        }),
    });
  }
}
