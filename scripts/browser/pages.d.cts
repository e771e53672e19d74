import type { Page } from 'playwright-core';

interface ConsolePage {
  /** Who looks at it; nobody before the sign-in. */
  readonly who: 'admin' | 'brokerA' | 'officer' | 'analyst' | 'auditor' | null;
  readonly name: string;
  /** Where it is, read as the person who is signed in; null where the market has nothing to show on it. */
  readonly path: (page: Page) => Promise<string | null>;
  /** Opens what is looked at as well. */
  readonly open?: (page: Page) => Promise<void>;
}

declare const pages: { readonly PAGES: readonly ConsolePage[]; readonly LOOKED_AT_ONLY: ReadonlySet<string> };
export = pages;
