import { inflateSync } from 'node:zlib';

const STREAM = /<<([^]*?)>>\s*stream\r?\n/g;

/** The streams of a PDF file, unpacked, as text of one character a byte. */
function streamsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(STREAM)].map((match) => {
    const start = (match.index ?? 0) + match[0].length;
    const bytes = pdf.subarray(start, text.indexOf('endstream', start));
    return match[1]?.includes('/FlateDecode')
      ? inflateSync(bytes, { finishFlush: 2 }).toString('latin1')
      : bytes.toString('latin1');
  });
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** From glyph to character, as the file itself maps them for a reader that copies text. */
function charactersOf(streams: readonly string[]): Map<number, string> {
  const characters = new Map<number, string>();
  for (const map of streams.filter((stream) => stream.includes('beginbfrange'))) {
    for (const [, first = '', , list = ''] of map.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi)) {
      const texts = [...list.matchAll(/<([0-9a-f ]+)>/gi)].map(([, hex = '']) => utf16(hex.replace(/ /g, '')));
      texts.forEach((text, index) => characters.set(Number.parseInt(first, 16) + index, text));
    }
  }
  return characters;
}

/** The text of each page of a PDF of one embedded font, as a reader copies it: without what a picture of it would need. */
export function pagesOf(pdf: Buffer): string[] {
  const streams = streamsOf(pdf);
  const characters = charactersOf(streams);
  const shown = (hex: string) =>
    (hex.match(/.{4}/g) ?? []).map((glyph) => characters.get(Number.parseInt(glyph, 16)) ?? '?').join('');
  return streams
    .filter((stream) => / Tf\s[^]*\]\s*TJ\s/.test(stream))
    .map((page) =>
      [...page.matchAll(/\[([^\]]*)\]\s*TJ/g)]
        .map(([, parts = '']) => [...parts.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => shown(hex)).join(''))
        .join('\n'),
    );
}
