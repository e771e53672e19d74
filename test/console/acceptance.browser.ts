import { type Draft, draftOn, LINE, waitingOn } from './support/declarations.js';
import { Profile } from './support/profile.js';
import { useStage } from './support/stage.js';

const stage = useStage();
const profile = new Profile();
afterAll(() => profile.close());

describe('what must hold at every desk', () => {
  it('keeps what is typed when the browser is killed and opened again', async () => {
    const draft: Draft = await draftOn(stage, 'CONSOLE-0051', [LINE]);
    const path = `${stage.url}/declarations/${draft.id}/edit`;
    const first = await profile.open();
    await first.goto(`${stage.url}/sign-in`);
    const signIn = (page: typeof first) =>
      page.evaluate(async (body) => {
        localStorage.setItem('loomgate.language', 'zh');
        const headers = { 'Content-Type': 'application/json' };
        await fetch('/v1/session', { method: 'POST', headers, body: JSON.stringify(body) });
      }, stage.people.brokerA);
    await signIn(first);
    await first.goto(path);
    await first.waitForSelector('.grid-input');
    await first.focus('.grid-input');
    await first.keyboard.press('ArrowRight');
    await first.keyboard.type('断电前的品名');
    await first.keyboard.press('Enter');
    await first.waitForFunction(
      () =>
        new Promise<boolean>((resolve) => {
          const opening = indexedDB.open('loomgate');
          opening.onsuccess = () => {
            const all = opening.result.transaction('journal').objectStore('journal').getAll();
            all.onsuccess = () => resolve(JSON.stringify(all.result).includes('断电前的品名'));
          };
        }),
    );
    await profile.kill();
    const second = await profile.open();
    await second.goto(`${stage.url}/sign-in`);
    await signIn(second);
    await second.goto(path);
    await second.waitForFunction(() => document.querySelector('[role=grid]')?.textContent?.includes('断电前的品名'));
    await second.waitForFunction(() => /已保存 \d\d:\d\d/.test(document.body.innerText), null, { timeout: 15_000 });
    const stored = await stage.call<Draft>('brokerA', 'GET', `/v1/declarations/${draft.id}`);
    expect(stored.goods[0]?.name).toBe('断电前的品名');
  }, 90_000);

  it('warns the second of two officers at one row, and applies nothing twice', async () => {
    const id = await waitingOn(stage, 'CONSOLE-0052');
    const officers = await Promise.all([stage.visit('officer'), stage.visit('officer2')]);
    for (const officer of officers) {
      await officer.goto(`/declarations/${id}`);
      await officer.page.waitForSelector('.acts');
      await officer.press('i');
      await officer.page.waitForSelector('.decision-list li');
      await officer.page.waitForFunction(() => !document.querySelector('.decision-list')?.textContent?.includes('…'));
      await officer.page.keyboard.type('抽中查验');
    }
    const [first, second] = officers;
    await first?.press('Control+Enter');
    await first?.page.waitForSelector('.notice-done');
    await second?.press('Control+Enter');
    await second?.page.waitForSelector('.notice-warning');
    expect(await second?.page.locator('.dialog').innerText()).toContain('CONSOLE-0052');
    const { items } = await stage.call<{ items: { code: string }[] }>(
      'officer',
      'GET',
      `/v1/declarations/${id}/receipts`,
    );
    expect(items.filter(({ code }) => code === 'inspect')).toHaveLength(1);
  }, 60_000);

  it('takes a file with errors, gives the refused rows back, and takes them corrected', async () => {
    const broker = await stage.visit('brokerA');
    const { page } = broker;
    await broker.goto('/imports');
    const head = '申报参考号,市场,商品序号,商品编号,商品名称,数量,单位,总价';
    const rows = ['CONSOLE-0053,KQ-CTC,1,5407520090,布,10,米,12.00', 'CONSOLE-0054,KQ-CTC,1,5407520090,布,十,米,12.00'];
    const send = (name: string, text: string) =>
      page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    const state = (words: RegExp) =>
      page.waitForFunction(
        (source) => new RegExp(source).test(document.querySelector('.import-head')?.textContent ?? ''),
        words.source,
      );
    await send('first.csv', `\uFEFF${[head, ...rows].join('\r\n')}\r\n`);
    await state(/试运行[^]*拒收 1/);
    expect(await page.locator('tbody').innerText()).toContain('十');
    await page.getByRole('button', { name: '照此导入' }).press('Enter');
    await state(/正式[^]*新建 1[^]*拒收 1/);
    const rejected = await page.evaluate(async () => {
      const link = document.querySelector<HTMLAnchorElement>('a[href$="rejected.csv"]');
      return (await fetch(link?.href ?? '')).text();
    });
    expect(rejected).toContain('CONSOLE-0054');
    expect(rejected).not.toContain('CONSOLE-0053');
    await send('corrected.csv', rejected.replace('十', '10'));
    await state(/corrected|试运行[^]*拒收 0/);
    await page.getByRole('button', { name: '照此导入' }).press('Enter');
    await state(/正式[^]*新建 1[^]*拒收 0/);
    broker.expectQuiet();
  }, 60_000);

  it('lets an administrator make a key for a program by keyboard alone', async () => {
    const admin = await stage.visit('admin');
    const { page } = admin;
    await admin.goto('/admin/keys');
    await page.waitForSelector('tbody tr');
    await admin.press('n');
    await page.waitForSelector('.dialog input');
    await page.keyboard.type('秤重系统');
    await admin.choose('角色', '统计');
    await page.getByRole('checkbox', { name: '写' }).press('Space');
    await admin.press('Control+Enter');
    await page.waitForSelector('.secret code');
    const key = await page.locator('.secret code').innerText();
    await page.getByRole('button', { name: '我已保存' }).press('Enter');
    await page.waitForSelector('.dialog', { state: 'detached' });
    const me = await fetch(`${stage.url}/v1/me`, { headers: { Authorization: `Bearer ${key}` } });
    expect(await me.json()).toMatchObject({ role: 'analyst' });
    const row = page.locator('tbody tr', { hasText: '秤重系统' });
    expect(await row.innerText()).toContain('读');
    expect(await row.innerText()).not.toContain('写');
    admin.expectQuiet();
  }, 60_000);

  it('shows what another has changed without being asked', async () => {
    const id = await waitingOn(stage, 'CONSOLE-0055');
    const broker = await stage.visit('brokerA');
    await broker.goto('/declarations?search=CONSOLE-0055');
    await broker.page.waitForFunction(() => /已接单/.test(document.querySelector('tbody')?.textContent ?? ''));
    const decisions = [{ declarationId: id, action: 'inspect', reason: '布控' }];
    await stage.call('officer', 'POST', '/v1/decisions', { decisions });
    // Half of the time after which the page would ask by itself.
    await broker.page.waitForFunction(() => /查验/.test(document.querySelector('tbody')?.textContent ?? ''), null, {
      timeout: 15_000,
    });
    broker.expectQuiet();
  }, 60_000);
});
