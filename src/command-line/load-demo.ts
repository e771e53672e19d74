import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createSecondApplication } from '../application.js';
import { DEMO_PLAN, DemoMarket, type DemoPlan } from '../demo/demo-market.service.js';
import { writeDemoKeys } from '../demo/demo-people.js';
import type { Infrastructure } from '../platform/platform.module.js';
import { MovableClock } from '../vocabulary/clock.js';

/**
 * Loads the demo market into an empty database, before the service listens: a second application plays it on a clock of its own.
 * Returns the path of the keys, or null when the database was not empty.
 */
export async function loadDemo(
  infrastructure: Infrastructure,
  app: NestFastifyApplication,
  log: (line: string) => void,
  plan: DemoPlan = DEMO_PLAN,
): Promise<string | null> {
  if (!(await app.get(DemoMarket).isWanted())) return null;
  const clock = new MovableClock();
  clock.stopAt(infrastructure.clock.now());
  const second = await createSecondApplication(infrastructure, clock);
  try {
    log(`空数据库：正在生成演示市场 empty database: playing a demo market of ${plan.days} days`);
    const keys = await second
      .get(DemoMarket)
      .play(plan, (day, declarations) => log(`  ${day}  ${declarations} 票 declarations`));
    return await writeDemoKeys(infrastructure.config.dataDirectory, keys);
  } finally {
    await second.close();
  }
}
