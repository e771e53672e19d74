// The command line in a process of its own, on the database that the environment names: plays a small demo market.
process.argv.splice(2, process.argv.length, 'seed', ...process.argv.slice(3));
void import('../../../src/cli.js');
