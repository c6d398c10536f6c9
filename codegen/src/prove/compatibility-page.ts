/** The matrix as a page for people. */

import type { Available } from "../evolve/plan/availability.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import { type Condition, conditionText } from "./condition.js";
import type { Effect } from "./effects.js";
import { pathText } from "./value-path.js";
import { type Cell, cellsOf, type Verdict } from "./verdict.js";

const VERDICTS: readonly Verdict[] = [
  "same",
  "converted",
  "defaulted",
  "dropped",
  "substituted",
  "refused",
];

const LEGEND = `# Compatibility

<!-- Printed by \`barewire test\` from the schemas and the decisions. Do not edit. -->

What becomes of every message between every two versions. Column 1→3 is a message that a peer wrote
as v1, decoded as the newest version and encoded for a peer that reads v3; column 1→1 is what a
relay between two peers of v1 makes of it. \`barewire test\` proves every cell with values: each
variant, absent and present, empty, one and two items, the edges of all numbers, and random ones.

| verdict | meaning |
|---|---|
| same | the value arrives as it was written |
| converted | it arrives in another form; nothing is lost and nothing added |
| defaulted | the reader also gets what the writer's version does not have |
| dropped | a part is left out on purpose; the note says why |
| substituted | another message stands in |
| refused | the reader's version cannot carry it: \`not-representable\` |
| · | the writer's version has no such message |

Where a note says "refused when", the verdict is of all other values.`;

/** `barewire test` writes exactly this. */
export function compatibilityPage(protocols: readonly PlannedProtocol[]): string {
  const sections = protocols.map((protocol) => ({ protocol, cells: cellsOf(protocol) }));
  const count = sections.reduce((sum, { cells }) => sum + cells.length, 0);
  const lines = [
    LEGEND,
    "",
    `## ${count} cells`,
    "",
    ...countTable(sections),
    ...sections.flatMap(({ protocol }) => lifeLines(protocol)),
    ...sections.flatMap(({ protocol, cells }) => protocolSection(protocol, cells)),
  ];
  return `${lines.join("\n")}\n`;
}

/** The versions that have ended, and the parts that the newest version deprecates. */
function lifeLines({ protocol, versions, ended, deprecated }: PlannedProtocol): readonly string[] {
  const [first, last] = [versions[0], versions.at(-1)];
  const range = first === last ? `v${first}` : `v${first} to v${last}`;
  const lines = [
    ...ended.map(({ version, status }) => {
      return `- ${protocol} v${version} is ${status}: refused as \`unsupported-version\`, with the range ${range}`;
    }),
    ...deprecated.map(({ key, reason }) => `- ${protocol}: \`${key}\` is deprecated: ${reason}`),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}

type ProtocolCells = { readonly protocol: PlannedProtocol; readonly cells: readonly Cell[] };

function countTable(sections: readonly ProtocolCells[]): readonly string[] {
  return table(
    ["protocol", "versions", ...VERDICTS, "in some values refused", "cells"],
    sections.map(({ protocol, cells }) => [
      protocol.protocol,
      protocol.versions.map((version) => `v${version}`).join(", "),
      ...VERDICTS.map((verdict) => `${cells.filter((cell) => cell.verdict === verdict).length}`),
      `${cells.filter((cell) => cell.verdict !== "refused" && cell.conditions.length > 0).length}`,
      `${cells.length}`,
    ]),
  );
}

function protocolSection(protocol: PlannedProtocol, cells: readonly Cell[]): readonly string[] {
  return protocol.roots.flatMap((root) => {
    const own = cells.filter((cell) => cell.root === root);
    const heading = ["", `## ${protocol.protocol}: ${root}`, ""];
    return [...heading, ...rootTable(protocol, own)];
  });
}

function rootTable(
  { versions, availability, deprecated }: PlannedProtocol,
  cells: readonly Cell[],
): readonly string[] {
  const notes: string[] = [];
  const variants = [...new Set(cells.map(({ variant }) => variant))];
  const ways = versions.flatMap((from) => versions.map((to) => ({ from, to })));
  const isDeprecated = (root: string, variant: string | null) => {
    const names = variant === null ? [root] : [`${root}.${variant}`, variant];
    return deprecated.some(({ key }) => names.includes(key));
  };
  const rows = variants.map((variant) => [
    messageText(variant, isDeprecated(cells[0]?.root ?? "", variant)),
    ...ways.map(({ from, to }) => {
      const cell = cells.find(
        (found) => found.variant === variant && found.from === from && found.to === to,
      );
      return cell === undefined ? "·" : cellText(cell, availability, notes);
    }),
  ]);
  const header = ["message", ...ways.map(({ from, to }) => `${from}→${to}`)];
  const listed = notes.map((note, index) => `${index + 1}. ${note}`);
  return [...table(header, rows), ...(listed.length > 0 ? ["", ...listed] : [])];
}

function messageText(variant: string | null, isDeprecated: boolean): string {
  return `${variant ?? "(the message)"}${isDeprecated ? " (deprecated)" : ""}`;
}

type Availability = ReadonlyMap<string, Available>;

function cellText(cell: Cell, availability: Availability, notes: string[]): string {
  const numbers = cellNotes(cell, availability).map((note) => {
    if (!notes.includes(note)) notes.push(note);
    return notes.indexOf(note) + 1;
  });
  const distinct = [...new Set(numbers)];
  return distinct.length === 0 ? cell.verdict : `${cell.verdict} (${distinct.join(", ")})`;
}

function cellNotes(
  { root, verdict, effects, conditions }: Cell,
  availability: Availability,
): readonly string[] {
  const refusals = conditions.map((condition) => {
    const range = rangeText(condition, availability);
    return verdict === "refused"
      ? `Refused${range === "" ? "" : `:${range}`}.`
      : `Refused when ${conditionText(root, condition)}${range === "" ? "" : `;${range}`}.`;
  });
  const others = verdict === "refused" ? [] : effects.map((effect) => effectText(root, effect));
  return [...others, ...refusals];
}

function rangeText({ missing, test }: Condition, availability: Availability): string {
  const isKnown = missing !== null && test.kind !== "unknown";
  const range = isKnown ? availability.get(missing)?.ranges.at(-1) : undefined;
  if (range === undefined) return "";
  const { since, until } = range;
  if (since !== null && until !== null) return ` exists in v${since} to v${until} only`;
  return since === null ? ` existed until v${until}` : ` exists since v${since}`;
}

function effectText(root: string, { kind, path, arrival, text }: Effect): string {
  const place = `\`${pathText(root, path ?? arrival ?? [])}\``;
  switch (kind) {
    case "dropped":
      return `${place} is dropped: ${text}.`;
    case "defaulted":
      return `${place} is new to the reader and ${text === "is absent" ? text : `set ${text}`}.`;
    case "substituted":
      return `${place} is replaced ${text}.`;
    case "converted":
      return text.startsWith("is") || text.startsWith("`")
        ? `${place} ${text}.`
        : `${place} is converted ${text}.`;
    default:
      return kind satisfies never;
  }
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), `|${header.map(() => "---|").join("")}`, ...rows.map(line)];
}
