import { SYSTEM } from '../../src/platform/database/actor.js';
import { aMoment, drafted, exceptForm, seen, submit } from '../support/trade/declaring.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const CODE = 'buyer-document-missing';
const PLACE = '/buyer/documentNumber';
const RULE = { code: CODE, validFrom: '2026-12-01', refusesFrom: '2027-01-01', source: '市场办通知 2026-11-18' };
/** The last second of 2026 in Shanghai, and the first of 2027. */
const LAST_SECOND = '2026-12-31T15:59:59Z';
const FIRST_SECOND = '2026-12-31T16:00:00Z';

interface Finding {
  code: string;
  severity: string;
  pointer: string;
  message: string;
  source?: string;
}

const append = (body: object, who: Who = 'admin') => office.as(who).post('/v1/trade-rules').send(body);
const list = async (query = '', who: Who = 'brokerA') =>
  (await office.as(who).get(`/v1/trade-rules?limit=500${query}`).expect(200)).body.items as (Finding & {
    inForce: boolean;
    dates: object | null;
  })[];
const listed = async (query: string) => (await list(query)).find(({ code }) => code === CODE);
const brief = (findings: unknown) =>
  exceptForm<Finding>(findings).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
/** A draft of a buyer without a document, filed on the day it is submitted on; in no container, or it would look like the one before. */
const undocumented = (changes: object = {}, who: Who = 'brokerA') =>
  drafted(office, { declaredOn: undefined, containers: undefined, ...changes }, who);
const hit = async (code: string, query = '', who: Who = 'brokerA') =>
  (await office.as(who).get(`/v1/trade-rules/${code}/drafts${query}`).expect(200)).body as {
    refusesFrom: string | null;
    items: { id: string; brokerId: string; findings: Finding[] }[];
    nextCursor: string | null;
  };

beforeAll(async () => {
  for (const month of ['2026-11', '2026-12', '2027-01']) {
    const rates = [{ currency: 'USD', toCny: '7.1', toUsd: '1' }];
    await office.as('admin').put(`/v1/rates/${month}`).set('If-Match', '*').send({ rates }).expect(200);
  }
});

describe('a rule that may be dated', () => {
  it('holds on no day until an administrator gives it days', async () => {
    expect(await listed('&announced=true')).toBeUndefined();
    expect(brief((await undocumented())['findings'])).toEqual([]);
    expect(await hit(CODE)).toEqual({ code: CODE, refusesFrom: null, items: [], nextCursor: null });
  });

  it.each<[string, object, number, string]>([
    ['a fixed rule', { ...RULE, code: 'ceiling-exceeded' }, 422, 'rule-not-dated /code'],
    ['ineligible goods, dated elsewhere', { ...RULE, code: 'hs-code-ineligible' }, 422, 'rule-not-dated /code'],
    ['no rule at all', { ...RULE, code: 'constructor' }, 422, 'rule-not-dated /code'],
    ['an end before the beginning', { ...RULE, validTo: '2026-11-30' }, 422, 'range-reversed /validTo'],
    ['a refusal before it holds', { ...RULE, refusesFrom: '2026-11-30' }, 422, 'range-reversed /refusesFrom'],
    ['no first day', { code: CODE, source: 'x' }, 400, 'required-missing /validFrom'],
    ['days of a withdrawal', { ...RULE, withdrawn: true }, 400, 'field-unknown /validFrom'],
    ['a day that is none', { ...RULE, validFrom: '2026-02-30' }, 400, 'day-invalid /validFrom'],
    ['no source', { ...RULE, source: undefined }, 400, 'required-missing /source'],
  ])('is not given %s', async (_, body, status, violation) => {
    const { body: problem } = await append(body).expect(status);
    expect(problem.violations.map((v: Finding) => `${v.code} ${v.pointer}`)).toContain(violation);
    expect(await office.rows('SELECT 1 FROM trade_rule')).toEqual([]);
  });

  it('is dated by an administrator only, and the change has its audit entry', async () => {
    for (const who of ['brokerA', 'officer', 'analyst'] as const) await append(RULE, who).expect(403);
    const { body } = await append({ ...RULE, version: 1 }).expect(201);
    expect(body).toMatchObject({ ...RULE, version: 1, since: '2026-11-18', validTo: null, createdBy: 'admin' });
    expect((await append(RULE).expect(201)).body).toEqual(body);
    const entries = await office.rows(
      "SELECT detail ->> 'version' AS version FROM audit_entry WHERE action LIKE 'trade-rule.%'",
    );
    expect(entries).toEqual([{ version: '1' }]);
  });

  it('is shown with its days, its severity on the day and its source, in the language of the reader', async () => {
    expect(await listed('')).toBeUndefined();
    const announced = await listed('&announced=true');
    expect(announced).toMatchObject({ inForce: false, severity: 'warning', dates: { version: 1, ...without(RULE) } });
    expect(await listed('&on=2026-12-01')).toMatchObject({ inForce: true, severity: 'warning' });
    expect(await listed('&on=2027-01-01')).toMatchObject({ inForce: true, severity: 'error' });
    const { body } = await office
      .as('analyst')
      .get('/v1/trade-rules?on=2027-01-01&limit=1')
      .set('Accept-Language', 'zh-CN')
      .expect(200);
    expect(body.items).toMatchObject([
      { code: 'amount-not-positive', dates: null, source: expect.stringContaining('件数') },
    ]);
    expect(body.nextCursor).not.toBeNull();
  });

  it('stands among the fixed ones, page by page', async () => {
    const all = (await list('&on=2027-01-01')).map(({ code }) => code);
    expect(all).toContain('ceiling-exceeded');
    expect(all).toEqual([...all].sort());
    const { body: first } = await office.as('officer').get('/v1/trade-rules?on=2027-01-01&limit=4').expect(200);
    const { body: second } = await office
      .as('officer')
      .get(`/v1/trade-rules?on=2027-01-01&limit=4&cursor=${first.nextCursor}`)
      .expect(200);
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual(all.slice(0, 8));
    await office.as('channel').get('/v1/trade-rules').expect(403);
    await office.as('admin').get('/v1/trade-rules?on=tomorrow').expect(400);
  });
});

const without = ({ code: _, ...days }: typeof RULE) => days;

describe('drafts that an announced rule will hit', () => {
  it('are shown to their broker, and all of them to the administrator', async () => {
    const mine = await undocumented();
    const documented = { name: 'LAGOS FABRICS', country: 'NGA', documentNumber: 'A1234567' };
    const foreign = [
      await undocumented({ buyer: documented }),
      await undocumented({ declaredOn: '2026-11-17' }), // judged by its own day, also when it is submitted later
    ];
    const theirs = await undocumented({}, 'brokerB');
    const own = await hit(CODE);
    expect(own.refusesFrom).toBe('2027-01-01');
    expect(own.items[0]).toMatchObject({ id: mine.id, reference: mine.reference, status: 'draft', declaredOn: null });
    expect(brief(own.items[0]?.findings)).toEqual([`error ${CODE} ${PLACE}`]);
    const seenBy = async (who: Who) => (await hit(CODE, '', who)).items.map(({ id }) => id);
    expect(await seenBy('brokerA')).not.toEqual(expect.arrayContaining([theirs.id]));
    for (const { id } of foreign) expect(await seenBy('admin')).not.toContain(id);
    expect(await seenBy('admin')).toEqual(expect.arrayContaining([mine.id, theirs.id]));
    expect(await seenBy('brokerB')).toEqual([theirs.id]);
  });

  it('come page by page', async () => {
    const all = (await hit(CODE, '', 'admin')).items.map(({ id }) => id);
    const paged: string[] = [];
    let cursor = '';
    for (let more = true; more;) {
      const page = await hit(CODE, `?limit=1${cursor}`, 'admin');
      paged.push(...page.items.map(({ id }) => id));
      more = page.nextCursor !== null;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
  });

  it('are not asked of fixed or unknown rules, nor by officers', async () => {
    for (const code of ['ceiling-exceeded', 'no-such-rule']) {
      await office.as('brokerA').get(`/v1/trade-rules/${code}/drafts`).expect(404);
    }
    await office.as('officer').get(`/v1/trade-rules/${CODE}/drafts`).expect(403);
  });
});

describe('a rule that warns before it refuses', () => {
  it('says nothing before its first day, and warns from then on', async () => {
    office.clock.stopAt('2026-11-30T15:59:59Z');
    expect(brief((await undocumented())['findings'])).toEqual([]);
    office.clock.stopAt('2026-11-30T16:00:00Z');
    const [found] = exceptForm<Finding>((await undocumented())['findings']);
    expect(found).toMatchObject({ code: CODE, severity: 'warning', pointer: PLACE });
    expect(found?.message).toContain('From 2027-01-01 on');
    expect(found?.source).toContain('2014 No. 54');
  });

  it('lets a submission pass in the last second before it refuses, and refuses it in the next, Shanghai time', async () => {
    office.clock.stopAt(LAST_SECOND);
    const [passes, comesLate] = [await undocumented(), await undocumented()];
    const { body } = await submit(office, passes).expect(200);
    expect(brief(body.findings)).toEqual([`warning ${CODE} ${PLACE}`]);
    office.clock.stopAt(FIRST_SECOND);
    const { body: problem } = await submit(office, comesLate).expect(422);
    expect(brief(problem.violations)).toEqual([`error ${CODE} ${PLACE}`]);
    expect(problem.violations[0].source).toContain('2014 No. 54');
    expect(await seen(office, comesLate.id)).toMatchObject({ status: 'draft' });
  });

  it('looks at the day on which a declaration was filed, not on which it is recorded', async () => {
    const filedBefore = await undocumented({ declaredOn: '2026-12-31' });
    expect(brief((await submit(office, filedBefore).expect(200)).body.findings)).toEqual([`warning ${CODE} ${PLACE}`]);
  });

  it('can be withdrawn from today on; what it said of earlier days it still says', async () => {
    await append({ code: CODE, withdrawn: true, source: '市场办通知 2027-01-01', version: 2 }).expect(201);
    expect(await listed('')).toBeUndefined();
    expect(await listed('&on=2026-12-15')).toMatchObject({ severity: 'warning' });
    await submit(office, await undocumented()).expect(200);
    expect((await hit(CODE)).refusesFrom).toBeNull();
  });
});

describe('a prefix that is announced to become ineligible', () => {
  const prefix = { prefix: '540752', flag: 'ineligible', validFrom: '2027-01-01', source: '公告' };
  const announce = (body: object) =>
    office
      .as('admin')
      .post('/v1/hs-rules')
      .send({ ...prefix, ...body });

  it('is refused where its days make no sense', async () => {
    const wrong = await announce({ flag: 'inspection', refusesFrom: '2026-12-31' }).expect(422);
    expect(wrong.body.violations.map((v: Finding) => `${v.code} ${v.pointer}`)).toEqual([
      'range-reversed /refusesFrom',
      'enum-invalid /flag',
    ]);
  });

  it('warns until then, keeps its day when the rule is ended, and refuses from it on', async () => {
    const { body: rule } = await announce({ refusesFrom: '2027-01-15' }).expect(201);
    const draft = await undocumented();
    expect(brief(draft['findings'])).toEqual([
      'warning hs-code-ineligible /goods/0/hsCode',
      'warning hs-code-ineligible /goods/1/hsCode',
    ]);
    expect((await hit('hs-code-ineligible')).items[0]).toMatchObject({ id: draft.id });
    const ended = await office
      .as('admin')
      .put(`/v1/hs-rules/${rule.id}`)
      .set('If-Match', '"r1"')
      .send({ validTo: '2027-01-20' })
      .expect(200);
    expect(ended.body).toMatchObject({ validTo: '2027-01-20', refusesFrom: '2027-01-15', revision: 2 });
    office.clock.stopAt('2027-01-14T16:00:00Z');
    const { body: problem } = await submit(office, draft).expect(422);
    expect(brief(problem.violations)[0]).toBe('error hs-code-ineligible /goods/0/hsCode');
  });
});

describe('two administrators at once', () => {
  const stalls = { code: 'stall-missing', validFrom: '2027-03-01', source: 'A' };

  /** Both get as far as they can while nobody can change the code tables: what was read without a lock is stale by then. */
  async function together(...bodies: object[]) {
    let running: Promise<{ status: number; body: Record<string, unknown> }>[] = [];
    await office.database.transaction(SYSTEM, async (tx) => {
      await tx.rows('SELECT 1 FROM reference_stamp FOR UPDATE');
      running = bodies.map(async (body) => append(body));
      await aMoment();
    });
    return Promise.all(running);
  }
  const versions = () =>
    office.rows<{ version: number }>("SELECT version FROM trade_rule WHERE code = 'stall-missing'");

  it('cannot both append the same version: the second is refused because there is one', async () => {
    const answers = await together({ ...stalls, version: 1 }, { ...stalls, version: 1, source: 'B' });
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'rule-version-taken',
      violations: [{ pointer: '/version' }],
    });
    expect(await versions()).toHaveLength(1);
  });

  it('say the same twice: one version', async () => {
    const same = { ...stalls, refusesFrom: '2027-06-01' };
    const [first, second] = await together(same, same);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.body).toEqual(second?.body);
    expect(await versions()).toHaveLength(2);
  });

  it('append one after the other where neither names a version', async () => {
    const answers = await together({ ...stalls, source: 'C' }, { ...stalls, source: 'D' });
    expect(answers.map(({ status, body }) => [status, body['version']]).sort()).toEqual([
      [201, 3],
      [201, 4],
    ]);
  });
});

describe('the days of rules', () => {
  it('are facts: nobody can change or remove a version', async () => {
    for (const sql of ['UPDATE trade_rule SET version = version', 'DELETE FROM trade_rule']) {
      for (const who of [SYSTEM, office.actor('admin')]) {
        await expect(office.database.transaction(who, (tx) => tx.run(sql))).rejects.toThrow('permission denied');
      }
    }
  });
});
