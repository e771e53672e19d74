import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** Packages whose package.json does not name the licence that their licence file is. */
const LICENCE_FILES = { 'png-js': 'MIT' };

/**
 * What `npm ci --omit=dev` installs on this platform, by package-lock.json: path, name, version, licence and digest of each package. `npm sbom`
 * leaves out what a development dependency asks for too, @nestjs/core among it.
 */
export function productionTree() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, optional }]) => {
      return path !== '' && dev !== true && !(optional === true && !existsSync(join(root, path)));
    })
    .map(([path, { version, integrity, license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { path, name, version, integrity, licence: LICENCE_FILES[name] ?? licenceOf(path, license) };
    });
}

function licenceOf(path, locked = 'unknown') {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return locked;
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
  const said = [license ?? licenses ?? []].flat().map((one) => one.type ?? one);
  return said.join(' OR ') || locked;
}
