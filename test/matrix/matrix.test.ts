/** Our own protocols are proved as those of any project. */

import { testProtocols } from "@barewire/testing";
import { test } from "vitest";
import { countFrom } from "../contract/seeded-random.js";
import { REPOSITORY } from "./planned-protocol.js";

const { BAREWIRE_TEST_SEED = "1" } = process.env;

testProtocols(test, {
  folder: REPOSITORY,
  seed: Number(BAREWIRE_TEST_SEED),
  values: countFrom("BAREWIRE_TEST_VALUES", 100),
});
