import { PAGES } from './support/pages.js';
import { type Name, useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const stage = useStage();
const everybody = [...new Set(PAGES.map(({ who }) => who))];
/** A key of the texts that no text stands for, as `queue.empty` would be seen. */
const RAW_KEY =
  /(?<![\w./@-])(?:nav|board|queue|decide|day|report|grid|list|todo|form|imports?|failed)\.[a-z][\w-]+(?![\w/@])/;
const HAN = /[\u4e00-\u9fff]/;
/** Where data stand, which are in Chinese whatever the language of the page is. */
const DATA =
  'td, th[scope=row], .header-firm, .header-person, .preview, .timeline, dd, .headline-next, .headline, .wall-oldest, .board-alarms, .menu-button, .option, .todo-foot, .fact, noscript, option, .select-value, .moment, .reasons, .decision-list, .print-head, [role=gridcell], .section p';

const LANGUAGES = ['zh', 'en'] as const;

describe('every page of the console', () => {
  it.each(everybody)(
    'of %s keeps the policy, is accessible, fits, and is translated, in both languages',
    async (who) => {
      // Both at once: what one page waits for is time for the other.
      const visits = await Promise.all(LANGUAGES.map((language) => findingsOf(who, language)));
      expect(visits.flatMap(({ found }) => found)).toEqual([]);
      for (const { visitor } of visits) visitor.expectQuiet();
    },
    180_000,
  );
});

async function findingsOf(who: Name | null, language: 'zh' | 'en'): Promise<{ visitor: Visitor; found: string[] }> {
  const visitor = await stage.visit(who, { language });
  const found: string[] = [];
  for (const { name, path, open = [] } of PAGES.filter((page) => page.who === who)) {
    await visitor.goto(await path(visitor.page));
    await visitor.press(...open);
    const at = `${name} (${language})`;
    found.push(...(await visitor.seriousFindings()).map((finding) => `${at} ${finding}`));
    if ((await visitor.overflow()) > 0) found.push(`${at} is wider than its window`);
    const raw = RAW_KEY.exec(await visitor.text())?.[0];
    if (raw !== undefined) found.push(`${at} shows ${raw}`);
    if (language === 'en') found.push(...(await chineseIn(visitor.page)).map((text) => `${at} is Chinese: ${text}`));
  }
  return { visitor, found };
}

const chineseIn = (page: { evaluate: <T, A>(work: (input: A) => T, input: A) => Promise<T> }): Promise<string[]> =>
  page.evaluate(
    ({ data, han }) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        if (
          new RegExp(han).test(text) &&
          !node.parentElement?.closest(data) &&
          text !== '中文' &&
          text !== '织关' &&
          !/\(demo\)|KQ-CTC/.test(text)
        )
          texts.push(text);
      }
      return texts;
    },
    { data: DATA, han: HAN.source },
  );
