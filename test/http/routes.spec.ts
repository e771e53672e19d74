import { newId } from '../../src/vocabulary/id.js';
import { drafted, submitted } from '../support/trade/declaring.js';
import {
  type ApiDocument,
  apiDocument,
  type Operation,
  operationsOf,
  withShownBody,
} from '../support/http/described.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { person } from '../support/signing-in.js';
import { shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open } = shipping(office);

const PEOPLE = {
  admin: 'admin',
  broker: 'brokerA',
  officer: 'officer',
  analyst: 'analyst',
  auditor: 'auditor',
  channel: 'channel',
} as const;

let document: ApiDocument;
beforeAll(async () => {
  document = await apiDocument(office);
});

const guarded = () => operationsOf(document).filter(({ operation }) => operation.security === undefined);

interface Call {
  readonly method: string;
  readonly url: string;
  readonly operation: Operation;
}

/** Asks with the body the description shows, so that nothing but who asks can be the reason of a refusal. */
function call(who: Who | null, { method, url, operation }: Call) {
  const agent = who === null ? office.anonymous : office.as(who);
  return withShownBody(operation, agent[method as 'post'](url).set('If-Match', '*'));
}

const fill = (path: string, ids: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, key: string) => ids[key] ?? newId());

describe('every route of the description', () => {
  it('is closed without a key: nothing is open by oversight', async () => {
    const open: string[] = [];
    for (const { method, path, operation, name } of guarded()) {
      const { status } = await call(null, { method, url: fill(path, {}), operation });
      if (status !== 401) open.push(`${name}: ${status}`);
    }
    expect(guarded().map(({ name }) => name)).toContain('get /v1/me');
    expect(open).toEqual([]);
  });

  it('is open without one only where it says so', () => {
    const open = operationsOf(document).filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(({ name }) => name).sort()).toEqual([
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'get /v1/session/oidc',
      'get /v1/session/oidc/callback',
      'post /v1/session',
    ]);
  });

  it.each(Object.entries(PEOPLE))('refuses the role %s where it is not named, and only there', async (role, who) => {
    const wrong: string[] = [];
    for (const { method, path, operation, name } of guarded()) {
      const allowed = operation['x-roles']?.includes(role) === true;
      // Nothing is to happen by the way: where the role may, an id that is not there or a body that is none will do.
      const url = fill(path, {});
      const { status } = allowed
        ? await office.as(who)[method as 'post'](url)
        : await call(who, { method, url, operation });
      if (allowed === (status === 403)) wrong.push(`${name}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** Things of brokerA's in the office of Shaoxing, by the beginning of their paths. */
async function things(): Promise<Record<string, Record<string, string>>> {
  await putRates(office);
  const declaration = await submitted(office);
  const held = { reason: 'x', owner: 'x', reviewOn: '2021-12-30' };
  const visit = await open();
  const hold = await office.as('officer').post(`/v1/shipments/${visit.id}/holds`).send(held).expect(201);
  const ordered = await office.as('officer').post(`/v1/shipments/${visit.id}/inspections`).send({ reason: 'x' });
  const amendment = { kind: 'amend', reasonCode: 'misdeclared', reason: 'x', changes: { packages: 21 } };
  await office
    .as('brokerA')
    .post(`/v1/declarations/${declaration.id}/amendments`)
    .set('If-Match', '*')
    .send({ ...amendment, changes: { billOfLading: 'BL-9' } })
    .expect(201);
  const file = await office
    .as('brokerA')
    .post('/v1/imports?kind=declarations')
    .set('Content-Type', 'text/csv')
    .send('reference,market,line\nX-1,KQ-CTC,1\n')
    .expect(202);
  const parked = { channel: 'single-window', code: 'L', reference: 'LOST-1', eventTime: '2021-12-28T09:00:00+08:00' };
  const lost = await office
    .as('officer')
    .post('/v1/receipts')
    .send({ receipts: [parked] })
    .expect(200);
  const hook = await office
    .as('brokerA')
    .post('/v1/webhooks')
    .send({ url: 'http://127.0.0.1/', events: ['declaration.moved'] })
    .expect(201);
  const key = await office.as('brokerA').post('/v1/keys').send({ role: 'broker' }).expect(201);
  const { id: personId } = await person(office, {
    login: 'somebody',
    organisation: office.people.organisations.brokerA,
  });
  return {
    '/v1/people/': { id: personId },
    '/v1/declarations/': { id: declaration.id, number: '1' },
    '/v1/shipments/': { id: visit.id, holdId: hold.body.id, inspectionId: ordered.body.id },
    '/v1/imports/': { id: file.body.id },
    '/v1/webhooks/': { id: hook.body.id },
    '/v1/keys/': { id: key.body.id },
    '/v1/receipts/': { id: lost.body.results[0].receiptId },
    '/v1/organisations/': { id: office.people.organisations.brokerA },
  };
}

describe("another firm's and another office's things", () => {
  it('are not there, whatever route asks for them', async () => {
    const stored = await things();
    const draft = await drafted(office);
    const revealing: string[] = [];
    let missing = 0;
    for (const { method, path, operation, name } of guarded()) {
      const ids = Object.entries(stored).find(([start]) => path.startsWith(start))?.[1];
      if (!ids || !path.includes('{')) continue;
      const strangers = [
        ...(operation['x-roles']?.includes('broker') ? (['brokerB'] as const) : []),
        ...(operation['x-roles']?.includes('officer') && path !== '/v1/organisations/{id}'
          ? (['officerElsewhere'] as const)
          : []),
      ];
      for (const who of strangers) {
        const theirs = await call(who, { method, url: fill(path, ids), operation });
        const nothing = await call(who, { method, url: fill(path, { ...ids, id: newId() }), operation });
        if (theirs.status === 404) missing++;
        // A body that is refused before anything is looked up reveals nothing either.
        const alike = theirs.status === nothing.status && theirs.body.code === nothing.body.code;
        if (!alike || ![404, 422].includes(theirs.status)) revealing.push(`${who} ${name}: ${theirs.status}`);
      }
    }
    expect(revealing).toEqual([]);
    expect(missing).toBeGreaterThan(40);
    // A draft is its broker's alone.
    for (const who of ['officer', 'brokerB'] as const) {
      await office.as(who).get(`/v1/declarations/${draft.id}`).expect(404);
    }
  });

  it('are all looked at: every path with an id is among them, or is public', () => {
    const starts = ['declarations', 'shipments', 'imports', 'receipts', 'webhooks', 'keys', 'organisations', 'people'];
    // Of runs, which their own stories ask for as strangers.
    starts.push('settlements', 'reminders', 'jobs');
    // Of displays, which their own story asks for as strangers.
    starts.push('displays');
    const open = ['/v1/hs-rules/{id}'];
    const left = guarded()
      .map(({ path }) => path)
      .filter((path) => /\{id\}/.test(path) && !open.includes(path))
      .filter((path) => !starts.some((start) => path.startsWith(`/v1/${start}/`)));
    // Make one of brokerA's in things(), under the beginning of its path.
    expect(left).toEqual([]);
  });
});
