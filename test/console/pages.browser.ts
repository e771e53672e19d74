import type { Page } from 'playwright-core';
import pages from '../../scripts/browser/pages.cjs';
import { type Name, useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const PAGES = pages.PAGES.filter(({ name }) => !pages.LOOKED_AT_ONLY.has(name));
/** In a market of three days nothing is returned, settled or reminded of yet, and a file is sent by another story. */
const NOT_YET = ['import', 'statement', 'reminder'];
const WINDOW = { width: 1366, height: 641 };
const ZOOMED = { width: 683, height: 384 };

const stage = useStage();
const everybody = [...new Set(PAGES.map(({ who }) => who))];
/** A key of the texts that no text stands for, as `queue.empty` would be seen. */
const RAW_KEY =
  /(?<![\w./@-])(?:nav|board|queue|decide|day|report|grid|list|todo|form|imports?|failed)\.[a-z][\w-]+(?![\w/@])/;
const HAN = /[\u4e00-\u9fff]/;
/** Where data stand, which are in Chinese whatever the language of the page is. */
const DATA =
  'td, th[scope=row], .header-firm, .header-person, .preview, .timeline, dd, .headline-next, .headline, .wall-oldest, .board-alarms, .menu-button, .option, .todo-why, .fact, noscript, option, .select-value, .moment, .reasons, .decision-list, .print-head, [role=gridcell], .section p, .find-subtitle, .formats > li, .grid-code-name, .paste-changes li';

const LANGUAGES = ['zh', 'en'] as const;

describe('every page of the console', () => {
  it.each(everybody)(
    'of %s keeps the policy, is accessible, fits, reads without colours and is translated, in both languages and zoomed',
    async (who) => {
      // Both at once: what one page waits for is time for the other.
      const visits = await Promise.all(LANGUAGES.map((language) => findingsOf(who, language)));
      expect(visits.flatMap(({ found }) => found)).toEqual([]);
      for (const { visitor } of visits) visitor.expectQuiet();
    },
    400_000,
  );
});

/** The pages of one person in one language: as they open, and at 200 % zoom, where the window holds half as much each way. */
async function findingsOf(who: Name | null, language: 'zh' | 'en'): Promise<{ visitor: Visitor; found: string[] }> {
  const visitor = await stage.visit(who, { language });
  const found: string[] = [];
  let isAsLoaded = false;
  for (const { name, path, open } of PAGES.filter((page) => page.who === who)) {
    const place = await path(visitor.page);
    if (place === null) {
      if (!NOT_YET.includes(name)) found.push(`${name} has nothing to show`);
      continue;
    }
    await visitor.page.setViewportSize(WINDOW);
    // What was opened or typed on the page before would stay.
    await (isAsLoaded ? visitor.follow(place) : visitor.goto(place));
    isAsLoaded = open === undefined;
    await open?.(visitor.page);
    await visitor.settled();
    const wrong = await wrongOf(visitor, language);
    await visitor.page.setViewportSize(ZOOMED);
    await visitor.settled();
    const zoomed = await wrongAtAnySize(visitor, language === 'en');
    found.push(...wrong.map((one) => `${name} (${language}) ${one}`));
    found.push(...zoomed.map((one) => `${name} (${language}, 200 %) ${one}`));
  }
  return { visitor, found };
}

/** The rules of accessibility cost most of the time: each page is held to them once as it opens, and once zoomed. */
async function wrongAtAnySize(visitor: Visitor, isHeldToRules: boolean): Promise<string[]> {
  const wrong = isHeldToRules ? await visitor.seriousFindings() : [];
  return (await visitor.overflow()) > 0 ? [...wrong, 'is wider than its window'] : wrong;
}

async function wrongOf(visitor: Visitor, language: 'zh' | 'en'): Promise<string[]> {
  const wrong = await wrongAtAnySize(visitor, language === 'zh');
  const raw = RAW_KEY.exec(await visitor.text())?.[0];
  if (raw !== undefined) wrong.push(`shows ${raw}`);
  if (language === 'en') wrong.push(...(await chineseIn(visitor.page)).map((text) => `is Chinese: ${text}`));
  return [...wrong, ...(await saidByColourAlone(visitor.page)).map((text) => `says by colour alone: ${text}`)];
}

/** What a print without colours leaves out: a state, a delay, a warning without its icon or its word. */
const saidByColourAlone = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.tag, .due-overdue, .notice, .field-error, .live, .board-alarms')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.querySelector('svg') === null || element.innerText.trim() === '')
      .map((element) => element.outerHTML.slice(0, 160)),
  );

const chineseIn = (page: Page): Promise<string[]> =>
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
          !/\(demo\)|KQ-CTC|^Edit [\u4e00-\u9fff]+$/.test(text)
        )
          texts.push(text);
      }
      return texts;
    },
    { data: DATA, han: HAN.source },
  );
