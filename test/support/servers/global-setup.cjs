require('../processes/resolve-typescript.cjs');
module.exports = (...args) => require('./global-setup.ts').default(...args);
