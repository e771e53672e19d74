// The command line in a process of its own, on the database that the environment names.
process.argv.splice(2, process.argv.length, ...process.argv.slice(3));
void import('../../../src/cli.js');
