/** The printed matrix is that of the schemas as they are. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compatibilityPage, PAGE_PATH } from "./document.js";
import { configuredProtocols, planProtocol } from "./planned-protocol.js";
import { SIX_VERSIONS } from "./six-versions.js";

test("docs/compatibility.md is what `pnpm compatibility` prints", async () => {
  const page = compatibilityPage(await configuredProtocols());
  expect(readFileSync(PAGE_PATH, "utf8")).toBe(page);
});

test("the page tells what has ended and what is deprecated, with the reasons", async () => {
  const schema = (field: string) =>
    [
      "# @deprecated send Say",
      `type Shout struct { ${field} }`,
      "type Say struct {",
      "  # Louder.\n  # @deprecated shout less",
      "  volume: u8",
      "}",
      "type ToPeer union { Say | Shout }",
    ].join("\n");
  const schemas = [
    { version: 1, file: "v1.bare", text: "type Gone struct { a: u8 }" },
    { version: 2, file: "v2.bare", text: schema("text: str") },
    { version: 4, file: "v4.bare", text: schema("text: str volume: optional<u8>") },
  ];
  const status = { "1": "retired", "2": "published", "3": "withdrawn", "4": "draft" };
  const versions = Object.fromEntries(
    Object.entries(status).map(([version, status]) => [version, { status }]),
  );
  const text = JSON.stringify({ oldestVersion: 2, versions });
  const lock = { file: "protocol.lock.json", text };
  const source = { ...SIX_VERSIONS, protocol: "peer", schemas, decisions: [], lock, roots: null };
  const page = compatibilityPage([await planProtocol(source)]);
  expect(page).toContain(
    [
      "",
      "- peer v1 is retired: refused as `unsupported-version`, with the range v2 to v4",
      "- peer v3 is withdrawn: refused as `unsupported-version`, with the range v2 to v4",
      "- peer: `Shout` is deprecated: send Say",
      "- peer: `Say.volume` is deprecated: shout less",
      "",
    ].join("\n"),
  );
  expect(page).toContain("| Shout (deprecated) | same |");
  expect(page).toContain("| Say | same |");
});
