import { UnreadableWorkbook } from './unreadable.js';

/** A tag without its prefix, or the text between two. Attributes stay as they are written until somebody asks. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** More than one tag or one text of a workbook has. */
const TOKEN_LENGTH_MAX = 2_000_000;
const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,10}));/g;

/**
 * Tokens of XML that comes in pieces: as much of it as workbooks use. A document type is refused, so that no entity can be made of
 * others; comments and instructions are left aside.
 */
export async function* xmlTokens(pieces: AsyncIterable<string>): AsyncGenerator<XmlToken[]> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    const { tokens, rest } = scanned(text, false);
    text = rest;
    if (text.length > TOKEN_LENGTH_MAX) throw new UnreadableWorkbook('broken-xml');
    if (tokens.length > 0) yield tokens;
  }
  const { tokens, rest } = scanned(text, true);
  if (rest.trim() !== '') throw new UnreadableWorkbook('broken-xml');
  yield tokens;
}

function scanned(text: string, last: boolean): { tokens: XmlToken[]; rest: string } {
  const tokens: XmlToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      if (end < 0 && !last) break;
      const between = text.slice(at, end < 0 ? undefined : end);
      tokens.push({ kind: 'text', text: unescaped(between) });
      at += between.length;
      continue;
    }
    const next =
      text.startsWith('<!', at) || text.startsWith('<?', at) ? special(text, at, tokens) : tag(text, at, tokens);
    if (next < 0) break;
    at = next;
  }
  return { tokens, rest: text.slice(at) };
}

/** Where the tag ends, or -1 while it is not complete. */
function tag(text: string, at: number, tokens: XmlToken[]): number {
  TAG.lastIndex = at;
  const found = TAG.exec(text);
  if (!found) return -1;
  const [whole, slash, name = '', attributes = '', empty] = found;
  if (slash) tokens.push({ kind: 'close', name });
  else tokens.push({ kind: 'open', name, attributes, isEmpty: empty === '/' });
  return at + whole.length;
}

const SPECIALS = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
] as const;

function special(text: string, at: number, tokens: XmlToken[]): number {
  if (text.startsWith('<!DOCTYPE', at)) throw new UnreadableWorkbook('broken-xml');
  const kind = SPECIALS.find(([begin]) => text.startsWith(begin, at));
  if (!kind) return -1;
  const [begin, finish] = kind;
  const end = text.indexOf(finish, at + begin.length);
  if (end < 0) return -1;
  if (begin === '<![CDATA[') tokens.push({ kind: 'text', text: text.slice(at + begin.length, end) });
  return end + finish.length;
}

export const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(
        REFERENCE,
        (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
          if (name !== undefined) return ENTITIES[name] ?? whole;
          const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
          return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
        },
      )
    : text;

const ATTRIBUTES = new Map<string, RegExp>();

/** An attribute by its name, without its prefix; undefined where there is none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const pattern = ATTRIBUTES.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  ATTRIBUTES.set(name, pattern);
  const [, double, single] = pattern.exec(attributes) ?? [];
  const found = double ?? single;
  return found === undefined ? undefined : unescaped(found);
}
