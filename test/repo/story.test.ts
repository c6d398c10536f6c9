/** `npm start` shows its story, once everything is installed and generated. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { beforeAll, expect, test } from "vitest";
import { ROOT } from "./repository.js";

const STORY = ["--import=tsx", "--conditions=@barewire/source"];
const MAIN = "examples/sqlite-over-the-wire/main.ts";

/** The limit is for a machine that is busy with other things. */
const TIMEOUT_MS = 120_000;

let told: readonly string[];

beforeAll(() => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...STORY, MAIN], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: TIMEOUT_MS,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  told = stdout.split("\n").map((line) => line.trim().replaceAll(/ +/g, " "));
}, TIMEOUT_MS);

/** The story holds every one of `lines`. */
function check(lines: readonly string[]): void {
  expect(lines.filter((line) => !told.includes(line))).toEqual([]);
}

test("the story shows the exchange, the bytes, a refusal and where damage is", () => {
  check([
    "ToRivet.ToRivetSqliteGetPagesRequest, encoded for a v2 server: 63 bytes",
    "42-49 03 00 00 00 00 00 00 00 data.generation 3",
    "ToEnvoy.ToEnvoySqliteGetPagesResponse, decoded from 8,266 bytes",
    "v3 request 63 bytes, response 8,266 bytes; both decode to what was encoded",
    'kind "not-representable"',
    'path "ToRivet.ToRivetSqliteGetPageRangeRequest"',
    "[0].inner.val.sqliteStartupData null",
    'path "ToEnvoy.ToEnvoySqliteGetPagesResponse.data.SqliteGetPagesOk.pages[0].bytes"',
    "offset 11",
  ]);
});

test("the story writes a table, and reads it again over the wire, twice", () => {
  check(["rows 2,000", "commits 2: the empty table, then all rows"]);
  expect(told.filter((line) => line === 'answer {"rows":2000,"bytes":2000000}')).toHaveLength(2);
});

test("the story asks the server far less often than without read-ahead", () => {
  const [ahead = 0, alone = 0] = figuresOf("requests to the server");
  expect(alone).toBeGreaterThan(400);
  expect(ahead).toBeGreaterThan(0);
  expect(ahead).toBeLessThan(alone / 10);
});

test("the story leaves nothing behind", () => {
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith("barewire-example-"))).toEqual([]);
});

/** The figures of every scan, from the lines that begin with `name`. */
function figuresOf(name: string): readonly number[] {
  return told
    .filter((line) => line.startsWith(name))
    .map((line) => Number.parseInt(line.slice(name.length).replaceAll(",", ""), 10));
}
