/** A random protocol of several versions: planned, answered and emitted without a printer. */

import { shapesOf } from "@barewire/inspect";
import type { InspectedProtocol } from "@barewire/inspect/convert";
import { decideGaps, NO_GAPS } from "../../codegen/src/decide-gaps.js";
import { type DecidedStep, decideSteps } from "../../codegen/src/decide-steps.js";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import { describePlanned } from "../../codegen/src/describe.js";
import { type ModuleFile, moduleLines } from "../../codegen/src/emit/module-file.js";
import type { DecisionsFile } from "../../codegen/src/evolve/plan/decision-entry.js";
import type { Question } from "../../codegen/src/evolve/plan/question.js";
import { protocolModules } from "../../codegen/src/generate.js";
import type { Schema } from "../../codegen/src/schema/model.js";
import { protocolRoots } from "../../codegen/src/schema/protocol-roots.js";
import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { readDecisionsFiles } from "../../codegen/src/typescript/read-decisions.js";
import type { Random } from "../contract/seeded-random.js";
import { reopened } from "../inspect/compare-conversions.js";
import { type ProtocolTexts, protocolSource } from "./compile-protocol.js";
import { type DraftStep, randomStep } from "./evolve-draft.js";
import {
  disguisedAsked,
  disguisedDraft,
  disguisedKey,
  newName,
  randomDisguise,
} from "./hostile-names.js";
import { type Answers, decisionsText, randomAnswers } from "./random-answers.js";
import { type Draft, draftText, randomDraft } from "./random-draft.js";

export type FuzzProtocol = {
  readonly texts: ProtocolTexts;
  readonly schemas: readonly Schema[];
  readonly steps: readonly FuzzStep[];
  /** The name of the message that is converted. */
  readonly root: string;
  /** All generated modules and decisions, by path below the folder of all protocols. */
  readonly modules: ReadonlyMap<string, string>;
  /** The protocol as the codec that reads it at run time knows it. */
  readonly inspected: InspectedProtocol;
};

export type FuzzStep = DraftStep & {
  /** The questions of the planner while there are no answers. */
  readonly questions: readonly Question[];
  readonly answers: Answers;
};

export async function fuzzProtocol(
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
  const disguise = randomDisguise(plain, random);
  const texts: ProtocolTexts = {
    protocol,
    schemas: plain.map((draft) => draftText(disguisedDraft(draft, disguise))),
    decisions: new Map(),
    roots: randomRoots(plain.at(-1) ?? [], random).map((name) => newName(name, disguise)),
  };
  const schemas = texts.schemas.map((text, index) => schemaOf(text, index + 1, protocol));
  const asked = decided(protocolSource(texts), schemas, new Map());
  const steps = drafts.map((draft, index): FuzzStep => {
    const questions = asked[index]?.questions ?? [];
    const [older, newer] = [schemas[index], schemas[index + 1]].map((schema) => {
      if (schema === undefined) throw new Error("a step has two schemas");
      return shapesOf(describeVersion(schema));
    });
    if (older === undefined || newer === undefined) throw new Error("a step has two schemas");
    const answers = randomAnswers(questions, { older, newer }, random);
    return {
      ...draft,
      asked: disguisedAsked(draft.asked, disguise),
      byName: new Set([...draft.byName].map((key) => disguisedKey(key, disguise))),
      questions,
      answers,
    };
  });
  const decisions = new Map(
    steps.flatMap(({ answers }, index) =>
      answers.entries.size === 0
        ? []
        : [[`v${index + 1}-v${index + 2}`, decisionsText(index + 1, index + 2, answers)] as const],
    ),
  );
  return emitted({ ...texts, decisions }, schemas, steps, newName("Root", disguise));
}

/** Messages beside the one that holds everything. */
function randomRoots(newest: Draft, random: Random): readonly string[] {
  const names = newest.map(({ name }) => name);
  return ["Root", ...names.filter((name) => name !== "Root" && random(6) === 0)];
}

export function schemaOf(text: string, version: number, protocol: string): Schema {
  const read = readSchema({ file: `v${version}.bare`, text, protocol, version });
  if (!read.ok) throw new Error(`not a schema: ${text}`);
  return read.schema;
}

export function decided(
  source: ProtocolSource,
  schemas: readonly Schema[],
  decisions: ReadonlyMap<string, DecisionsFile>,
): readonly DecidedStep[] {
  return decideSteps({ schemas, decisions, source });
}

export async function emitted(
  texts: ProtocolTexts,
  schemas: readonly Schema[],
  steps: readonly FuzzStep[],
  root: string,
): Promise<FuzzProtocol> {
  const source = protocolSource(texts);
  const read = await readDecisionsFiles(source.decisions);
  const plans = read.ok ? decided(source, schemas, read.files) : [];
  const gaps = read.ok
    ? decideGaps({ schemas, decided: plans, decisions: read.files, source })
    : NO_GAPS;
  const roots = protocolRoots(source, schemas);
  const diagnostics = [
    ...(read.ok ? [...plans, gaps].flatMap((plan) => plan.diagnostics) : read.diagnostics),
    ...roots.diagnostics,
  ];
  if (diagnostics.length > 0) {
    throw new Error(diagnostics.map(({ file, message }) => `${file}: ${message}`).join("\n"));
  }
  const files = protocolModules(source, {
    schemas,
    decided: plans,
    gaps,
    roots: roots.names,
    minVersion: 1,
  });
  const modules = new Map([
    ...files.map((file) => [`${texts.protocol}/gen/${file.path}`, moduleText(file)] as const),
    ...[...texts.decisions].map(
      ([name, text]) => [`${texts.protocol}/decisions/${name}.ts`, text] as const,
    ),
  ]);
  const planned = { schemas, decided: plans, gaps, roots: roots.names };
  const inspected = reopened(describePlanned(texts.protocol, planned));
  return { texts, schemas, steps, root, modules, inspected };
}

/** The text of a generated module, written as the printer writes it and without loading that. */
function moduleText(file: ModuleFile): string {
  return `${moduleLines(file).join("\n")}\n`;
}
