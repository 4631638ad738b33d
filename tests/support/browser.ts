import { chromium, type Browser } from 'playwright-core';

const defaultPath = '/usr/bin/chromium';

/** Chromium as a background process: no first-run work, no traffic of its own, so that any request seen is the page's. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts headless Chromium: `CHROMIUM_PATH`, or the system's. The caller closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? defaultPath,
    headless: true,
    args: flags,
  });
}
