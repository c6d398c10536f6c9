/** The first share of the random evolution; `fuzz-share.ts` says what is promised. */

import { test } from "vitest";
import { fuzzShare } from "./fuzz-share.js";

test("random steps ask, compile, carry and refuse what they have to", async () => {
  await fuzzShare("first");
}, 600_000);
