/**
 * `npm run licences`: the packages that run in production, by licence. Ends with 1 when one of them has a licence that is unknown or asks
 * for more than to be named (copyleft).
 */
import { productionTree } from './production-tree.mjs';

/** Licences that ask for no more than to be named. */
const ALLOWED = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
  ...['PostgreSQL', 'Python-2.0', 'Unlicense', 'Zlib'],
]);

const tree = productionTree();
const byLicence = new Map();
for (const { name, version, licence } of tree) {
  byLicence.set(licence, [...(byLicence.get(licence) ?? []), `${name}@${version}`]);
}
for (const [licence, names] of [...byLicence].sort())
  console.log(`${licence} (${names.length}): ${names.sort().join(', ')}`);
const refused = tree.filter(({ licence }) => !isAllowed(licence));
for (const { name, version, licence } of refused) console.error(`Not allowed: ${name}@${version}: ${licence}`);
console.log(`Production: ${new Set(tree.map(({ name, version }) => `${name}@${version}`)).size} packages.`);
process.exit(refused.length === 0 ? 0 : 1);

/** Of several by choice one will do, of several together each must. */
function isAllowed(licence) {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())));
}
