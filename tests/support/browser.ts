import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/**
 * The shell is Chromium without its windows, menus and profiles: the same pages take three quarters
 * of the processor time.
 */
const defaultPaths = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/**
 * Chromium as a background process: no first-run work and no traffic of its own, so that each
 * request seen is the page's.
 */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts headless Chromium: `CHROMIUM_PATH`, or the system's. The caller closes it.
 * @throws {Error} when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'];
  const paths = named === undefined ? defaultPaths : [named];
  const executablePath = paths.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      `There is no Chromium at ${paths.join(' or ')}: install it (apt-get install ` +
        'chromium-headless-shell) or set CHROMIUM_PATH.',
    );
  }
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/** Waits until the browser has shown two frames: what was due before them has happened. */
export async function framesShown(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}
