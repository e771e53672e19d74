import { Notifier } from '../../../src/notices/notifier.js';
import type { Delivery } from '../../../src/notices/webhooks/deliveries.query.js';
import type { Office, Who } from '../office.js';
import { type End, start } from '../processes/worker.js';

/** One run of the worker, and everything it began. */
export async function deliverNotices(office: Office): Promise<void> {
  await office.get(Notifier).run();
  await office.get(Notifier).idle();
}

export interface Endpoint {
  readonly id: string;
  readonly secret: string;
  readonly revision: number;
}

export async function endpoint(office: Office, who: Who, url: string, events: readonly string[]): Promise<Endpoint> {
  const { body } = await office.as(who).post('/v1/webhooks').send({ url, events }).expect(201);
  return body as Endpoint;
}

export async function logOf(office: Office, who: Who, { id }: Endpoint, query = ''): Promise<Delivery[]> {
  const { body } = await office.as(who).get(`/v1/webhooks/${id}/deliveries?limit=500${query}`).expect(200);
  return body.items as Delivery[];
}

/** A worker in another process sends what is to be sent; at the fault point it kills itself. */
export const deliverElsewhere = (office: Office, killAt?: string, more: Record<string, string> = {}): Promise<End> =>
  start(['one-delivery', office.databaseUrl, office.clock.now().toISOString()], { ...more, KILL_AT: killAt ?? '' })
    .ended;

/** What a process held when it died is free again half a minute later. */
export const leasesRunOut = (office: Office): Promise<unknown> =>
  Promise.all(
    ['webhook', 'notice_mail'].map((table) =>
      office.rows(`UPDATE ${table} SET leased_until = clock_timestamp() - interval '1 second' WHERE lease IS NOT NULL`),
    ),
  );
