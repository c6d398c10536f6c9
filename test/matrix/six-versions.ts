/**
 * A protocol of six versions that changes in every way that there is: chains are trusted only where
 * they are long, and the protocols of the repository are short and have changed little.
 */

import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";

const NEWEST = 6;

/** `lines` of the versions from `since` up to `until`. */
function only(version: number, since: number, until: number, lines: string): string {
  return version >= since && version <= until ? lines : "";
}

function schemaText(version: number): string {
  const from = (since: number, lines: string) => only(version, since, NEWEST, lines);
  const before = (end: number, lines: string) => only(version, 1, end - 1, lines);
  return `
type Color enum {
  ${before(4, "RED = 0 GREEN = 1")}
  ${only(version, 2, 3, "BLUE = 2")}
  ${from(4, "GREEN = 0 BLUE = 1 GRAY = 2")}
}
type ${version < 3 ? "Note" : "Remark"} struct {
  ${before(3, "text: str")} ${from(3, "body: str")}
  ${from(2, "author: optional<str>")}
  ${from(5, "language: str")}
}
type Node struct {
  label: str
  ${from(3, "weight: u8")}
  children: list<Node>
}
type Ping ${version < 4 ? "void" : "struct { sentMs: u64 }"}
type Old struct { id: u32 }
type Say struct {
  note: ${version < 3 ? "Note" : "Remark"}
  ${only(version, 1, 1, "volume: u8")}
  ${only(version, 2, 5, "volume: u16")}
  ${from(6, "volume: u8")}
  ${before(4, "loud: bool")}
  ${version < 4 ? "pause: u16" : "pause: optional<u16>"}
}
type Paint struct { color: Color colors: list<Color> byName: map<str><Color> }
type Extra struct { count: ${version === 4 || version === 5 ? "optional<u16>" : "u16"} }
type Tree struct { root: Node }
type Shout struct { note: ${version < 3 ? "Note" : "Remark"} }
type Mood struct { mood: ${version < 5 ? "u8" : "optional<u8>"} }
type ToPeer union {
  | Ping = 0
  ${before(3, "| Old = 1")}
  | Say = 2
  | Paint = ${version < 5 ? 3 : 4}
  | Tree = ${version < 5 ? 4 : 3}
  ${from(2, "| Extra = 5")}
  ${from(5, "| Shout = 6")}
  | Mood = 7
}
type Record struct {
  id: ${version < 3 ? "u32" : "u64"}
  sizes: list<${version < 4 ? "u32" : "u64"}>
  notes: map<str><${version < 3 ? "Note" : "Remark"}>
  hash: ${version < 5 ? "data[2]" : "data"}
  ${from(6, "flag: optional<optional<bool>>")}
}
${from(4, "type Audit struct { at: u64 by: str }")}
${from(2, "type Ratio struct { value: u32")}
  ${only(version, 3, 4, "scale: u8")}
  ${from(5, "scale: u16")}
${from(2, "}")}
`;
}

/** The answers of each step, as a person would write them. */
const DECISIONS: ReadonlyMap<number, string> = new Map([
  [
    2,
    `
  "Remark": renamedFrom("Note"),
  "Remark.body": renamedFrom("text"),
  "Ratio.scale": { upgrade: defaultTo(0), downgrade: drop("older peers do not scale") },
  "Node.weight": { upgrade: defaultTo(1), downgrade: drop("older peers do not weigh") },
`,
  ],
  [
    3,
    `
  "Color": byName("the numbers were given anew"),
  "Color.RED": { upgrade: substitute(() => "GRAY" as const) },
  "Color.GRAY": { downgrade: substitute(() => "GREEN" as const) },
  "Ping": { upgrade: convert(() => ({ sentMs: 0n })), downgrade: drop("nobody measures in v3") },
  "Say.loud": { upgrade: drop("the volume says it"), downgrade: defaultTo(false) },
`,
  ],
  [
    4,
    `
  "Remark.language": { upgrade: defaultTo(""), downgrade: dropIfDefault("") },
  "ToPeer": byName("tags 3 and 4 were swapped"),
  "ToPeer.Shout": {
    downgrade: substitute((value) => ({
      tag: "Say",
      val: { note: { body: value.note.body, author: value.note.author }, volume: 9, pause: 1 },
    })),
  },
`,
  ],
  [
    5,
    `
  "Say.volume": { upgrade: reject },
  "Extra.count": { upgrade: reject },
`,
  ],
]);

const HELPERS = "byName, convert, defaultTo, drop, dropIfDefault, reject, renamedFrom, substitute";

function decisionsText(older: number, entries: string): string {
  const type = `DecisionsV${older}V${older + 1}`;
  return `import { ${HELPERS} } from "@barewire/runtime/decisions";
import type { ${type} } from "../gen/v${older}-v${older + 1}.js";

export const decisions: ${type} = {${entries}};
`;
}

export const SIX_VERSIONS: ProtocolSource = {
  protocol: "six",
  schemas: Array.from({ length: NEWEST }, (_, index) => ({
    file: `v${index + 1}.bare`,
    text: schemaText(index + 1),
    version: index + 1,
  })),
  decisions: [...DECISIONS].map(([older, entries]) => ({
    file: `v${older}-v${older + 1}.ts`,
    text: decisionsText(older, entries),
    fromVersion: older,
    toVersion: older + 1,
  })),
  decisionsPath: "../decisions",
  selection: "",
  decisionsFolder: "decisions",
  lock: null,
  roots: null,
  options: {
    runtime: "@barewire/runtime",
    importExtension: "js",
    target: "ts",
    numberLists: "array",
    codecs: "roots",
  },
};
