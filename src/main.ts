import 'reflect-metadata';
import { createApplication } from './application.js';
import { lay } from './foundation.js';
import { loadDemo } from './load-demo.js';
import { ConfigurationError, readConfig } from './platform/config/config.js';

async function main(): Promise<void> {
  const config = readConfig();
  const foundation = await lay(config, console.log);
  const app = await createApplication(
    foundation,
    config.production ? ['log', 'warn', 'error'] : ['warn', 'error'],
  ).catch(async (error: unknown) => {
    await foundation.close();
    throw error;
  });
  let ending = false;
  const end = async (signal: string) => {
    if (ending) return;
    ending = true;
    console.log(`${signal}: 正在停止 stopping…`);
    await app.close();
    await foundation.close();
    process.exit(0);
  };
  process.on('SIGINT', (signal) => void end(signal));
  process.on('SIGTERM', (signal) => void end(signal));
  if (config.demo) {
    const keys = await loadDemo(foundation, app, console.log);
    if (keys) console.log(`演示密钥 demo keys: ${keys}`);
  }
  await app.listen({ port: config.port, host: config.host });
  console.log(`织关 Loomgate: ${await app.getUrl()}  (API /docs, role ${config.processRole})`);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigurationError || (error as Error)?.name === 'EmbeddedPostgresError';
  console.error(known ? (error as Error).message : error);
  process.exit(1);
});
