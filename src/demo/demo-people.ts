import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyRole } from '../access/domain/key-rules.js';
import type { Keys } from '../access/keys.service.js';
import type { Organisations } from '../access/organisations.service.js';
import type { Actor, Role } from '../platform/database/actor.js';
import type { Tx } from '../platform/database/tx.js';
import { BROKERS } from './domain/firms.js';

export interface DemoFirmHeld {
  readonly id: string;
  readonly name: string;
}

export interface DemoOrganisations {
  readonly brokers: readonly DemoFirmHeld[];
  readonly customs: DemoFirmHeld;
  readonly statistics: DemoFirmHeld;
}

/** The firms and offices of the demo; those that an interrupted load has made are found again. */
export async function demoOrganisations(tx: Tx, organisations: Organisations): Promise<DemoOrganisations> {
  const held = await tx.rows<DemoFirmHeld>('SELECT id, name FROM organisation');
  const find = async (wanted: Parameters<Organisations['create']>[1]): Promise<DemoFirmHeld> =>
    held.find(({ name }) => name === wanted.name) ?? (await organisations.create(tx, wanted));
  const brokers: DemoFirmHeld[] = [];
  for (const { name, uscc } of BROKERS) brokers.push(await find({ kind: 'broker', name, uscc }));
  return {
    brokers,
    customs: await find({ kind: 'customs', name: '绍兴海关', nameEn: 'Shaoxing Customs', customsOffice: '2906' }),
    statistics: await find({ kind: 'statistics', name: '轻纺城统计室', nameEn: 'Textile City statistics desk' }),
  };
}

export const brokerActor = (broker: DemoFirmHeld): Actor => actor(broker, 'broker', null);

/** The machine that delivers customs' receipts. */
export const customsActor = (office: DemoFirmHeld): Actor => actor(office, 'channel', '2906');

/** An officer, who looks at papers and goods, and stands at the gate of the supervision centre. No key is made before the play is over: the office stands for it. */
export const officerActor = (office: DemoFirmHeld): Actor => ({
  ...actor(office, 'officer', '2906'),
  keyId: office.id,
});

const actor = (of: DemoFirmHeld, role: Role, office: string | null): Actor => ({
  keyId: null,
  name: `${of.name} (demo)`,
  role,
  organisationId: of.id,
  office,
  requestId: null,
});

/** Makes the five demo keys: the last step of a load, so that their presence says that it is complete. */
export async function demoKeys(tx: Tx, keys: Keys, { brokers, customs, statistics }: DemoOrganisations) {
  const [brokerA, brokerB] = brokers;
  if (!brokerA || !brokerB) throw new Error('The demo has three brokers.');
  const key = async (name: string, role: KeyRole, organisationId: string | null) =>
    (await keys.create(tx, { name: `demo ${name}`, role, organisationId, expiresAt: null })).key;
  return {
    admin: await key('admin', 'admin', null),
    brokerA: await key('brokerA', 'broker', brokerA.id),
    brokerB: await key('brokerB', 'broker', brokerB.id),
    officer: await key('officer', 'officer', customs.id),
    analyst: await key('analyst', 'analyst', statistics.id),
    organisations: {
      brokerA: { id: brokerA.id, name: brokerA.name },
      brokerB: { id: brokerB.id, name: brokerB.name },
    },
  };
}

export type DemoKeys = Awaited<ReturnType<typeof demoKeys>>;

/** Where people find the demo keys and sign-ins; only the owner of the process can read the files. */
export async function writeDemoFile(
  dataDirectory: string,
  name: 'demo-keys.json' | 'demo-people.json',
  content: object,
): Promise<string> {
  await mkdir(dataDirectory, { recursive: true });
  const file = join(dataDirectory, name);
  const next = `${file}.${process.pid}`;
  await writeFile(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
  return file;
}
