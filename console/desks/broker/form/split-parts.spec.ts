import { moved, type SplitPart } from './split-parts.js';

const part = (reference: string, goods: object[], containers: object[], header: object = {}): SplitPart =>
  ({ body: { reference, goods, containers, ...header }, usd: '1.00', items: 1, errors: [] }) as unknown as SplitPart;
const line = (number: number, packages: number, netWeightKg: string) => ({ line: number, packages, netWeightKg });

describe('a goods line that moves to another part of a split', () => {
  const parts = [
    part('A/1', [line(1, 2, '10.5'), line(2, 3, '4')], [{ number: 'BOX1', goodsLines: [1, 2] }], {
      packages: 5,
      netWeightKg: '14.5',
    }),
    part('A/2', [line(3, 7, '1')], [{ number: 'BOX2', goodsLines: [3] }], { packages: 7, netWeightKg: '1' }),
  ];

  it('takes its place in the container and the sums of the header along', () => {
    const [first, second] = moved(parts, 2, 0, 1);
    expect(first?.body).toMatchObject({
      packages: 2,
      netWeightKg: '10.5',
      containers: [{ number: 'BOX1', goodsLines: [1] }],
    });
    expect(second?.body).toMatchObject({
      packages: 10,
      netWeightKg: '5',
      containers: [
        { number: 'BOX2', goodsLines: [3] },
        { number: 'BOX1', goodsLines: [2] },
      ],
    });
    expect(second?.body.goods.map((one) => one.line)).toEqual([2, 3]);
    expect(second?.errors).toBeNull();
  });

  it('leaves no part and no container behind that holds nothing', () => {
    const after = moved(parts, 3, 1, 0);
    expect(after).toHaveLength(1);
    expect(after[0]?.body.containers).toEqual([
      { number: 'BOX1', goodsLines: [1, 2] },
      { number: 'BOX2', goodsLines: [3] },
    ]);
  });

  it('brings the charges of a part along that ends with it', () => {
    const freight = (value: string) => ({ freight: { mark: 'total', value } });
    const shared = [
      part('A/1', [line(1, 2, '1')], [], freight('425.01')),
      part('A/2', [line(2, 3, '1'), line(3, 3, '1')], [], freight('424.99')),
    ];
    expect(moved(shared, 1, 0, 1).map(({ body }) => body.freight?.value)).toEqual(['850']);
    expect(moved(shared, 2, 1, 0).map(({ body }) => body.freight?.value)).toEqual(['425.01', '424.99']);
  });

  it('that is not there moves nothing', () => expect(moved(parts, 9, 0, 1)).toEqual(parts));
});
