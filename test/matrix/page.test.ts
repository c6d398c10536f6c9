/** The printed matrix is that of the schemas as they are. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Lock, printLock, renewLock } from "../../codegen/src/lock/lock-file.js";
import {
  type LockChange,
  publishVersion,
  retireVersion,
  withdrawVersion,
} from "../../codegen/src/lock/version-life.js";
import { compatibilityPage } from "../../codegen/src/prove/compatibility-page.js";
import type { SchemaText } from "../../codegen/src/schema/protocol-source.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { configuredProtocols, planProtocol, REPOSITORY } from "./planned-protocol.js";
import { SIX_VERSIONS } from "./six-versions.js";

test("docs/compatibility.md is what `barewire test` prints", async () => {
  const page = compatibilityPage(await configuredProtocols());
  expect(readFileSync(join(REPOSITORY, "docs/compatibility.md"), "utf8")).toBe(page);
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
  const texts = [
    { version: 1, file: "v1.bare", text: "type Gone struct { a: u8 }" },
    { version: 2, file: "v2.bare", text: schema("text: str") },
    { version: 3, file: "v3.bare", text: schema("text: str") },
    { version: 4, file: "v4.bare", text: schema("text: str volume: optional<u8>") },
  ];
  const schemas = texts.filter(({ version }) => version !== 3);
  const lock = { file: "protocol.lock.json", text: printLock(endedLock(texts)) };
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

/** The lock after v1 was retired and v3 withdrawn. */
function endedLock(texts: readonly SchemaText[]): Lock {
  const schemas = texts.map((text) => {
    const read = readSchema({ ...text, protocol: "peer" });
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    return read.schema;
  });
  const published = schemas.slice(0, 3);
  let lock = renewLock(null, "peer", published);
  for (const version of [1, 2, 3]) lock = changed(publishVersion(lock, published, version));
  lock = changed(retireVersion(lock, published, 1));
  lock = changed(withdrawVersion(lock, published, 3, "too early"));
  return renewLock(lock, "peer", schemas);
}

function changed(change: LockChange): Lock {
  if (!change.ok) throw new Error(change.message);
  return change.lock;
}
