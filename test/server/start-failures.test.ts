/**
 * Tests the text for the operator, at the terminal, about a server that cannot start.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { skipped } from "../missing-tool.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { Leftovers, type ServerProcess } from "./server-process.js";

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

type Case = {
  readonly flags: readonly string[];
  readonly code: number;
  readonly told: readonly string[];
  readonly launcher?: readonly string[];
};

/** Each start, all at once, ends with its code, and says all of `told`. */
async function check(...cases: readonly Case[]): Promise<void> {
  await Promise.all(cases.map(checkStart));
}

async function checkStart({ flags, code, told, launcher = [] }: Case): Promise<void> {
  const server = await leftovers.start({ flags, launcher });
  const exit = await server.exited;
  const isCheck = flags.includes("--check");
  const text = isCheck ? server.stdout : server.stderr;
  console.log(text.slice(text.lastIndexOf("error ")).trimEnd());
  expect([exit.code, text]).toEqual([code, expect.stringContaining("error ")]);
  for (const part of told) expect(text).toContain(part);
  expect(text).not.toMatch(/node:internal|at file:|hunter2/);
  // The log has no host, path or name.
  if (!isCheck && code === 1) expect(failureOf(server)).toMatch(/^[\w-]+$/);
}

/** The kind that the log has. */
function failureOf({ stdout }: ServerProcess): unknown {
  const line = stdout.split("\n").find((each) => each.includes("starting failed"));
  return (JSON.parse(line ?? "{}") as { readonly kind?: unknown }).kind;
}

const MEMORY = ["--store", "memory:"];

test("an address that cannot be listened on, with host, port, errno and what to do", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  const port = typeof address === "object" ? `${address?.port}` : "";
  await check(
    {
      flags: [...MEMORY, "--port", port],
      code: 1,
      told: ["host 127.0.0.1", `port ${port}`, "EADDRINUSE", "--port"],
    },
    {
      flags: [...MEMORY, "--host", "192.0.2.1", "--token", "hunter2"],
      code: 1,
      told: ["host 192.0.2.1", "port 7447", "EADDRNOTAVAIL", "--host"],
    },
  );
  taken.close();
});

test("a file that is missing or wrong, with its path", async () => {
  const config = join(leftovers.folder(), "barewire.json");
  writeFileSync(config, "hunter2");
  const told = [config, "not valid JSON"];
  await check({ flags: [...MEMORY, "--config", config, "--check"], code: 2, told });
});

const READ_ONLY = `mount -t tmpfs none "$0" && touch "$0/data" && mount -o remount,ro "$0" && exec "$@"`;
const FULL = `mount -t tmpfs -o size=8k none "$0" && exec "$@"`;

test("a disk that is read-only or full, with path, errno and what to do", async (context) => {
  const folder = leftovers.folder();
  const probe = await leftovers.start({
    flags: ["--version"],
    launcher: ["unshare", "-m", "sh", "-c", READ_ONLY, folder],
  });
  if ((await probe.exited).code !== 0) return context.skip(skipped("nothing can be mounted here"));
  const store = `lmdb:${folder}/data`;
  const launcher = (script: string) => ["unshare", "-m", "sh", "-c", script, folder];
  const file = join(leftovers.folder(), "file");
  writeFileSync(file, "");
  mkdirSync(join(dirname(file), "folder"));
  await check(
    {
      flags: ["--store", store],
      launcher: launcher(READ_ONLY),
      code: 1,
      told: [store, "EROFS", "mount the disk writable"],
    },
    {
      flags: ["--store", store],
      launcher: launcher(FULL),
      code: 1,
      told: [store, "ENOSPC", "make room on the disk"],
    },
    {
      flags: ["--store", `lmdb:${file}/data`],
      code: 1,
      told: [`lmdb:${file}/data`, "a folder"],
    },
  );
});

test("PostgreSQL that is down, or does not know the password or the database", async (context) => {
  const postgres = await startPostgresIfPossible();
  if (typeof postgres === "string") return context.skip(postgres);
  try {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await client.query("ALTER ROLE barewire PASSWORD 'right'");
    const rules = join(dirname(postgres.socketPath), "data", "pg_hba.conf");
    writeFileSync(rules, "local all all scram-sha-256\n");
    await client.query("SELECT pg_reload_conf()");
    await client.end();
    const url = new URL(postgres.url);
    const withPassword = (password: string, database: string): readonly string[] => {
      url.password = password;
      url.pathname = database;
      return ["--store", url.href];
    };
    const wrong = ["28P01", "password", "barewire:***@", "correct user and password"];
    const missing = ["3D000", "/nothing", "createdb"];
    const down = ["ECONNREFUSED", "127.0.0.1:1", "start PostgreSQL"];
    const nobody = ["--store", "postgres://barewire:hunter2@127.0.0.1:1/x"];
    await check(
      { flags: withPassword("hunter2", "postgres"), code: 1, told: wrong },
      { flags: [...withPassword("hunter2", "postgres"), "--check"], code: 1, told: wrong },
      { flags: withPassword("right", "nothing"), code: 1, told: missing },
      { flags: nobody, code: 1, told: down },
    );
  } finally {
    await postgres.remove();
  }
});

test("--check says on the standard output what would be used, and --version which it is", async () => {
  const path = join(leftovers.folder(), "data");
  const [checked, version] = await Promise.all([
    leftovers.start({ flags: ["--check", "--store", `lmdb:${path}`] }),
    leftovers.start({ flags: ["--version"] }),
  ]);
  expect(await checked.exited).toEqual({ code: 0, signal: null });
  expect(checked.stderr).toBe("");
  expect(checked.stdout).toContain(`ok the store can be opened: lmdb:${path}`);
  expect(await version.exited).toEqual({ code: 0, signal: null });
  expect(version.stdout).toMatch(/^barewire-server \d+\.\d+\.\d+\n$/);
});

test("the log is text where it is told to be, with colors only on request", async () => {
  const flags = ["--port", "0", ...MEMORY, "--log-format", "text"];
  const [text, colored] = await Promise.all([
    leftovers.start({ flags }),
    leftovers.start({ flags, environment: { NO_COLOR: "", FORCE_COLOR: "1" } }),
  ]);
  await Promise.all([text.url(), colored.url()]);
  expect(text.stdout).toMatch(/^\d\d:\d\d:\d\d\.\d{3} info {2}listening url=ws:\S+\n$/);
  expect(colored.stdout).toContain("\u001b[");
});
