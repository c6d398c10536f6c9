/** The live matrix as a page for people. */

import { join } from "node:path";
import { REPOSITORY } from "../../matrix/planned-protocol.js";
import { RELEASES, type Release, released, releasedAlone } from "./released.js";
import { openPair, type PairVerdicts, runPair, type Verdict } from "./run-pair.js";

export const PAGE_PATH: string = join(REPOSITORY, "docs/live-matrix.md");

type PairName = `${Release}→${Release}`;

const INTRODUCTION = `# Live matrix

<!-- Printed by \`pnpm live-matrix\`. Do not edit. -->

Clients and servers of every released version, over WebSockets on loopback. Column 3→1 is a client
of v3 that has connected to a server of v1. Each is the client and the handlers of this repository
with the generated modules of its own version and of those before; to a peer of its own version or
a newer one it speaks through the module of its own version alone. Every message is sent, and is
compared with what has arrived where it is not the library that has made it.

| verdict | meaning |
|---|---|
| works | it arrived as it was sent, and was answered where it has an answer |
| falls back | \`supports()\` said that the peer lacks it, and something else was done |
| refused | the client threw a \`ClientError\` of kind \`not-representable\` and sent nothing |
| · | the client does not know it |`;

export async function livePage(): Promise<string> {
  const pairs = new Map<PairName, PairVerdicts>();
  for (const [name, client, server] of eachPair()) {
    pairs.set(name, await runPair(released(client), released(server)));
  }
  const parts = [INTRODUCTION, countsOf(pairs), table(pairs), notesOf(pairs), await aloneTable()];
  return `${parts.join("\n\n")}\n`;
}

function* eachPair(): Generator<readonly [PairName, Release, Release]> {
  for (const client of RELEASES) {
    for (const server of RELEASES) yield [`${client}→${server}`, client, server];
  }
}

function countsOf(pairs: ReadonlyMap<PairName, PairVerdicts>): string {
  const verdicts = [...pairs.values()].flatMap((pair) => [...pair.values()]);
  const count = (kind: Verdict["kind"]): number =>
    verdicts.filter((verdict) => verdict.kind === kind).length;
  const numbers = `${count("works")} work, ${count("falls back")} fall back, ${count("refused")}`;
  return `## ${verdicts.length} cells\n\n${numbers} are refused, ${count("unknown")} do not exist.`;
}

function table(pairs: ReadonlyMap<PairName, PairVerdicts>): string {
  const names = [...pairs.keys()];
  const rows = [...new Set([...pairs.values()].flatMap((pair) => [...pair.keys()]))];
  const cells = rows.map((row) => [
    `\`${row}\``,
    ...names.map((name) => cellText(pairs.get(name)?.get(row))),
  ]);
  return [["client→server", ...names], names.map(() => "---").concat("---"), ...cells]
    .map((line) => `| ${line.join(" | ")} |`)
    .join("\n");
}

function cellText(verdict: Verdict | undefined): string {
  if (verdict === undefined || verdict.kind === "unknown") return "·";
  return verdict.kind === "works" ? "works" : `${verdict.kind} (since v${verdict.since})`;
}

function notesOf(pairs: ReadonlyMap<PairName, PairVerdicts>): string {
  const notes = new Set<string>();
  for (const pair of pairs.values()) {
    for (const [row, verdict] of pair) {
      if (verdict.kind === "falls back") notes.add(`- \`${row}\` falls back: ${verdict.instead}.`);
    }
  }
  return [...notes].join("\n");
}

async function aloneTable(): Promise<string> {
  const lines = [
    "## Peers that dropped their older versions",
    "",
    "With no version in common the client ends, with a `ClientError` of kind `version-refused` that",
    "names both ranges.",
    "",
    "| client→server | verdict |",
    "|---|---|",
  ];
  for (const [name, client, server] of eachPair()) {
    const error = await openPair(releasedAlone(client), releasedAlone(server));
    lines.push(`| ${name} | ${error === null ? "works" : refusalText(error.issue)} |`);
  }
  return lines.join("\n");
}

function refusalText(issue: object): string {
  return `refused: \`${JSON.stringify(issue)}\``;
}
