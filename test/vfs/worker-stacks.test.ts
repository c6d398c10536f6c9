/**
 * SQLite without a worker of its own, in a worker of the application: its stack may be larger than
 * that of the main thread, so that recursion reaches further into SQLite's own. The bound of
 * expression depth holds, and what nothing bounds ends as a crash that is survived.
 */

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { TOO_DEEP } from "../../packages/sqlite/src/sqlite/expression-depth.js";
import { bundleProgram } from "../server/bundle-program.js";
import { newerNode } from "./newer-node.js";

const PROGRAM = new URL("./deep-expressions.ts", import.meta.url);

/** Node's own choice for a worker, four times that of the main thread. */
const MEGABYTES = 4;

test(`deep expressions overflow no stack in a worker of ${MEGABYTES} MB`, async (context) => {
  const node = newerNode();
  if (node.program === null) return context.skip(node.reason);
  const { stdout, stderr } = spawnSync(
    node.program,
    [await bundleProgram(PROGRAM), `${MEGABYTES}`],
    {
      encoding: "utf8",
      timeout: 60_000,
    },
  );
  expect(stderr).toBe("");
  const shapes = ["sum", "isnull", "like", "between"].flatMap((name) => [
    [`${name} 997`, "accepted"],
    [`${name} 2000`, TOO_DEEP],
  ]);
  const others = [
    ["views", "sqlite-crashed"],
    ["rows afterwards", "[[1,2]]"],
  ];
  expect(JSON.parse(stdout)).toEqual([...shapes, ...others]);
});
