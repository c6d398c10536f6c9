/** What `npm start` shows, once everything is installed and generated. */

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "./repository.js";

const STORY = ["--import=tsx", "--conditions=@barewire/source", "examples/get-pages/main.ts"];

/** The story runs to its end and holds every one of `lines`. */
function check(lines: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, STORY, {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const told = stdout.split("\n").map((line) => line.trim().replaceAll(/ +/g, " "));
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
