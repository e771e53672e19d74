import type { LoggerService } from '@nestjs/common';
import { Logger, PinoLogger } from 'nestjs-pino';
import { type Logger as ProcessLog, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config/config.js';

export type { ProcessLog };

/** The log of the process: a JSON line an entry with an RFC 3339 instant, or lines for a person at a terminal. */
export function openLog({ logLevel, logFormat, processRole }: Config): ProcessLog {
  const options = {
    level: logLevel,
    base: { role: processRole },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (logFormat === 'json') return pino(options);
  const colours = process.stdout.isTTY === true;
  return pino(options, pretty({ colorize: colours, ignore: 'role', translateTime: 'SYS:HH:MM:ss', sync: true }));
}

/** What Nest says of its own wiring: 200 lines a start that help only who builds the service. */
const WIRING = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication'];

/** Nest's own logger and every `new Logger(…)` of the service write to the log of the process. */
export class ServiceLogger extends Logger implements LoggerService {
  constructor(log: ProcessLog) {
    super(new PinoLogger({ pinoHttp: { logger: log } }), { pinoHttp: { logger: log } });
  }

  override log(message: unknown, ...optional: unknown[]): void {
    if (WIRING.includes(String(optional.at(-1)))) super.debug(message, ...optional);
    else super.log(message, ...optional);
  }
}
