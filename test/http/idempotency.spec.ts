import { useOffice } from '../support/office.js';

const office = useOffice();
const BODY = { kind: 'operator', name: '运营一' };
const post = (key: string, body: object) =>
  office.as('admin').post('/v1/organisations').set('Idempotency-Key', key).send(body);
const named = (name: string) => office.rows<{ id: string }>('SELECT id FROM organisation WHERE name = $1', [name]);

describe('a POST with an Idempotency-Key', () => {
  it('replays the first answer to the same key and body', async () => {
    const first = await post('one', BODY);
    const again = await post('one', BODY);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(await named('运营一')).toHaveLength(1);
  });

  it('refuses the same key with another body, or on another route', async () => {
    await post('two', { kind: 'operator', name: '运营二' });
    const other = await post('two', { kind: 'operator', name: '运营三' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    const elsewhere = await office.as('admin').post('/v1/keys').set('Idempotency-Key', 'two').send({ role: 'admin' });
    expect(elsewhere.status).toBe(422);
    expect(await named('运营三')).toHaveLength(0);
  });

  it('refuses the same key with the same body on another route', async () => {
    const send = (path: string) =>
      office
        .as('brokerA')
        .post(path)
        .set('Idempotency-Key', 'routes')
        .send({ reference: 'IDEMPOTENCY-1', market: 'KQ-CTC' });
    await send('/v1/declarations').expect(201);
    const elsewhere = await send('/v1/declarations/preview').expect(422);
    expect(elsewhere.body.code).toBe('idempotency-key-reused');
  });

  it('has one effect when twenty twins come at once, and all get the same answer', async () => {
    const twins = await Promise.all(
      Array.from({ length: 20 }, () => post('twins', { kind: 'operator', name: '二十同时' })),
    );
    expect(twins.map(({ status }) => status)).toEqual(twins.map(() => 201));
    expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1);
    expect(twins.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(19);
    expect(await named('二十同时')).toHaveLength(1);
    const audits = await office.rows(`SELECT 1 FROM audit_entry WHERE detail ->> 'name' = '二十同时'`);
    expect(audits).toHaveLength(1);
  });

  it('keeps the key free when the first attempt was refused', async () => {
    const wrong = await post('retry', { kind: 'customs', name: '某海关' });
    expect(wrong.status).toBe(422);
    const right = await post('retry', { kind: 'customs', name: '某海关', customsOffice: '2961' });
    expect(right.status).toBe(201);
  });

  it('belongs to whoever sent it: another key may use the same text', async () => {
    const send = (who: 'brokerA' | 'brokerB') =>
      office.as(who).post('/v1/keys').set('Idempotency-Key', 'same text').send({ role: 'broker' });
    const [a, b] = [await send('brokerA'), await send('brokerB')];
    expect([a.status, b.status]).toEqual([201, 201]);
    expect(a.body.id).not.toBe(b.body.id);
  });

  it('does not keep the text of a new key: a repetition shows the key without its secret', async () => {
    const send = () => office.as('brokerA').post('/v1/keys').set('Idempotency-Key', 'secret').send({ role: 'broker' });
    const [first, again] = [await send(), await send()];
    expect(first.body.key).toMatch(/^lg_/);
    expect(again.body).toEqual({ ...first.body, key: null });
    const stored = await office.rows<{ answer: unknown }>(`SELECT answer FROM idempotency_key WHERE key = 'secret'`);
    expect(JSON.stringify(stored)).not.toContain('lg_');
  });

  it.each([' ', 'x'.repeat(201)])('refuses a key that is none: %j', async (key) => {
    expect((await post(key, BODY)).status).toBe(400);
  });
});
