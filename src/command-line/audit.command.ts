import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AnchorFile } from '../audit/anchors.js';
import { FileCheck, type FileVerdict } from '../audit/domain/check-file.js';
import { AuditVerifications } from '../audit/verification.service.js';
import { optional, type StandaloneCommand, TEXT, UsageError } from './command.js';
import { inService } from './in-service.js';

export const auditCommand: StandaloneCommand = {
  name: 'audit',
  usage: 'audit verify [--file F [--anchors F]]',
  about:
    'Checks the chain of the audit trail, of the database or of an exported file, which needs no database; ends with 1 when somebody has changed it.',
  options: { file: TEXT, anchors: TEXT },
  async runAlone(input) {
    if (input.positionals.join(' ') !== 'verify') throw new UsageError('audit verify is the only form.');
    const file = optional(input, 'file');
    const anchors = optional(input, 'anchors');
    if (file === undefined && anchors !== undefined) throw new UsageError('--anchors goes with --file.');
    if (file === undefined) return verifyDatabase();
    const verdict = await verifyFile(file, anchors);
    if (verdict.fault === null) {
      console.log(
        `valid: ${verdict.entries} entries, ${verdict.seals} seals, to seal ${verdict.lastSeal} ${verdict.lastHash}`,
      );
      return;
    }
    console.log(`BROKEN: line ${verdict.fault.line}: ${verdict.fault.reason}`);
    process.exitCode = 1;
  },
};

function verifyDatabase(): Promise<void> {
  return inService(async (service) => {
    const found = await service.get(AuditVerifications).verify();
    console.log(JSON.stringify(found, null, 2));
    if (!found.valid) process.exitCode = 1;
  });
}

async function verifyFile(file: string, anchorFile: string | undefined): Promise<FileVerdict> {
  const anchors = anchorFile === undefined ? [] : await new AnchorFile(anchorFile).read();
  const check = new FileCheck(new Map(anchors.map(({ number, hash }) => [number, hash])));
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  try {
    for await (const line of lines) if (!check.add(line)) break;
  } catch (error) {
    throw new UsageError(`--file ${file} cannot be read: ${(error as Error).message}.`);
  }
  return check.end();
}
