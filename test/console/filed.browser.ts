import { type Draft, draftOn, LINE, type List, waitingOn } from './support/declarations.js';
import { useStage } from './support/stage.js';

const stage = useStage();

const read = <T>(who: string, path: string) => stage.call<T>(who, 'GET', path);
const submitted = async (reference: string): Promise<string> => {
  const { id } = await draftOn(stage, reference, [LINE]);
  await stage.submit(id);
  return id;
};

describe('what a broker does about declarations that are filed', () => {
  it('asks for an amendment field by field, sees its effect first, and an officer decides it', async () => {
    const id = await waitingOn(stage, 'CONSOLE-0031');
    const [broker, officer] = await Promise.all([stage.visit('brokerA'), stage.visit('officer')]);
    await broker.goto(`/declarations/${id}`);
    await broker.page.waitForSelector('.actbar');
    await broker.press('a');
    await broker.page.waitForSelector('.dialog');
    await broker.choose('字段', '合同协议号');
    await broker.page.getByLabel('改为').fill('CONTRACT-77');
    await broker.page.getByRole('button', { name: '加入' }).press('Enter');
    await broker.choose('位置', '第 1 行');
    await broker.choose('字段', '总价');
    await broker.page.getByLabel('改为').fill('12.00');
    await broker.page.getByRole('button', { name: '加入' }).press('Enter');
    await broker.choose('原因', /./);
    await broker.page.getByLabel('说明').fill('合同号录错');
    await broker.page.waitForSelector('.dialog table tbody tr');
    const effect = await broker.page.locator('.dialog table').innerText();
    expect(effect).toContain('第 1 行 总价');
    expect(effect).toContain('CONTRACT-77');
    await broker.press('Control+Enter');
    await broker.page.waitForSelector('.dialog', { state: 'detached' });

    await officer.goto('/todo?group=amendment');
    await officer.page.getByRole('link', { name: /CONSOLE-0031/ }).press('Enter');
    await officer.page.waitForURL('**/declarations/*?tab=amendments*');
    await officer.page.getByRole('button', { name: '同意', exact: true }).press('Enter');
    await officer.page.waitForFunction(() => /已同意/.test(document.body.innerText));
    expect(await read('brokerA', `/v1/declarations/${id}`)).toMatchObject({
      contractNumber: 'CONTRACT-77',
      version: 2,
      goods: [{ totalPrice: '12.00' }],
    });
    broker.expectQuiet();
    officer.expectQuiet();
  }, 60_000);

  it('writes down the answer of the Single Window for several at once, and sees what became of each', async () => {
    for (const reference of ['CONSOLE-0032', 'CONSOLE-0033']) await submitted(reference);
    const broker = await stage.visit('brokerA');
    await broker.goto('/declarations?search=CONSOLE-003&status=submitted');
    await broker.page.waitForSelector('tbody tr[data-key]');
    await broker.press('x', 'j', 'x', 'h');
    await broker.page.waitForSelector('.dialog');
    await broker.choose('单一窗口代码', /退回修改/);
    await broker.press('Control+Enter');
    await broker.page.waitForSelector('.dialog [role=status] li:nth-child(2)');
    const outcome = await broker.page.locator('.dialog').innerText();
    expect(outcome.match(/已申报 → 退单/g)).toHaveLength(2);
    const { items } = await read<List>('brokerA', '/v1/declarations?search=CONSOLE-003&status=returned');
    expect(items).toHaveLength(2);
    broker.expectQuiet();
  }, 60_000);

  it('records an exemption filing and a payment, and owes them no longer', async () => {
    const todo = () =>
      read<{ items: { kind: string; subject: { id: string } }[] }>('brokerA', '/v1/todo?all=true&limit=500');
    const id = (await todo()).items.find(({ kind }) => kind === 'fx-receipt-missing')?.subject.id ?? '';
    const owed = async () => (await todo()).items.filter(({ subject }) => subject.id === id).map(({ kind }) => kind);
    expect(await owed()).toEqual(expect.arrayContaining(['exemption-filing-due', 'fx-receipt-missing']));
    const broker = await stage.visit('brokerA');
    await broker.goto(`/declarations/${id}`);
    await broker.page.waitForSelector('.actbar');
    await broker.page.getByRole('button', { name: '免税备案' }).press('Enter');
    await broker.page.getByLabel('税务受理号').fill('TAX-1');
    await broker.press('Enter');
    await broker.page.waitForSelector('.dialog', { state: 'detached' });
    const { totals } = await read<{ totals: { declared: string } }>('brokerA', `/v1/declarations/${id}`);
    await broker.page.getByRole('button', { name: '收汇' }).press('Enter');
    await broker.page.getByLabel('金额').fill(totals.declared);
    await broker.page.getByLabel('银行流水号').fill('BANK-1');
    await broker.press('Enter');
    await broker.page.waitForSelector('.dialog', { state: 'detached' });
    expect(await owed()).toEqual([]);
    broker.expectQuiet();
  }, 60_000);

  it('moves a line between the parts of a split, which the service judges again, and makes the drafts', async () => {
    const dear = (line: number) => ({ ...LINE, line, name: `布${line}`, totalPrice: '70000.00' });
    const draft: Draft = await draftOn(stage, 'CONSOLE-0034', [dear(1), dear(2), dear(3)]);
    const broker = await stage.visit('brokerA');
    const { page } = broker;
    await broker.goto(`/declarations/${draft.id}/edit`);
    await page.waitForSelector('.grid-input');
    await page.getByRole('button', { name: /分票建议/ }).press('Enter');
    await page.waitForSelector('.part');
    expect(await page.locator('.part').allInnerTexts()).toHaveLength(2);
    await page.getByRole('button', { name: '第 2 行移到第 2 票' }).focus();
    await broker.press('Alt+ArrowRight');
    await page.waitForFunction(() => [...document.querySelectorAll('.part')][1]?.textContent?.includes('140,000.00'));
    await page.waitForFunction(() => document.querySelector('.part')?.textContent?.includes('70,000.00 美元'));
    await page.getByRole('checkbox', { name: '各票对应各自真实的交易' }).press('Space');
    await page.getByRole('button', { name: '建立 2 票草稿' }).press('Enter');
    await page.waitForURL('**/declarations?splitGroup=*');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr[data-key]').length === 2);
    broker.expectQuiet();
  }, 60_000);
});
