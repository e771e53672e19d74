import 'reflect-metadata';
import { runService } from '../../../src/service.js';
import { processFaults } from './process-faults.js';

/** The process itself, as `npm start` runs it once everything is installed and built; its settings come by the environment. */
void runService(processFaults());
