/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * The rules whose outcome depends on colours. All others find the same in light and dark
 * (https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md).
 */
const colourRules = ['color-contrast', 'link-in-text-block'];

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe looks at, as selectors. @default the whole page */
export interface AxeScope {
  readonly include?: string;
  readonly exclude?: string;
}

/**
 * Asserts that axe-core finds nothing on the page as it is: by all rules in the light scheme, by
 * those about colours in the dark one, which must follow a run in the light one. The browser's
 * context must bypass the policy of the page, as axe is a script.
 * @param state told when it finds something.
 */
export async function isAccessible(page: Page, state: string, scope: AxeScope = {}): Promise<void> {
  await page.addScriptTag({ path: script });
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const rules = isDark ? { runOnly: colourRules } : { rules: { 'target-size': { enabled: true } } };
  const { include = 'html', exclude = [] } = scope;
  const context = JSON.stringify({ include, exclude });
  const options = JSON.stringify({ resultTypes: ['violations'], ...rules });
  // `axe` is on the page's window, which types here do not know.
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${context}, ${options})`);
  const found = violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  ]);
  assert.deepEqual(found, [], `${state}, ${isDark ? 'dark' : 'light'}`);
}
