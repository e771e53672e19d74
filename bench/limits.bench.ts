import { compare } from './pairs.js';
import { openStage, type Stage } from './stage.js';

const REQUESTS = Number.parseInt(process.env['BENCH_REQUESTS'] ?? '150', 10);
const COUNTED = {
  ...{ RATE_LIMIT_KEY: '10000000/10', RATE_LIMIT_FIRM: '10000000/10', RATE_LIMIT_ADDRESS: '10000000/10' },
  RATE_LIMIT_ATTEMPTS: '1000/10',
};
const UNCOUNTED = {
  ...{ RATE_LIMIT_KEY: 'off', RATE_LIMIT_FIRM: 'off', RATE_LIMIT_ADDRESS: 'off', RATE_LIMIT_ATTEMPTS: 'off' },
  REQUESTS_IN_WORK: '0',
};

let reference = 0;

const line = (number: number) => ({
  ...{ line: number, hsCode: '5407520090', name: '涤纶染色布', quantity: '1000', unit: '030', netWeightKg: '500' },
  ...{ totalPrice: '1000.00', finalDestination: 'NGA' },
});
const draft = (name: string) => ({
  ...{ reference: name, market: 'KQ-CTC', tradeTerms: 'FOB', currency: 'USD', customsOffice: '2906' },
  goods: [line(1), line(2)],
});

/** What counting requests and sharing out the work costs a list and a create, beside the same service with both off. */
export async function run(): Promise<void> {
  const [counted, uncounted] = [await openStage(COUNTED), await openStage(UNCOUNTED)];
  try {
    const create = async ({ post }: Stage): Promise<void> => {
      for (let n = 0; n < REQUESTS; n++) {
        await post('/v1/declarations', draft(`LIMITS-${++reference}`));
      }
    };
    const list = async ({ get }: Stage): Promise<void> => {
      for (let n = 0; n < REQUESTS; n++) await get('/v1/declarations?limit=50');
    };
    await compare({ name: 'create with limits', ours: () => create(counted), baseline: () => create(uncounted) });
    await compare({ name: 'list with limits', ours: () => list(counted), baseline: () => list(uncounted) });
  } finally {
    await counted.close();
    await uncounted.close();
  }
}
