/** `npm run --silent sbom > sbom.json`: what runs in production as a CycloneDX document, with the digest and the licence of each package. */
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';
import { productionTree } from './production-tree.mjs';

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const components = new Map();
for (const each of productionTree()) {
  const purl = purlOf(each);
  components.set(purl, {
    ...{ type: 'library', 'bom-ref': purl, name: each.name, version: each.version, purl },
    licenses: [{ expression: each.licence }],
    ...(each.integrity === undefined ? {} : { hashes: hashesOf(each.integrity) }),
  });
}
const document = {
  ...{ $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json', bomFormat: 'CycloneDX', specVersion: '1.5' },
  ...{ serialNumber: `urn:uuid:${randomUUID()}`, version: 1 },
  metadata: {
    timestamp: new Date().toISOString(),
    component: { type: 'application', 'bom-ref': `pkg:npm/${name}@${version}`, name, version },
  },
  components: [...components.values()],
};
console.log(JSON.stringify(document, null, 2));

function purlOf(of) {
  return `pkg:npm/${of.name.replace('@', '%40')}@${of.version}`;
}

/** Of the lock file, in the encoding that CycloneDX wants. */
function hashesOf(integrity) {
  return integrity.split(' ').map((digest) => {
    const [algorithm, base64] = digest.split('-', 2);
    return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(base64, 'base64').toString('hex') };
  });
}
