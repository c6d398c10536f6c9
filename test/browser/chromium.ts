/**
 * The Chromium that tests run pages in: one that is installed, for none is downloaded.
 * `BAREWIRE_TEST_CHROMIUM` names another one.
 */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { missingTool } from "../missing-tool.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The first one in which a call into WASM can be suspended without a flag. */
const MIN_VERSION = 137;

/** The time is for starting a browser on a busy machine. */
const START_TIMEOUT_MS = 90_000;

/**
 * Starts a headless browser, or returns the reason why there is none, which a skipped test reports.
 * With `CI=true` a browser is required, and this throws instead.
 */
export async function startChromiumIfPossible(): Promise<Browser | string> {
  try {
    return await startChromium();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return missingTool(`Chromium did not start: ${reason}`, error);
  }
}

async function startChromium(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    timeout: START_TIMEOUT_MS,
    // Containers and root have no sandbox. The pages are those of the tests.
    chromiumSandbox: false,
  });
  if (Number.parseInt(browser.version(), 10) >= MIN_VERSION) return browser;
  const found = browser.version();
  await browser.close();
  throw new Error(`Chromium ${found} is too old: ${MIN_VERSION} is needed`);
}

function findChromium(): string {
  const { BAREWIRE_TEST_CHROMIUM: named, PATH = "" } = process.env;
  const folders = PATH.split(delimiter);
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = (named === undefined ? installed : [named]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error("install the package chromium, or name one with BAREWIRE_TEST_CHROMIUM");
}
