import { type Draft, draftOn, LINE } from './support/declarations.js';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const stage = useStage();

const draftOf = (reference: string, goods: readonly object[] = []) => draftOn(stage, reference, goods);
const readDraft = ({ id }: Draft) => stage.call<Draft>('brokerA', 'GET', `/v1/declarations/${id}`);

async function edit(draft: Draft): Promise<Visitor> {
  const broker = await stage.visit('brokerA');
  await broker.goto(`/declarations/${draft.id}/edit`);
  await broker.page.waitForSelector('.grid-input');
  // Names of units and countries must be there before they are typed.
  await broker.page.waitForFunction(() =>
    ['unit', 'country'].every((table) =>
      performance
        .getEntriesByType('resource')
        .some(({ name, duration }) => name.includes(`/v1/code-tables/${table}`) && duration > 0),
    ),
  );
  return broker;
}

const isSaved = (visitor: Visitor) =>
  visitor.page.waitForFunction(() => /已保存 \d\d:\d\d/.test(document.body.innerText), null, { timeout: 15_000 });
const value = (visitor: Visitor) => visitor.page.evaluate(() => (document.activeElement as HTMLInputElement).value);

describe('a broker at the console', () => {
  it('types and pastes fifty lines, corrects the bad one by F8, and submits, by keyboard alone', async () => {
    const draft = await draftOf('CONSOLE-0001');
    const broker = await edit(draft);
    const { page } = broker;
    await page.focus('.grid-input');
    for (const text of [
      '54075',
      '涤纶染色布',
      '150cm',
      '１２，０００',
      '米',
      '160',
      '7100',
      '6900',
      '$18,600.00',
      '尼日利亚',
      'C1-0231',
    ]) {
      await page.keyboard.type(text);
      // An open list of codes is left as it is typed.
      await broker.press('Tab');
    }
    const rows = Array.from({ length: 49 }, (_, n) => `5407.5200.00\t涤纶印花布\t1${n}\t米\t10.50\t尼日利亚\t5`);
    const pasted = ['商品编号\t品名\t数量\t单位\t总价\t最终目的国\t净重', ...rows].join('\r\n');
    await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
    await broker.press('Control+v');
    await page.waitForSelector('#paste');
    await broker.press('Enter');
    await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '51');
    await isSaved(broker);
    const stored = await readDraft(draft);
    expect(stored.goods).toHaveLength(50);
    expect(stored.goods[0]).toMatchObject({
      hsCode: '54075',
      quantity: '12000',
      unit: '030',
      totalPrice: '18600.00',
      finalDestination: 'NGA',
    });
    await broker.press('Control+End');
    await broker.press('F8');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
    expect(await value(broker)).toBe('54075');
    await page.keyboard.type('5407520000');
    await broker.press('Enter');
    await page.waitForFunction(() => document.querySelector('[role=gridcell][aria-invalid=true]') === null, null, {
      timeout: 15_000,
    });
    await isSaved(broker);
    await broker.press('Control+Enter');
    await page.waitForSelector('.dialog');
    await broker.press('Enter');
    await page.waitForURL(`**/declarations/${draft.id}`);
    await broker.goto('/declarations?search=CONSOLE-0001');
    expect(await page.locator('tbody tr').first().innerText()).toContain('已申报');
    broker.expectQuiet();
  }, 90_000);

  it('gets every letter of an input method typed into a fresh cell', async () => {
    const broker = await edit(await draftOf('CONSOLE-0002', [LINE]));
    const { page, context } = broker;
    await page.focus('.grid-input');
    await broker.press('ArrowRight');
    const browser = await context.newCDPSession(page);
    for (const text of ['d', 'di', 'di l', 'di lun']) {
      await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await browser.send('Input.insertText', { text: '涤纶' });
    expect(await value(broker)).toBe('涤纶');
    await broker.press('Enter');
    expect(await page.locator('.grid-input').inputValue()).toBe('涤纶');
  }, 60_000);

  it('holds 2,000 lines in few nodes, sums them to the cent, and takes them back in one step', async () => {
    const broker = await edit(await draftOf('CONSOLE-0003'));
    const { page } = broker;
    await page.focus('.grid-input');
    const rows = Array.from({ length: 2000 }, (_, n) => `5407520000\t布${n}\t1\t030\t0.10\tNGA`);
    const pasted = ['商品编号\t品名\t数量\t单位\t总价\t最终目的国', ...rows].join('\r\n');
    await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
    await broker.press('Control+v');
    await page.waitForSelector('#paste');
    await broker.press('Enter');
    await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '2001');
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);
    expect(await page.locator('.grid-totals').innerText()).toContain('200.00 / 150,000.00');
    await broker.press('Control+z');
    await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '2');
    await page.evaluate((text) => navigator.clipboard.writeText(text), [pasted, rows[0]].join('\r\n'));
    await broker.press('Control+v');
    await page.waitForFunction(() => /2001 行/.test(document.body.innerText));
    expect(await page.locator('#paste').count()).toBe(0);
  }, 60_000);

  it('whose session ends in the middle of typing signs in above the page, and nothing typed is lost', async () => {
    const draft = await draftOf('CONSOLE-0004', [LINE]);
    const broker = await edit(draft);
    const { page } = broker;
    const before = (await readDraft(draft)).revision;
    await page.focus('.grid-input');
    await broker.press('ArrowRight', 'ArrowRight');
    await page.evaluate(async () => {
      const { csrfToken } = (await (await fetch('/v1/session')).json()) as { csrfToken: string };
      await fetch('/v1/session', { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } });
    });
    await page.keyboard.type('150cm 加厚');
    await broker.press('Enter');
    await page.waitForSelector('.dialog input[type=password]', { timeout: 15_000 });
    await page.focus('.dialog input[type=password]');
    await page.keyboard.type(stage.people.brokerA.password);
    await broker.press('Enter');
    await page.waitForSelector('.dialog', { state: 'detached' });
    await isSaved(broker);
    const after = await readDraft(draft);
    expect(after.goods[0]?.specification).toBe('150cm 加厚');
    expect(after.revision).toBe(before + 1);
  }, 60_000);

  it('and a colleague who change one draft lose nothing: what only one changed is merged, what both changed is chosen', async () => {
    const draft = await draftOf('CONSOLE-0005', [LINE, { ...LINE, line: 2 }]);
    const [one, other] = await Promise.all([edit(draft), edit(draft)]);
    await one.page.focus('.grid-input');
    await one.press('ArrowRight');
    await one.page.keyboard.type('甲的品名');
    await one.press('Enter');
    await isSaved(one);
    await other.page.focus('.grid-input');
    await other.press('ArrowRight');
    await other.page.keyboard.type('乙的品名');
    await other.press('Tab');
    await other.page.keyboard.type('乙的规格');
    await other.press('Enter');
    await other.page.waitForSelector('.conflict-table', { timeout: 15_000 });
    const dialog = await other.page.locator('.conflict-table').innerText();
    expect(dialog).toContain('甲的品名');
    expect(dialog).toContain('乙的品名');
    await other.page.locator('.conflict-table button').first().focus();
    await other.press('1');
    await other.page
      .getByRole('button', { name: /合并|保存|采用/ })
      .last()
      .press('Enter');
    await other.page.waitForSelector('.conflict-table', { state: 'detached' });
    await isSaved(other);
    expect((await readDraft(draft)).goods[0]).toMatchObject({ name: '乙的品名', specification: '乙的规格' });
  }, 60_000);
});
