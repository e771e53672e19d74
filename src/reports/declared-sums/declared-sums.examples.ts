import { maybe, page } from '../../platform/http/description/example.js';

/** An answer as the API description shows it. */
export const DECLARED_SUMS = page({
  container: maybe('CSQU3054383'),
  buyer: maybe('LAGOS FABRICS'),
  day: maybe('2021-12-28'),
  ...{ count: 2, brokers: 2, usd: '210000.00', cny: '1342635.00', exceedsCeiling: true },
  declarations: [
    {
      id: '019a95e2-4c00-7000-8000-000000000003',
      reference: 'DC-20211228-0001',
      brokerId: '019a95e2-4c00-7000-8000-00000000000a',
      usd: '140000.00',
    },
    {
      id: '019a95e2-4c00-7000-8000-000000000004',
      reference: 'DC-20211228-0007',
      brokerId: '019a95e2-4c00-7000-8000-00000000000b',
      usd: '70000.00',
    },
  ],
});
