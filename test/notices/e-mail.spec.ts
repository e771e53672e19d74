import type { Mail } from '../../src/notices/email/mails.query.js';
import { MailSender } from '../../src/notices/email/mail-sender.service.js';
import { EventFanOut } from '../../src/notices/webhooks/event-fan-out.service.js';
import { Given } from '../support/trade/given.js';
import { freePort, MailServer, read } from '../support/notices/mail-server.js';
import { leasesRunOut, deliverNotices, deliverElsewhere } from '../support/notices/notifying.js';
import { useOffice } from '../support/office.js';

const FROM = 'loomgate@customs.example';
const environment: NodeJS.ProcessEnv = { SMTP_FROM: FROM };
let server: MailServer;
beforeAll(async () => {
  const port = await freePort();
  environment['SMTP_URL'] = `smtp://127.0.0.1:${port}`;
  server = new MailServer(port);
  await server.open();
});
afterAll(() => server.close());

const office = useOffice({ at: '2026-11-02T02:00:00Z', environment });
const given = new Given(office);
const MARKET = 'KQ-CTC';
const at = (day: string, time = '10:00'): string => new Date(`${day}T${time}:00+08:00`).toISOString();

const path = (who: 'brokerA' | 'brokerB') => `/v1/organisations/${office.people.organisations[who]}`;
async function mailsOf(who: 'brokerA' | 'brokerB'): Promise<Mail[]> {
  return (
    await office
      .as(who)
      .get(`${path(who)}/mails`)
      .expect(200)
  ).body.items as Mail[];
}
const forward = (minutes: number) => office.clock.goTo(new Date(office.clock.now().getTime() + minutes * 60_000));

/** The reminder of a month is made, and a new one each time: months follow each other. */
let month = 0;
async function reminded(): Promise<void> {
  month++;
  office.clock.goTo(at(`2027-${String(month + 1).padStart(2, '0')}-01`, '08:30'));
  const period = `2027-${String(month).padStart(2, '0')}`;
  await office.as('officer').post('/v1/reminders').send({ market: MARKET, month: period }).expect(202);
  await office.drain();
}

beforeAll(async () => {
  await given.followUp(MARKET, null);
  await given.declaration({ reference: 'DC-甲', filed: at('2026-09-20'), released: at('2026-09-25') });
  await given.declaration({
    reference: 'DC-B',
    broker: 'brokerB',
    filed: at('2026-09-20'),
    released: at('2026-09-25'),
  });
  const key = { name: '王丽', role: 'broker', organisation: office.people.organisations.brokerA };
  await office
    .as('admin')
    .post('/v1/keys')
    .send({ ...key, expiresAt: at('2027-02-10') })
    .expect(201);
});
beforeEach(() => {
  server.taken.length = 0;
  server.asked.length = 0;
  server.refuse = () => null;
});

describe('the address of a firm', () => {
  it('is set by the firm, and seen by nobody else', async () => {
    const put = (who: 'brokerA' | 'brokerB', body: object) =>
      office
        .as(who)
        .put(`${path('brokerA')}/notice-address`)
        .send(body);
    await office
      .as('brokerA')
      .get(`${path('brokerA')}/notice-address`)
      .expect(404);
    await put('brokerB', { email: 'b@firm.example' }).expect(404);
    for (const email of [
      'no address',
      'a@b',
      'a@b.example, c@d.example',
      'a@b.example\r\nBcc: x@y.example',
      'A <a@b.example>',
      7,
    ]) {
      await put('brokerA', { email }).expect(400);
    }
    const first = await put('brokerA', { email: 'a@firm.example' }).expect(200);
    expect(first.body).toMatchObject({ email: 'a@firm.example', language: 'zh', delivery: 'configured', revision: 1 });
    await put('brokerA', { email: 'aa@firm.example' }).expect(428);
    await put('brokerA', { email: 'aa@firm.example' }).set('If-Match', '"r9"').expect(412);
    await put('brokerA', { email: 'aa@firm.example' }).set('If-Match', '"r1"').expect(200);
    const late = await put('brokerA', { email: 'b@firm.example' }).set('If-Match', '"r1"').expect(412);
    expect(late.body.current).toMatchObject({ revision: 2, changedBy: 'brokerA', changed: ['/email'] });
    await office
      .as('brokerB')
      .get(`${path('brokerA')}/notice-address`)
      .expect(404);
    await office
      .as('brokerB')
      .get(`${path('brokerA')}/mails`)
      .expect(404);
    await office
      .as('officer')
      .get(`${path('brokerA')}/mails`)
      .expect(403);
    const english = { email: 'b@firm.example', language: 'en' };
    await office
      .as('admin')
      .put(`${path('brokerB')}/notice-address`)
      .send(english)
      .expect(200);
    const customs = `/v1/organisations/${office.people.organisations.office}/notice-address`;
    await office.as('admin').put(customs).send(english).expect(404);
  });
});

describe('a reminder by mail', () => {
  it('is sent once to each firm, in its language, with references and nothing personal', async () => {
    await reminded();
    await deliverNotices(office);
    await deliverNotices(office);
    expect(server.taken.map(({ to }) => to)).toEqual(expect.arrayContaining([['aa@firm.example'], ['b@firm.example']]));
    expect(server.taken).toHaveLength(2);
    const [zh, en] = [...server.taken].sort(({ to }, other) => (to < other.to ? -1 : 1)).map(read);
    expect(zh?.subject).toBe('【织关】KQ-CTC 2027-01 月提醒');
    expect(zh?.text).toContain('放行未结关 | DC-甲');
    expect(zh?.html).toContain('<td>DC-甲</td>');
    expect(`${zh?.text}${zh?.html}`).not.toContain('王丽');
    expect(zh?.text).toContain('接口密钥即将失效 | 密钥 ');
    expect(en?.subject).toBe('[Loomgate] KQ-CTC: reminder of 2027-01');
    expect(en?.text).toContain('Released, not closed | DC-B');
    expect(server.taken[0]?.raw).toMatch(/^Auto-Submitted: auto-generated/im);
    expect((await mailsOf('brokerA')).map(({ state, attempts }) => [state, attempts])).toEqual([['sent', 1]]);
    expect(await mailsOf('brokerB')).toHaveLength(1);
  });

  it('is tried again when it is refused for now, later each time, and the firm sees why', async () => {
    server.refuse = (to) => (to.startsWith('aa') ? { code: 451, text: 'greylisted' } : null);
    await reminded();
    await deliverNotices(office);
    expect(server.taken.map(({ to }) => to)).toEqual([['b@firm.example']]);
    const [waiting] = await mailsOf('brokerA');
    expect(waiting).toMatchObject({ state: 'pending', attempts: 1, sentAt: null });
    expect(waiting?.lastAnswer).toContain('greylisted');
    await deliverNotices(office);
    expect(server.asked.filter((to) => to.startsWith('aa'))).toHaveLength(1); // Not before its time.
    forward(1);
    await deliverNotices(office);
    const [again] = await mailsOf('brokerA');
    expect(again?.attempts).toBe(2);
    const waits = [waiting, again].map(
      (mail) => Date.parse(mail?.nextAttemptAt ?? '') - Date.parse(mail?.lastAttemptAt ?? ''),
    );
    expect(waits[1]).toBeGreaterThan(waits[0] ?? Infinity);
    server.refuse = () => null;
    forward(10);
    await deliverNotices(office);
    expect((await mailsOf('brokerA'))[0]).toMatchObject({ state: 'sent', attempts: 3, nextAttemptAt: null });
    expect(server.taken).toHaveLength(2);
  });

  it('is given up when it is refused for good, and no other with it', async () => {
    server.refuse = (to) => (to.startsWith('aa') ? { code: 550, text: 'no such user' } : null);
    await reminded();
    await deliverNotices(office);
    forward(60 * 24 * 5);
    await deliverNotices(office);
    expect(server.asked.filter((to) => to.startsWith('aa'))).toHaveLength(1);
    expect((await mailsOf('brokerA'))[0]).toMatchObject({ state: 'given-up', attempts: 1 });
    expect((await mailsOf('brokerB'))[0]).toMatchObject({ state: 'sent' });
  });

  it('waits while the server is down, all of them by one attempt, and is sent when it is up', async () => {
    await server.close();
    await reminded();
    await deliverNotices(office);
    const attempts = [...(await mailsOf('brokerA')).slice(0, 1), ...(await mailsOf('brokerB')).slice(0, 1)].map(
      (mail) => mail.attempts,
    );
    expect(attempts.toSorted()).toEqual([0, 1]);
    await server.open();
    forward(10);
    await deliverNotices(office);
    expect(server.taken).toHaveLength(2);
    expect((await mailsOf('brokerA'))[0]).toMatchObject({ state: 'sent' });
  });

  it.each([
    ['events-queued', 0],
    ['mail-leased', 0],
    ['mail-sent', 1],
  ])('is sent, and known by its Message-ID when twice, when the worker is killed at %s', async (cut, before) => {
    await reminded();
    expect(await deliverElsewhere(office, cut, { ...environment } as Record<string, string>)).toMatchObject({
      signal: 'SIGKILL',
    });
    expect(server.taken).toHaveLength(before);
    await leasesRunOut(office);
    await deliverNotices(office);
    const states = [...(await mailsOf('brokerA')), ...(await mailsOf('brokerB'))].filter(
      ({ state }) => state === 'pending',
    );
    expect(states).toEqual([]);
    expect(server.taken).toHaveLength(2 + before);
    expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(2);
    for (const { messageId } of server.taken)
      expect(messageId).toMatch(/^<reminder\.[0-9a-f-]{36}\.[0-9a-f]{16}@customs\.example>$/);
  });

  it('is sent once by two workers at once', async () => {
    await reminded();
    await Promise.all([office.get(EventFanOut).run(), office.get(EventFanOut).run()]);
    const sender = office.get(MailSender);
    await Promise.all([sender.run(), sender.run(), sender.run()]);
    expect(server.taken).toHaveLength(2);
  });

  it('is not made for a firm that wants none any more', async () => {
    await office
      .as('brokerB')
      .delete(`${path('brokerB')}/notice-address`)
      .expect(428);
    await office
      .as('brokerB')
      .delete(`${path('brokerB')}/notice-address`)
      .set('If-Match', '"r1"')
      .expect(204);
    await reminded();
    await deliverNotices(office);
    expect(server.taken.map(({ to }) => to)).toEqual([['aa@firm.example']]);
  });
});
