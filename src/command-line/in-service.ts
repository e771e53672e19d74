import { createApplication } from '../application.js';
import { openInfrastructure } from '../infrastructure.js';
import { readConfig } from '../platform/config/config.js';
import type { Command } from './command.js';

/** The service without its listener and without background work: commands use the same code as requests. */
export async function inService(
  work: (service: Parameters<Command['run']>[1], infrastructure: Parameters<Command['run']>[2]) => Promise<void>,
): Promise<void> {
  const config = { ...readConfig(), processRole: 'api' as const };
  const infrastructure = await openInfrastructure(config, () => undefined, { join: true });
  try {
    const service = await createApplication(infrastructure, ['error']);
    await service.init();
    try {
      await work(service, infrastructure);
    } finally {
      await service.close();
    }
  } finally {
    await infrastructure.close();
  }
}
