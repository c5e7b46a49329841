import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';
/** Where pictures of the page go: kept by nobody, looked at by people. */
const PICTURES = new URL('../../artefacts/', import.meta.url);

/** Debian's Chromium without what would reach out to the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const DRAWN_AGAIN_MS = 2000;

/** Whether this machine has a Chromium; where it has none, its tests are left out and that is said. */
export const HAS_CHROMIUM = existsSync(EXECUTABLE);

/** The Playground's page in a real browser, used with mouse and keyboard as a person would. */
export interface PlaygroundPage {
  readonly page: Page;
  /** Writes in the chat that is open. */
  write(text: string): Promise<void>;
  /** Starts a post in the channel that is open, to the bot. */
  post(text: string): Promise<void>;
  /** Opens a chat or channel by its name in the list on the left. */
  open(name: string): Promise<void>;
  /** The newest card that says something. */
  card(saying: string | RegExp): Locator;
  /** Clicks a button of the newest card that says something. */
  tap(saying: string | RegExp, button: string): Promise<void>;
  /** Chooses from a drop-down list of a card. */
  choose(card: Locator, label: string, option: string): Promise<void>;
  picture(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the Playground's page. */
export async function openPlaygroundPage(url: string): Promise<PlaygroundPage> {
  mkdirSync(PICTURES, { recursive: true });
  const browser: Browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 1000 },
    deviceScaleFactor: 1.5,
    locale: 'da-DK',
  });
  page.setDefaultTimeout(45_000);
  await page.goto(url);
  await page.getByTitle('Toggle Log Panel').click();
  const card = (saying: string | RegExp) => page.locator('.ac-adaptiveCard').filter({ hasText: saying }).last();
  return {
    page,
    card,
    async tap(saying, button) {
      await card(saying).getByRole('button', { name: button, exact: true }).first().click();
      // The answer and the update for everybody else both draw the card anew: what is typed in between would be lost.
      await page.waitForTimeout(DRAWN_AGAIN_MS);
    },
    async choose(form, label, option) {
      await form.getByRole('combobox', { name: label }).click();
      await page.getByRole('option', { name: option }).click();
    },
    async write(text) {
      await page.locator('[contenteditable=true]').last().click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async post(text) {
      await page.locator('[contenteditable=true]').first().click();
      await page.keyboard.type('@');
      await page.getByText('Trinvis', { exact: true }).last().click();
      await page.keyboard.type(` ${text}`);
      await page.getByRole('button', { name: 'Post' }).click();
    },
    open: (name) => page.getByRole('treeitem', { name }).click(),
    async picture(name) {
      await page.screenshot({ path: new URL(`${name}.png`, PICTURES).pathname });
    },
    stop: () => browser.close(),
  };
}
