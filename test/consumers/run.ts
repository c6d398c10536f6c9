/**
 * The consumer matrix: our packages, as they would be published, in the tools that people have.
 *
 *   npm run test:consumers                      all of them, and docs/consumers.md is written
 *   npm run test:consumers -- --family ci       those of CI
 *   npm run test:consumers -- Next Deno         those whose names have one of these words
 *
 * The tools are installed from the npm registry, by lockfiles of their own, into temporary folders.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { packPackages } from "../commands/pack-packages.js";
import type { Consumer, Family } from "./consumer.js";
import { CONSUMERS } from "./consumers.js";
import { installFamily } from "./families.js";
import { type Outcome, runConsumer } from "./run-consumer.js";

const PAGE = join(import.meta.dirname, "../../docs/consumers.md");

const { values: flags, positionals: words } = parseArgs({
  options: { family: { type: "string" }, keep: { type: "boolean", default: false } },
  allowPositionals: true,
});

function isChosen({ name, family }: Consumer): boolean {
  if (flags.family !== undefined && flags.family !== family) return false;
  return words.length === 0 || words.some((word) => name.includes(word));
}

const chosen = CONSUMERS.filter(isChosen);
if (chosen.length === 0) throw new Error(`no consumer has one of these words: ${words.join(", ")}`);
const root = mkdtempSync(join(tmpdir(), "barewire-consumers-"));
const failed: string[] = [];
try {
  const outcomes = await runAll();
  const table = tableOf(outcomes);
  console.log(`\n${table}`);
  if (chosen.length === CONSUMERS.length) writeFileSync(PAGE, pageOf(table));
} finally {
  if (flags.keep) console.log(`kept ${root}`);
  else rmSync(root, { recursive: true, force: true });
}
const passed = chosen.length - failed.length;
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

function folderOf(family: Family): string {
  return join(root, family);
}

async function runAll(): Promise<ReadonlyMap<Consumer, Outcome>> {
  const packageOf = packPackages(join(root, "tarballs"));
  const tarballsOf = (names: readonly string[]) =>
    names.flatMap((name) => packageOf(name).split(" "));
  const outcomes = new Map<Consumer, Outcome>();
  // The Node 24 that runs the tools of the others is in `ci`.
  const families = new Set<Family>(["ci", ...chosen.map(({ family }) => family)]);
  for (const family of families) {
    const plugin = family === "bundlers" ? ["@barewire/unplugin"] : [];
    const packages = ["@barewire/runtime", "@barewire/codegen", ...plugin];
    const missing = await installed(family, tarballsOf(packages));
    for (const consumer of chosen.filter((candidate) => candidate.family === family)) {
      const slug = `consumer-${CONSUMERS.indexOf(consumer)}`;
      const outcome = missing ?? (await runConsumer(consumer, slug, folderOf));
      outcomes.set(consumer, outcome);
      console.log(lineOf(consumer, outcome));
      if (!outcome.ok) failed.push(consumer.name);
    }
    // A family has up to a gigabyte.
    if (family !== "ci" && !flags.keep) rmSync(folderOf(family), { recursive: true });
  }
  return outcomes;
}

/** Null if the tools are there. */
async function installed(family: Family, tarballs: readonly string[]): Promise<Outcome | null> {
  try {
    await installFamily(family, folderOf(family), tarballs);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, step: "install", reason };
  }
}

function lineOf({ name }: Consumer, outcome: Outcome): string {
  if (outcome.ok) return `ok      ${name} (${outcome.seconds.toFixed(1)} s)`;
  return `FAILED  ${name}, at ${outcome.step}:\n${outcome.reason}\n`;
}

function tableOf(outcomes: ReadonlyMap<Consumer, Outcome>): string {
  const rows = CONSUMERS.flatMap((consumer) => {
    const outcome = outcomes.get(consumer);
    if (outcome === undefined) return [];
    const result = outcome.ok ? "works" : `fails at ${outcome.step}`;
    const inCi = consumer.family === "ci" ? "CI" : "";
    return [
      [consumer.name.replaceAll("<", "&lt;"), `\`${consumer.importExtension}\``, result, inCi],
    ];
  });
  const all = [["consumer", "`importExtension`", "two versions talk", "run by"], ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const printed = all.map(
    (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [printed[0], rule, ...printed.slice(1)].join("\n");
}

function pageOf(table: string): string {
  return `# The tools that generated code works in

Printed by \`npm run test:consumers\`. In an empty folder each consumer installs the packed packages,
generates a protocol of one version and then of two, checks the types, builds, and runs an exchange
between the two versions, of which the bytes are written in the test. \`importExtension\` is the
[setting](../codegen/README.md#which-types-have-a-codec) that the tool needs.

${table}
`;
}
