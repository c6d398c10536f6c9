/** `openDatabase` in pages of a real Chromium, against a real server. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "@barewire/sqlite";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NEWEST } from "../contract/envoy-versions.js";
import { ForeignHosts } from "../failures/foreign-hosts.js";
import { Leftovers, type ServerProcess } from "../server/server-process.js";
import { runCommand } from "../storage-cli/command.js";
import { hasDebianSqlite, integrityOf } from "../vfs/debian-sqlite.js";
import { testRuntime } from "../vfs/test-runtime.js";
import { startChromiumIfPossible } from "./chromium.js";
import type { PageActions, PageRequest } from "./page/actions.js";
import { bundleWithEsbuild, bundleWithVite, ESBUILD_WORKER } from "./page-bundles.js";
import { type Relay, startRelay } from "./relay.js";
import { differencesOf, PICK, ROW_COUNT } from "./rows.js";
import { type Site, startSite } from "./site.js";

const NAMESPACE = "pages";

/** The time is for busy machines. */
const PREPARATION_TIMEOUT_MS = 120_000;

const leftovers = new Leftovers();
const hosts = new ForeignHosts();
/** The browser, or the reason why there is none. */
let browser: Browser | string = "it was not started";
let folder: string;
let store: string;
let site: Site;
let relay: Relay;
let server: ServerProcess;
let warnings: readonly string[];

beforeAll(async () => {
  browser = await startChromiumIfPossible();
  if (typeof browser === "string") return;
  console.log(`Chromium ${browser.version()}`);
  folder = leftovers.folder();
  store = `lmdb:${join(folder, "databases")}`;
  site = await startSite(folder);
  relay = await startRelay();
  const serving = serve();
  warnings = await bundleWithVite(folder);
  await bundleWithEsbuild(folder);
  await serving;
}, PREPARATION_TIMEOUT_MS);

afterAll(async () => {
  if (typeof browser === "string") return;
  await browser.close();
  await Promise.all([site.close(), relay.close()]);
  await leftovers.remove();
}, PREPARATION_TIMEOUT_MS);

async function serve(): Promise<void> {
  // A page says where it comes from, and has to be let in.
  const serving = await leftovers.serve(["--store", store, "--origins", site.url]);
  server = serving.server;
  relay.lead(serving.url);
}

/** Runs a test that needs the browser. It fails if a page had an unhandled error. */
function check(name: string, run: (pages: Pages) => Promise<void>): void {
  test(name, async (context) => {
    if (typeof browser === "string") return context.skip(browser);
    const pages = new Pages(await browser.newContext());
    try {
      await run(pages);
      expect(pages.errors).toEqual([]);
    } finally {
      await pages.close();
    }
  });
}

/**
 * SQLite's build fails twice if its code is missing, and only one of the two failures can be
 * handled. The other pattern is the bug that a test plants.
 */
const TOLERATED = /^Aborted\(|planted/;

class Pages {
  readonly errors: string[] = [];
  readonly #context: BrowserContext;

  constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Opens a page with nothing in memory. `before` is a script that runs before its own. */
  async open(path: string, before?: string): Promise<Page> {
    const page = await this.#context.newPage();
    page.on("pageerror", ({ message }) => {
      if (!TOLERATED.test(message)) this.errors.push(message);
    });
    if (before !== undefined) await page.addInitScript(before);
    await page.goto(`${site.url}/${path}/index.html`, { timeout: 0 });
    return page;
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

type Answer<Name extends keyof PageActions> = Awaited<ReturnType<PageActions[Name]>>;
type Input<Name extends keyof PageActions> = Parameters<PageActions[Name]>[0];

function act<Name extends keyof PageActions>(
  page: Page,
  name: Name,
  input: Input<Name>,
): Promise<Answer<Name>> {
  return page.evaluate(`actions.${name}(${JSON.stringify(input)})`);
}

function databaseOf(actor: string): PageRequest {
  return { url: relay.url, namespace: NAMESPACE, actor };
}

const ALL_ROWS = { rowCount: ROW_COUNT, differences: [] };

/** SQLITE_CONSTRAINT_PRIMARYKEY. */
const NO_SUCH_KEY = { kind: "sqlite", code: 19, extendedCode: 1555 };

/** A page does not hold three rows. */
const MIN_PAGES = ROW_COUNT / 2;

const BINDINGS = [
  { binding: "a worker", path: "isolated/vite", actor: "worker", isIsolated: true, workers: 1 },
  { binding: "suspended calls", path: "plain/vite", actor: "none", isIsolated: false, workers: 0 },
];

describe.each(BINDINGS)("with $binding", ({ path, actor, isIsolated, workers }) => {
  check("what a page writes is there for the next page, cold", async (pages) => {
    const first = await pages.open(path);
    expect(await first.evaluate("crossOriginIsolated")).toBe(isIsolated);
    const written = await act(first, "write", databaseOf(actor));
    expect(written).toMatchObject({ protocolVersion: NEWEST, failure: NO_SUCH_KEY });
    expect(written.picked).toEqual(PICK.found);
    const next = await pages.open(path);
    const scanned = await act(next, "scan", databaseOf(actor));
    expect(scanned).toMatchObject(ALL_ROWS);
    expect(scanned.readPages).toBeGreaterThan(MIN_PAGES);
    expect(scanned.calls).toBeLessThan(scanned.readPages / 10);
  });

  check(
    "a page that opens the database elsewhere finds the rows and is its only owner",
    async (pages) => {
      const page = await pages.open(path);
      await act(page, "keep", databaseOf(actor));
      expect(page.workers().length).toBe(workers);
      expect(await act(page, "ask", { sql: "SELECT sum(id) FROM reading" })).toBe(null);
      const runtime = await testRuntime();
      const elsewhere = await openDatabase({ ...databaseOf(actor), runtime });
      const rows = await elsewhere.all("SELECT * FROM reading ORDER BY id");
      expect(rows.length).toBe(ROW_COUNT);
      expect(rows.flatMap(differencesOf)).toEqual([]);
      const ask = () => act(page, "ask", { sql: "SELECT sum(id) FROM reading" });
      await expect.poll(ask, { timeout: 60_000 }).toEqual({ kind: "fenced" });
      await elsewhere.close();
      expect(await act(await pages.open(path), "scan", databaseOf(actor))).toMatchObject(ALL_ROWS);
    },
  );

  check("without the code of SQLite, opening is refused", async (pages) => {
    const page = await pages.open(path.replace("/", ",without-code/"));
    expect(await act(page, "openInVain", databaseOf("nobody"))).toEqual({ kind: "not-started" });
  });

  check("SQLite itself finds nothing wrong with what is stored", async () => {
    const file = join(folder, `${actor}.sqlite`);
    const { code, stderr } = await runCommand(["export", NAMESPACE, actor, file], store);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    if (hasDebianSqlite()) expect(await integrityOf([await readFile(file)])).toEqual(["ok"]);
  });
});

check("Vite finds the worker and the code of SQLite by itself", async () => {
  expect(warnings).toEqual([]);
});

check("a worker that the bundler does not find is named by its URL", async (pages) => {
  const request = { ...databaseOf("named"), workerUrl: ESBUILD_WORKER };
  const page = await pages.open("isolated/esbuild");
  expect((await act(page, "write", request)).picked).toEqual(PICK.found);
  expect(await act(page, "scan", request)).toMatchObject(ALL_ROWS);
  const misnamed = { ...databaseOf("nobody"), workerUrl: "./nowhere.js" };
  expect(await act(page, "openInVain", misnamed)).toEqual({ kind: "not-started" });
});

check("a page of an origin that the server does not list is told at once", async (pages) => {
  const page = await pages.open("isolated/vite");
  await page.goto(page.url().replace("127.0.0.1", "localhost"), { timeout: 0 });
  expect(await act(page, "openInVain", databaseOf("nobody"))).toEqual({
    kind: "foreign-origin",
    url: relay.url,
  });
});

check("where nothing listens, the URL and what to check are told", async (pages) => {
  const page = await pages.open("isolated/vite");
  // Nothing listens at the port, and a browser does not refuse it by itself.
  const url = `ws://${await hosts.nothing()}`;
  expect(await act(page, "openInVain", { ...databaseOf("nobody"), url })).toEqual({
    kind: "unreachable",
    url,
    reason: "hidden",
    code: null,
  });
});

check("a worker that fails by a bug is lost, and no statement waits for it", async (pages) => {
  const page = await pages.open("isolated/vite");
  await act(page, "keep", databaseOf("unlucky"));
  const ask = () => act(page, "ask", { sql: "SELECT 1" });
  expect(await ask()).toBe(null);
  const [worker] = page.workers();
  await worker?.evaluate("void setTimeout(() => Promise.reject(new Error('planted')))");
  await expect.poll(ask, { timeout: 60_000 }).toEqual({ kind: "worker-lost" });
});

check(
  "without shared memory and without suspended calls, it says what is needed",
  async (pages) => {
    const page = await pages.open("plain/vite", "delete WebAssembly.Suspending");
    expect(await act(page, "openInVain", databaseOf("nobody"))).toEqual({
      kind: "unsupported-platform",
      reason: expect.stringContaining("WebAssembly.Suspending"),
    });
  },
);

check("a page goes on with a server that was killed and started again", async (pages) => {
  const page = await pages.open("isolated/vite");
  await act(page, "keep", databaseOf("survivor"));
  const create = "CREATE TABLE reading AS SELECT 1 AS id";
  expect(await act(page, "ask", { sql: create })).toBe(null);
  await server.kill("SIGKILL");
  await serve();
  expect(await act(page, "ask", { sql: "INSERT INTO reading VALUES (2)" })).toBe(null);
  const runtime = await testRuntime();
  const elsewhere = await openDatabase({ ...databaseOf("survivor"), runtime });
  expect(await elsewhere.all("SELECT id FROM reading")).toEqual([{ id: 1 }, { id: 2 }]);
  await elsewhere.close();
});
