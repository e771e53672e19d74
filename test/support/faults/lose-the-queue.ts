import { Redis } from 'ioredis';
import { Client } from 'pg';

/** Everything the queue holds is gone, as after FLUSHALL, a lost disk or a restored backup; no process notices. */
export async function loseTheQueue(office: { readonly name: string; readonly ownerUrl: string }): Promise<void> {
  const redisUrl = process.env['REDIS_URL'];
  if (redisUrl) {
    const redis = new Redis(redisUrl);
    const keys = await redis.keys(`${office.name}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
    return;
  }
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ job_table: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS job_table FROM information_schema.columns
     WHERE table_schema = 'bullmq' AND column_name = 'data'`,
  );
  for (const { job_table } of rows) await client.query(`DELETE FROM ${job_table}`);
  await client.end();
}
