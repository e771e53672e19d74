import { Client } from 'pg';
import { declaration } from '../support/trade/declaring.js';
import { until } from '../support/faults/faults.js';
import { useOffice } from '../support/office.js';
import { OwnPostgres } from '../support/servers/own-postgres.js';
import { SmallDisk } from '../support/faults/small-disk.js';

/** The disk of the database fills up while people work, and gets room again. */
const postgres = new OwnPostgres();
const disk = new SmallDisk();
let isMounted = false;
beforeAll(async () => {
  await postgres.start();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  isMounted = disk.mount(64, rows[0]?.data_directory ?? '');
  if (isMounted) {
    await client.query(`CREATE TABLESPACE small LOCATION '${disk.path}'`);
    postgres.environment['TEST_TEMPLATE'] += ' TABLESPACE small';
  }
  await client.end();
}, 60_000);
const office = useOffice({ at: '2021-12-28T04:00:00Z', environment: postgres.environment });
afterAll(async () => {
  await postgres.stop();
  if (isMounted) disk.unmount();
}, 60_000);

const write = async () => (await office.as('brokerA').post('/v1/declarations').send(declaration())).status;

it('makes writes 503 and readiness say so; reading goes on, and so does writing when there is room', async () => {
  if (!isMounted) return void process.stderr.write('No disk can be mounted here: a full one was not tried.\n');
  expect(await write()).toBe(201);
  disk.fill();
  const statuses = new Set<number>();
  await until(async () => statuses.add(await write()).has(503), 0);
  expect([...statuses].sort()).toEqual([201, 503]);
  const ready = await office.anonymous.get('/health/ready').set('Accept-Language', 'en');
  expect(ready.body).toMatchObject({ status: 503, code: 'database-full' });
  await office.as('brokerA').get('/v1/declarations').expect(200);
  disk.makeRoom();
  await until(async () => (await office.anonymous.get('/health/ready')).status === 200);
  expect(await write()).toBe(201);
}, 120_000);
