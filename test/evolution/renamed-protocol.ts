/** Random protocols whose types, fields, variants and values have other names from time to time. */

import { shapesOf } from "@barewire/inspect";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import type { Type } from "../../codegen/src/schema/model.js";
import { readDecisionsFiles } from "../../codegen/src/typescript/read-decisions.js";
import type { Random } from "../contract/seeded-random.js";
import { type ProtocolTexts, protocolSource } from "./compile-protocol.js";
import { type DraftStep, randomStep } from "./evolve-draft.js";
import { decided, emitted, type FuzzProtocol, type FuzzStep, schemaOf } from "./fuzz-protocol.js";
import { type Disguise, disguisedDraft, newName } from "./hostile-names.js";
import { decisionsText, randomAnswers } from "./random-answers.js";
import { type Draft, draftText, randomDraft } from "./random-draft.js";

/** One name in so many is another one in the next version. */
const RENAMED = 4;

export async function renamedProtocol(
  protocol: string,
  versions: number,
  random: Random,
): Promise<FuzzProtocol> {
  const naming = { next: 0 };
  const first = randomDraft(random, naming);
  const drafts: DraftStep[] = [];
  for (let version = 2; version <= versions; version++) {
    drafts.push(randomStep(drafts.at(-1)?.draft ?? first, random, naming));
  }
  const plain = [first, ...drafts.map(({ draft }) => draft)];
  const names = namesByVersion(plain, random);
  const schemaTexts = plain.map((draft, index) =>
    draftText(disguisedDraft(draft, names[index] ?? new Map())),
  );
  const renames = plain.slice(1).map((draft, index) => {
    const [before, after] = [names[index], names[index + 1]];
    return declaredRenames(draft, plain[index] ?? [], before ?? new Map(), after ?? new Map());
  });
  const texts: ProtocolTexts = { protocol, schemas: schemaTexts, decisions: new Map() };
  const schemas = schemaTexts.map((text, index) => schemaOf(text, index + 1, protocol));
  const declared = new Map(
    renames.map((found, index) => {
      const answers = { answers: new Map(), renames: found, entries: entriesOf(found), kinds: [] };
      return [`v${index + 1}-v${index + 2}`, decisionsText(index + 1, index + 2, answers)] as const;
    }),
  );
  const source = protocolSource({ ...texts, decisions: declared });
  const read = await readDecisionsFiles(source.decisions);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const asked = decided(source, schemas, read.files);
  const steps = drafts.map((draft, index): FuzzStep => {
    const [older, newer] = [schemas[index], schemas[index + 1]];
    const step = asked[index];
    if (older === undefined || newer === undefined || step === undefined)
      throw new Error("no step");
    const [from, to] = [older, newer].map((schema) => shapesOf(describeVersion(schema)));
    if (from === undefined || to === undefined) throw new Error("a step has two schemas");
    const sides = { older: from, newer: to };
    // A type that is gone with its last use has nothing to be renamed.
    const used = new Map(step.renames.map(({ key, olderName }) => [key, olderName]));
    const answers = randomAnswers(step.questions, sides, random, used);
    return { ...draft, questions: step.questions, answers };
  });
  const decisions = new Map(
    steps.flatMap(({ answers }, index) =>
      answers.entries.size === 0
        ? []
        : [[`v${index + 1}-v${index + 2}`, decisionsText(index + 1, index + 2, answers)] as const],
    ),
  );
  return emitted({ ...texts, decisions }, schemas, steps, "Root");
}

function entriesOf(renames: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...renames].map(([key, older]) => [key, `renamedFrom(${JSON.stringify(older)})`]),
  );
}

/** The name of everything in each version, by its name in the drafts. */
function namesByVersion(drafts: readonly Draft[], random: Random): readonly Disguise[] {
  let names = new Map<string, string>();
  return drafts.map((draft, index) => {
    const own = new Map(names);
    for (const name of namesIn(draft)) {
      const known = names.get(name);
      const isRenamed = known !== undefined && name !== "Root" && random(RENAMED) === 0;
      own.set(name, isRenamed ? `${name}R${index + 1}` : (known ?? name));
    }
    names = own;
    return own;
  });
}

function namesIn(draft: Draft): ReadonlySet<string> {
  return new Set(draft.flatMap(({ name, type }) => [name, ...membersOf(type)]));
}

/** The members that have names of their own: a variant bears that of its type. */
function membersOf(type: Type): readonly string[] {
  if (type.kind === "struct") return type.fields.map(({ name }) => name);
  return type.kind === "enum" ? type.values.map(({ name }) => name) : [];
}

function declaredRenames(
  draft: Draft,
  olderDraft: Draft,
  before: Disguise,
  after: Disguise,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const note = (key: string, name: string) => {
    const olderName = newName(name, before);
    if (olderName !== newName(name, after)) renames.set(key, olderName);
  };
  for (const { name, type } of draft) {
    const older = olderDraft.find((found) => found.name === name);
    if (older === undefined) continue;
    const newType = newName(name, after);
    note(newType, name);
    const kept = [...membersOf(older.type), ...variantsOf(older.type)];
    for (const member of [...membersOf(type), ...variantsOf(type)]) {
      if (older.type.kind !== type.kind || !kept.includes(member)) continue;
      note(`${newType}.${newName(member, after)}`, member);
    }
  }
  return renames;
}

function variantsOf(type: Type): readonly string[] {
  return type.kind === "union" ? type.variants.map(({ name }) => name) : [];
}
