/** The stack of each build is where `StackGuard` takes it to be. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { STACK_END, STACK_SIZE } from "../../packages/sqlite/src/sqlite/stack-guard.js";

const GLOBAL_SECTION = 6;
const require = createRequire(new URL("../../packages/sqlite/package.json", import.meta.url));

/** The first value of the first global, which is the stack pointer, in a module's binary form. */
function stackPointerOf(module: Uint8Array): number {
  let at = 8;
  const read = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < module.length) {
    const section = module[at++];
    const end = read() + at;
    if (section === GLOBAL_SECTION) {
      // The count of globals, and then type, mutability and instruction of the first.
      read();
      at += 3;
      return read();
    }
    at = end;
  }
  throw new Error("the module has no globals");
}

test.each(["wa-sqlite.wasm", "wa-sqlite-jspi.wasm"])("%s", async (name) => {
  const path = require.resolve(`@journeyapps/wa-sqlite/dist/${name}`);
  expect(stackPointerOf(await readFile(path))).toBe(STACK_END + STACK_SIZE);
});
