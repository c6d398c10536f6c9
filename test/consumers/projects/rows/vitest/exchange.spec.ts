import { test } from "vitest";
import { exchange } from "./src/exchange";

test("two versions talk", () => {
  process.stdout.write(`${exchange()}\n`);
});
