/** Draws color.png and outline.png of the app package from their SVGs, in Chromium. Run by hand after a change: npm run icons. */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const ICONS = [
  { name: 'color', size: 192 },
  { name: 'outline', size: 32 },
] as const;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const { name, size } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(new URL(`${name}.svg`, import.meta.url), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  writeFileSync(new URL(`../${name}.png`, import.meta.url), await page.screenshot({ omitBackground: true }));
}
await browser.close();
