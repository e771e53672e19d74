import { type List, waitingOn } from './support/declarations.js';
import { useStage } from './support/stage.js';

const stage = useStage();

interface Visit {
  readonly id: string;
  readonly containerNumber: string;
  readonly holds: { release: object | null }[];
  readonly inspections: { state: string; finished: boolean }[];
}
const visitOf = (id: string) => stage.call<Visit>('officer', 'GET', `/v1/shipments/${id}`);

describe('an officer and what customs controls', () => {
  it('holds a container and ends the hold, and takes an inspection to its end', async () => {
    const { items } = await stage.call<List>('officer', 'GET', '/v1/shipments?status=in-centre&held=false&limit=1');
    const id = items[0]?.id ?? '';
    const officer = await stage.visit('officer');
    const { page } = officer;
    await officer.goto(`/containers/${id}`);
    const act = async (button: string, fields: Readonly<Record<string, string>>) => {
      await page.locator('.section').getByRole('button', { name: button, exact: true }).first().press('Enter');
      await page.waitForSelector('.dialog');
      for (const [label, text] of Object.entries(fields)) await page.locator('.dialog').getByLabel(label).fill(text);
      await officer.press('Control+Enter');
      await page.waitForSelector('.dialog', { state: 'detached' });
      await officer.settled();
    };
    await act('暂停放行', { 原因: '线索核查', 由谁复核: '查验二科' });
    await page.waitForFunction(() => /线索核查（查验二科/.test(document.body.innerText));
    expect((await visitOf(id)).holds.at(-1)?.release).toBeNull();
    await act('解除暂停', { 原因: '核查完毕' });
    expect((await visitOf(id)).holds.at(-1)?.release).not.toBeNull();
    await act('布控查验', { 原因: '随机抽中' });
    await act('记录开箱', {});
    await act('查验结果', { 查到什么: '与申报相符' });
    await act('记录重新施封', { 新封号: 'SEAL-9001' });
    await page.waitForFunction(() => /SEAL9001/.test(document.body.innerText));
    expect((await visitOf(id)).inspections.at(-1)).toMatchObject({ finished: true });
    officer.expectQuiet();
  }, 60_000);

  it('reports one event for several containers, and reads what became of each', async () => {
    const officer = await stage.visit('officer');
    const { page } = officer;
    await officer.goto('/containers?status=released');
    await page.waitForSelector('tbody tr[data-key]');
    const rows = await page.locator('tbody tr[data-key]').count();
    expect(rows).toBeGreaterThan(1);
    await officer.press('x', 'j', 'x', 'e');
    await page.waitForSelector('.dialog');
    await officer.choose('事件', /出场/);
    await officer.press('Control+Enter');
    await page.waitForSelector('.dialog [role=status] li:nth-child(2)');
    expect((await page.locator('.dialog').innerText()).match(/已登记/g)).toHaveLength(2);
    officer.expectQuiet();
  }, 60_000);

  it('sees beside the lane rules what came of each, and what past submissions would have drawn without one', async () => {
    await waitingOn(stage, 'CONSOLE-0061');
    const officer = await stage.visit('officer');
    const { page } = officer;
    await officer.goto('/admin/rules?tab=lane');
    const row = page.locator('tbody tr', { hasText: 'new-goods-at-stall' });
    const [hits = '', judged = ''] = (await row.innerText()).match(/([\d,]+) \/ ([\d,]+)/)?.slice(1) ?? [];
    expect(hits).toMatch(/^[1-9]/);
    expect(await page.getByRole('button', { name: /新版本|新增/ }).count()).toBe(0);
    await row.getByRole('button', { name: '试算' }).press('Enter');
    await page.waitForSelector('.dialog :focus');
    await officer.press('Control+Enter');
    await page.waitForSelector('.dialog [role=status]');
    expect(await page.locator('.dialog [role=status]').innerText()).toContain(
      `重算 ${judged} 次申报，0 次会进入另一通道`,
    );
    const dialog = page.locator('.dialog');
    await dialog.getByLabel('最终目的国').fill('ATA');
    await officer.press('Control+Enter');
    await page.waitForFunction(() =>
      /[1-9]\d* 次会进入另一通道/.test(document.querySelector('.dialog')?.textContent ?? ''),
    );
    await dialog.getByRole('link').first().press('Enter');
    await page.waitForURL('**/declarations/*');
    await page.waitForFunction(() => /判定 [\d,]+ 次，命中/.test(document.body.innerText));
    officer.expectQuiet();
  }, 60_000);

  it('confirms as the second officer a lane that is to be lowered', async () => {
    const id = await waitingOn(stage, 'CONSOLE-0041');
    const changes = [{ declarationId: id, colour: 'yellow', reason: '已核实' }];
    await stage.call('officer', 'POST', '/v1/lane-changes', { changes });
    const second = await stage.visit('officer2');
    const { page } = second;
    await second.goto('/todo?group=lane');
    await page.getByRole('link', { name: /CONSOLE-0041/ }).press('Enter');
    await page.waitForURL('**/declarations/*?tab=lane*');
    await page.getByRole('button', { name: /复核同意改为/ }).press('Enter');
    await page.waitForFunction(() => /复核/.test(document.querySelector('.lane-view table')?.textContent ?? ''));
    expect(await stage.call('officer', 'GET', `/v1/declarations/${id}/lane`)).toMatchObject({
      colour: 'yellow',
      pending: null,
    });
    second.expectQuiet();
  }, 60_000);

  it('sends a file of receipts, tried first and then for real', async () => {
    const id = await waitingOn(stage, 'CONSOLE-0042');
    const { brokerId, reference } = await stage.call<{ brokerId: string; reference: string }>(
      'officer',
      'GET',
      `/v1/declarations/${id}`,
    );
    expect(brokerId).toBeTruthy();
    const officer = await stage.visit('officer');
    const { page } = officer;
    await officer.goto('/imports');
    const time = new Date(Date.now() - 60_000).toISOString();
    const csv = `channel,reference,code,eventTime,text\nofficer,${reference},inspect,${time},随机抽中\n`;
    await page.setInputFiles('input[type=file]', {
      name: 'receipts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.waitForURL('**/imports/*');
    await page.getByRole('button', { name: '照此导入' }).press('Enter');
    await page.waitForFunction(() => /正式/.test(document.querySelector('.import-head')?.textContent ?? ''));
    await page.waitForFunction(() => /完成/.test(document.querySelector('.import-head')?.textContent ?? ''));
    expect(await stage.call('officer', 'GET', `/v1/declarations/${id}`)).toMatchObject({ status: 'inspecting' });
    officer.expectQuiet();
  }, 60_000);
});
