import type { KeyRole } from '../../src/access/domain/key-rules.js';
import type { Keys } from '../../src/access/keys.service.js';
import { type Actor, SYSTEM } from '../../src/platform/database/actor.js';
import type { Database } from '../../src/platform/database/database.js';
import type { Tx } from '../../src/platform/database/tx.js';
import type { Clock } from '../../src/vocabulary/clock.js';
import { newId } from '../../src/vocabulary/id.js';

type Name =
  'admin' | 'brokerA' | 'brokerB' | 'officer' | 'officer2' | 'officerElsewhere' | 'analyst' | 'auditor' | 'channel';

export interface People {
  readonly keys: Record<Name, string>;
  readonly actors: Record<Name, Actor>;
  readonly organisations: {
    readonly brokerA: string;
    readonly brokerB: string;
    readonly office: string;
    readonly elsewhere: string;
  };
}

/** Two brokers, two officers of Shaoxing and one of Yiwu, an analyst, an auditor, an administrator, a receipt channel. */
export async function settle(database: Database, keys: Keys, clock: Clock): Promise<People> {
  return database.transaction(SYSTEM, async (tx) => {
    const at = clock.now().toISOString();
    const brokerA = await organisation(tx, ['broker', '柯桥甲报关行', null, at]);
    const brokerB = await organisation(tx, ['broker', '柯桥乙报关行', null, at]);
    const office = await organisation(tx, ['customs', '绍兴海关', '2906', at]);
    const elsewhere = await organisation(tx, ['customs', '义乌海关', '2921', at]);
    const belongs: Record<Name, [KeyRole, string | null, string | null]> = {
      admin: ['admin', null, null],
      brokerA: ['broker', brokerA, null],
      brokerB: ['broker', brokerB, null],
      officer: ['officer', office, '2906'],
      officer2: ['officer', office, '2906'],
      officerElsewhere: ['officer', elsewhere, '2921'],
      analyst: ['analyst', null, null],
      auditor: ['auditor', null, null],
      channel: ['channel', office, '2906'],
    };
    const texts: Partial<Record<Name, string>> = {};
    const actors: Partial<Record<Name, Actor>> = {};
    for (const [name, [role, organisationId, officeCode]] of Object.entries(belongs) as [
      Name,
      [KeyRole, string | null, string | null],
    ][]) {
      const made = await keys.create(tx, { name, role, organisationId, expiresAt: null });
      texts[name] = made.key;
      actors[name] = { keyId: made.id, name, role, organisationId, office: officeCode, requestId: null };
    }
    return {
      keys: texts as Record<Name, string>,
      actors: actors as Record<Name, Actor>,
      organisations: { brokerA, brokerB, office, elsewhere },
    };
  });
}

async function organisation(tx: Tx, values: [string, string, string | null, string]): Promise<string> {
  const id = newId();
  await tx.run('INSERT INTO organisation (id, kind, name, customs_office, created_at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    ...values,
  ]);
  return id;
}
