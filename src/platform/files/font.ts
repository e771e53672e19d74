import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Beside src/ in a working copy, one folder further up from a build. */
const PLACES = ['../../../assets/fonts', '../../../../assets/fonts'];
const FONT = 'noto-sans-sc-gb2312.ttf.gz';

let font: Buffer | null = null;

/**
 * Noto Sans SC Regular with the characters of GB 2312, Latin and the names of countries (SIL Open Font License, beside it).
 * Packed by gzip, not as WOFF: there the reader unpacks a whole table for every character.
 */
export function chineseFont(): Buffer {
  if (font) return font;
  const place = PLACES.map((path) => join(__dirname, path, FONT)).find((path) => existsSync(path));
  if (!place) throw new Error(`The font ${FONT} is missing: assets/fonts belongs beside src or dist.`);
  font = gunzipSync(readFileSync(place));
  return font;
}
