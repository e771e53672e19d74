import { SheetFile } from './sheet-file.js';

test('a header below half a million blank rows is found while others have their turn', async () => {
  let turns = 0;
  let isOpening = true;
  const turn = (): void => {
    turns += 1;
    if (isOpening) setImmediate(turn);
  };
  setImmediate(turn);
  const file = await SheetFile.open({
    content: Buffer.from(`${'\n'.repeat(500_000)}reference,market,line\n`),
    mediaType: 'text/csv',
  });
  isOpening = false;
  expect(file.headerRow).toBe(500_001);
  expect(turns).toBeGreaterThanOrEqual(10);
});
