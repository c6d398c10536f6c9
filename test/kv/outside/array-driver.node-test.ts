/** The conformance suite on the driver from outside, run by node:test. */

import { after, before, test } from "node:test";
import { runKv } from "@barewire/sqlite-storage/driver";
import { testKvConformance } from "@barewire/sqlite-storage/testing";
import { ArrayDriver, ArrayStore } from "./array-driver.js";

const lockCheck = process.argv[2] === "forgotten" ? "forgotten" : "checked";

testKvConformance({ test, before, after }, async () => ({
  open: async () => {
    const store = new ArrayStore(lockCheck);
    const open = () => runKv(new ArrayDriver(store));
    return { kv: open(), again: async () => open() };
  },
  end: async () => {},
}));
