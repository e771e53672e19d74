/** Benchmarks are compiled without the tests: what both need stands there. */
export { databaseOf, serviceUrlOf, withLogin } from '../../../bench/database-url.js';
