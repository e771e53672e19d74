import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { apiDocument } from './document.js';

const TARGET = join(dirname(dirname(__dirname)), 'console', 'api', 'generated', 'openapi.d.ts');

/** Writes the types of the API as the sources describe it now; leaves the file alone when it says the same already. */
export async function main(): Promise<void> {
  const document = await apiDocument();
  const types = astToString(await openapiTypescript(document as never));
  const text = `// Written by npm run check and npm run console:types from the description of the API; not in git.\n${types}`;
  if (existsSync(TARGET) && readFileSync(TARGET, 'utf8') === text) return;
  mkdirSync(dirname(TARGET), { recursive: true });
  writeFileSync(TARGET, text);
}
