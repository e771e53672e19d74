require('../processes/resolve-typescript.cjs');
module.exports = (...args) => require('./global-teardown.ts').default(...args);
