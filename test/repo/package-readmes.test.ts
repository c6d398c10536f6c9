/** The README of a package is real: its example runs, and prints what stands below it. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, textOf } from "./repository.js";

/** The first fenced block of `language`. */
function blockOf(path: string, language: string): string {
  const [, block] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(textOf(path)) ?? [];
  if (block === undefined) throw new Error(`${path} has no ${language}`);
  return block;
}

/** Runs the example of `path` where its imports can be resolved. */
function check(path: string, folder: string): void {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      "--import=tsx",
      "--conditions=@barewire/source",
      "--input-type=module",
      "--eval",
      blockOf(path, "ts"),
    ],
    { cwd: join(ROOT, folder), encoding: "utf8" },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: blockOf(path, "text"),
    stderr: "",
  });
}

test.each([
  ["packages/clock/README.md", ""],
  ["packages/runtime/README.md", ""],
  ["packages/inspect/README.md", ""],
  ["packages/protocol/README.md", ""],
  ["packages/client/README.md", ""],
  ["packages/server-handlers/README.md", ""],
  ["packages/server/README.md", ""],
  ["packages/ltx/README.md", ""],
  ["packages/storage/README.md", ""],
  ["codegen/README.md", ""],
])("the example of %s prints what stands below it", (path, folder) => {
  check(path, folder);
});

test("the commands of codegen/README.md generate the files that it names", () => {
  const folder = mkdtempSync(join(tmpdir(), "barewire-readme-"));
  try {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const cli = `"${process.execPath}" --import=tsx "${ROOT}codegen/src/cli.ts"`;
    const commands = blockOf("codegen/README.md", "sh").replaceAll("npx barewire", cli);
    execFileSync("sh", ["-e", "-c", `cd "${folder}"\n${commands}`], { cwd: ROOT });
    const written = readdirSync(join(folder, "src/gen/chat")).sort();
    expect(written).toEqual(["negotiation.ts", "v1.schema.ts", "v1.ts", "versions.ts"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the commands of packages/storage-cli/README.md move a database in and out of a store", () => {
  const folder = mkdtempSync(join(tmpdir(), "barewire-readme-"));
  try {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    execFileSync("sqlite3", [
      join(folder, "shop.db"),
      "CREATE TABLE t (x); INSERT INTO t VALUES (7)",
    ]);
    const options = "--import=tsx --conditions=@barewire/source";
    const cli = `"${process.execPath}" ${options} "${ROOT}packages/storage-cli/src/cli.ts"`;
    const commands = blockOf("packages/storage-cli/README.md", "sh");
    const script = `cd "${folder}"\n${commands.replaceAll("npx barewire-storage", cli)}`;
    execFileSync("sh", ["-e", "-c", script], { cwd: ROOT, stdio: "pipe" });
    const row = execFileSync("sqlite3", [join(folder, "copy.db"), "SELECT x FROM t"]);
    expect(String(row)).toBe("7\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
