import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { DEMO_PLAN, DemoMarket, type DemoPlan } from './demo/demo-market.service.js';
import { writeDemoKeys } from './demo/demo-people.js';
import type { Foundation } from './platform/platform.module.js';
import { MovableClock } from './vocabulary/clock.js';

/**
 * Loads the demo market into an empty database, before anything listens: a second service on the same foundation plays it
 * on a clock of its own. Returns where the keys are, or null when there was something already.
 */
export async function loadDemo(
  foundation: Foundation,
  app: NestFastifyApplication,
  say: (line: string) => void,
  plan: DemoPlan = DEMO_PLAN,
): Promise<string | null> {
  if (!(await app.get(DemoMarket).isWanted())) return null;
  const clock = new MovableClock();
  clock.stopAt(foundation.clock.now());
  const borrowed = { ...foundation.queue, close: async () => undefined };
  const stage = await createApplication({ ...foundation, clock, queue: borrowed }, ['error']);
  try {
    say(`空数据库：正在生成演示市场 empty database: playing a demo market of ${plan.days} days`);
    const keys = await stage
      .get(DemoMarket)
      .play(plan, (day, declarations) => say(`  ${day}  ${declarations} 票 declarations`));
    return await writeDemoKeys(foundation.config.dataDirectory, keys);
  } finally {
    await stage.close();
  }
}
