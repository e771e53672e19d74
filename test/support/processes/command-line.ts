import { spawn } from 'node:child_process';
import { join } from 'node:path';

const END = /\u0004(\d+)\n$/;

export interface Said {
  readonly code: number;
  readonly output: string;
}

/** `npm run cli -- …` again and again, in one process beside the story's. */
export class CommandLine {
  private process: ReturnType<CommandLine['start']> | null = null;

  constructor(private readonly environment: () => Record<string, string>) {}

  async run(...args: string[]): Promise<Said> {
    const child = (this.process ??= this.start());
    let output = '';
    return new Promise((resolve, reject) => {
      const read = (text: Buffer) => {
        output += text.toString();
        const [end, code] = END.exec(output) ?? [];
        if (end === undefined) return;
        child.stdout.off('data', read);
        child.off('close', fail);
        resolve({ code: Number(code), output: output.slice(0, -end.length).trim() });
      };
      const fail = () => reject(new Error(`The command line ended: ${output}`));
      child.stdout.on('data', read);
      child.once('close', fail);
      child.stdin.write(`${JSON.stringify(args)}\n`);
    });
  }

  end(): void {
    this.process?.kill();
  }

  private start() {
    const script = join(process.cwd(), 'test/support/processes/elsewhere.cjs');
    const env = { ...process.env, ...this.environment() };
    return spawn(process.execPath, [script, 'commands'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  }
}
