import 'reflect-metadata';

/** The process itself, as `npm start` runs it once everything is installed and built; its settings come by the environment. */
void import('../../src/main.js');
