import { RunImportProcessor } from '../../../src/imports/run-import.processor.js';
import { runOneTask } from './one-task.js';

/** Arguments: import. Works through that file. */
runOneTask('one-import', (app, [importId = '']) => app.get(RunImportProcessor).process({ importId }));
