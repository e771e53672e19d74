import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createSecondApplication } from '../application.js';
import { DEMO_PLAN, DemoMarket, type DemoPlan } from '../demo/demo-market.service.js';
import { writeDemoFile } from '../demo/demo-people.js';
import type { Infrastructure } from '../platform/platform.module.js';
import { MovableClock } from '../vocabulary/clock.js';

/** Paths of what one enters the demo by. */
export interface DemoFiles {
  readonly keys: string;
  readonly people: string;
}

/**
 * Loads the demo market into an empty database, before the service listens: a second application plays it on a clock of its own.
 * Returns where the keys and sign-ins are, or null when the database was not empty.
 */
export async function loadDemo(
  infrastructure: Infrastructure,
  app: NestFastifyApplication,
  log: (line: string) => void,
  plan: DemoPlan = DEMO_PLAN,
): Promise<DemoFiles | null> {
  if (!(await app.get(DemoMarket).isWanted())) return null;
  const clock = new MovableClock();
  clock.stopAt(infrastructure.clock.now());
  const second = await createSecondApplication(infrastructure, clock);
  try {
    log(`空数据库：正在生成演示市场 empty database: playing a demo market of ${plan.days} days`);
    const { keys, people } = await second
      .get(DemoMarket)
      .play(plan, (day, declarations) => log(`  ${day}  ${declarations} 票 declarations`));
    const { dataDirectory } = infrastructure.config;
    return {
      keys: await writeDemoFile(dataDirectory, 'demo-keys.json', keys),
      people: await writeDemoFile(dataDirectory, 'demo-people.json', people),
    };
  } finally {
    await second.close();
  }
}
