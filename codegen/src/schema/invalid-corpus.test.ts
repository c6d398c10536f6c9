/** Every folder of the corpus of broken schemas shows exactly its `expected.txt`. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderDiagnostic } from "./diagnostic.js";
import { readSchema } from "./read-schema.js";

const CORPUS = new URL("../../corpus/invalid/", import.meta.url);

function check(name: string): string {
  const text = readFileSync(new URL(`${name}/v1.bare`, CORPUS), "utf8");
  const result = readSchema({ file: "v1.bare", text, protocol: name, version: 1 });
  if (result.ok) return "accepted";
  return `${result.diagnostics.map((one) => renderDiagnostic(one, text)).join("\n\n")}\n`;
}

test.each(readdirSync(CORPUS))("%s is refused as written in its expected.txt", (name) => {
  const expected = new URL(`${name}/expected.txt`, CORPUS);
  const rendered = check(name);
  expect(existsSync(expected), `expected.txt must hold this:\n${rendered}`).toBe(true);
  expect(rendered).toBe(readFileSync(expected, "utf8"));
});

test("no message speaks of options that only the library's own command has", () => {
  for (const name of readdirSync(CORPUS)) expect(check(name)).not.toContain("--");
});
