import { AuditSeals } from '../../../src/audit/seals.service.js';
import { runOneTask } from './one-task.js';

runOneTask('one-seal', (app) => app.get(AuditSeals).sealAndAnchor());
