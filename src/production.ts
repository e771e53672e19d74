import { Client } from 'pg';
import { demoDataCheck } from './demo/demo-data.query.js';
import { type Config, ConfigurationError } from './platform/config/config.js';
import { type ProductionCheck, settingChecks } from './platform/config/production.js';
import { databaseChecks } from './platform/database/production.js';

/** Everything that must hold in production, with what does not. Without a URL the database is not looked at. */
export async function productionChecks(config: Config, databaseUrl: string | null): Promise<ProductionCheck[]> {
  const settings = settingChecks(config);
  if (databaseUrl === null) return settings;
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return [...settings, ...(await databaseChecks(client)), await demoDataCheck(client)];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Refuses to start in production while anything is wrong: one line for each breach, all of them at once. */
export async function assertProduction(config: Config, { isMigrated }: { isMigrated: boolean }): Promise<void> {
  if (!config.production) return;
  const checks = await productionChecks(config, config.databaseUrl).catch((error: unknown) => {
    // Before the first migration there may be no login yet; what is wrong then is said by whoever opens the database.
    if (isMigrated) throw error;
    return productionChecks(config, null);
  });
  const breaches = checks.flatMap(({ breach }) => breach ?? []);
  if (breaches.length > 0) throw new ProductionRefusal(breaches);
}

/** Why the service does not start in production. */
export class ProductionRefusal extends ConfigurationError {
  constructor(readonly breaches: readonly string[]) {
    super(breaches.join('\n'));
  }
}
