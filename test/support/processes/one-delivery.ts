import { Notifier } from '../../../src/notices/notifier.js';
import { runOneTask } from './one-task.js';

/** Sends what is to be sent. */
runOneTask('one-delivery', async (app) => {
  await app.get(Notifier).run();
  await app.get(Notifier).idle();
});
