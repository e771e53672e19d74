import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isId } from '../vocabulary/id.js';
import type { Infrastructure } from '../platform/platform.module.js';

/** A mistake of the person at the keyboard: one line, exit code 2. */
export class UsageError extends Error {}

interface DescribedCommand {
  readonly name: string;
  /** One line: arguments and options. */
  readonly usage: string;
  readonly about: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
}

/** A command that needs no service, or not the whole of one. */
export interface StandaloneCommand extends DescribedCommand {
  runAlone(input: Input): Promise<void>;
}

export interface Command extends DescribedCommand {
  run(input: Input, service: NestFastifyApplication, infrastructure: Infrastructure): Promise<void>;
}

export interface Input {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/** Reads the arguments strictly: what a command does not know is refused, not ignored. */
export function readInput(command: DescribedCommand, args: readonly string[]): Input {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    return { positionals, values: values as Input['values'] };
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0] ?? 'bad arguments');
  }
}

/** An option that must be there, as text. */
export function needed(input: Input, name: string): string {
  const value = input.values[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is needed.`);
  return value;
}

export function optional(input: Input, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An option that names something by its id. */
export function optionalId(input: Input, name: string): string | undefined {
  const value = optional(input, name);
  if (value !== undefined && !isId(value)) throw new UsageError(`--${name} ${value} is no id.`);
  return value;
}

/** Refuses arguments beside options, for a command that takes none. */
export function refuseArguments({ positionals: [first] }: Input, name: string): void {
  if (first !== undefined) throw new UsageError(`${name} takes no ${first}.`);
}

export function countOf(input: Input, name: string, otherwise: number): number {
  const text = optional(input, name);
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--${name} ${text} is not a whole number above zero.`);
  return Number.parseInt(text, 10);
}

export const TEXT = { type: 'string' } as const;
