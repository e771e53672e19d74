import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { dispatch } from '../../../src/command-line/dispatch.js';

// The command line in a process of its own, which loads its code once: takes a command a line, and ends what each says with its exit code.
// Through one stream, so that nothing said comes after its end.
process.stderr.write = process.stdout.write.bind(process.stdout) as typeof process.stderr.write;
void (async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    const code = await dispatch(JSON.parse(line) as string[]);
    process.stdout.write(`\u0004${code}\n`);
  }
})();
