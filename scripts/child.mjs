import { spawn } from 'node:child_process';

const SIGNAL_NUMBER = { SIGINT: 2, SIGTERM: 15 };

/**
 * Runs a program to its end and gives its exit code and, when `quiet`, what it printed.
 * A signal meant for us goes to the program first, then we end with it: nothing is left running behind the prompt.
 */
export async function run(program, args, { quiet = false, ...options } = {}) {
  const child = spawn(program, args, { stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', ...options });
  let output = '';
  let asked = null;
  const handlers = Object.keys(SIGNAL_NUMBER).map((signal) => {
    const handler = () => {
      asked = signal;
      child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(127);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  for (const [signal, handler] of handlers) process.off(signal, handler);
  if (asked) process.exit(128 + SIGNAL_NUMBER[asked]);
  return { code, output };
}
