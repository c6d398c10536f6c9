/** A random protocol of several versions: planned, answered and emitted without a printer. */

import { type DecidedStep, decideSteps } from "../../codegen/src/decide-steps.js";
import type { ModuleFile } from "../../codegen/src/emit/module-file.js";
import { schemaModule } from "../../codegen/src/emit/schema-module.js";
import { stepModule } from "../../codegen/src/emit/step-module.js";
import { versionModule } from "../../codegen/src/emit/version-module.js";
import { versionsModule } from "../../codegen/src/emit/versions-module.js";
import { availability } from "../../codegen/src/evolve/plan/availability.js";
import type { DecisionsFile } from "../../codegen/src/evolve/plan/decision-entry.js";
import type { Question } from "../../codegen/src/evolve/plan/question.js";
import type { Schema } from "../../codegen/src/schema/model.js";
import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { typeGraph } from "../../codegen/src/schema/type-graph.js";
import { readDecisionsFiles } from "../../codegen/src/typescript/read-decisions.js";
import type { Random } from "../contract/seeded-random.js";
import { type ProtocolTexts, protocolSource } from "./compile-protocol.js";
import { type DraftStep, randomStep } from "./evolve-draft.js";
import { moduleText, typeDeclarationLines } from "./module-text.js";
import { type Answers, decisionsText, randomAnswers } from "./random-answers.js";
import { draftText, randomDraft } from "./random-draft.js";

export type FuzzProtocol = {
  readonly texts: ProtocolTexts;
  readonly schemas: readonly Schema[];
  readonly steps: readonly FuzzStep[];
  /** All generated modules and decisions, by path below the folder of all protocols. */
  readonly modules: ReadonlyMap<string, string>;
  /** The same protocol, with the types of each version and without its codecs. */
  readonly typedModules: ReadonlyMap<string, string>;
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
  const texts: ProtocolTexts = {
    protocol,
    schemas: [first, ...drafts.map(({ draft }) => draft)].map(draftText),
    decisions: new Map(),
  };
  const schemas = texts.schemas.map((text, index) => schemaOf(text, index + 1, protocol));
  const asked = decided(protocolSource(texts), schemas, new Map());
  const steps = drafts.map((draft, index): FuzzStep => {
    const questions = asked[index]?.questions ?? [];
    const [older, newer] = [schemas[index], schemas[index + 1]].map((schema) => {
      if (schema === undefined) throw new Error("a step has two schemas");
      return typeGraph(schema);
    });
    if (older === undefined || newer === undefined) throw new Error("a step has two schemas");
    return { ...draft, questions, answers: randomAnswers(questions, { older, newer }, random) };
  });
  const decisions = new Map(
    steps.flatMap(({ answers }, index) =>
      answers.entries.size === 0
        ? []
        : [[`v${index + 1}-v${index + 2}`, decisionsText(index + 1, index + 2, answers)] as const],
    ),
  );
  return emitted({ ...texts, decisions }, schemas, steps);
}

function schemaOf(text: string, version: number, protocol: string): Schema {
  const read = readSchema({ file: `v${version}.bare`, text, protocol, version });
  if (!read.ok) throw new Error(`not a schema: ${text}`);
  return read.schema;
}

function decided(
  source: ProtocolSource,
  schemas: readonly Schema[],
  decisions: ReadonlyMap<string, DecisionsFile>,
): readonly DecidedStep[] {
  return decideSteps({ schemas, decisions, source });
}

async function emitted(
  texts: ProtocolTexts,
  schemas: readonly Schema[],
  steps: readonly FuzzStep[],
): Promise<FuzzProtocol> {
  const source = protocolSource(texts);
  const read = await readDecisionsFiles(source.decisions);
  const plans = read.ok ? decided(source, schemas, read.files) : [];
  const diagnostics = read.ok ? plans.flatMap((plan) => plan.diagnostics) : read.diagnostics;
  if (diagnostics.length > 0) {
    throw new Error(diagnostics.map(({ file, message }) => `${file}: ${message}`).join("\n"));
  }
  const { options } = source;
  const versions = schemas.map((schema) => versionModule(schema, options));
  const converters = [
    ...plans.map((plan) => stepModule({ ...plan, options })),
    versionsModule({
      schemas,
      steps: plans.map(({ plan }) => plan),
      roots: ["Root"],
      availability: availability(schemas),
      options,
    }),
  ];
  const descriptions = schemas.map((schema) => schemaModule(schema, options));
  const paths = (files: readonly ModuleFile[], textOf: (file: ModuleFile) => string) =>
    files.map((file) => [`${texts.protocol}/gen/${file.path}`, textOf(file)] as const);
  const byHand = [...texts.decisions].map(
    ([name, text]) => [`${texts.protocol}/decisions/${name}.ts`, text] as const,
  );
  const typed = converters.filter(({ path }) => path !== "versions.ts");
  return {
    texts,
    schemas,
    steps,
    modules: new Map([
      ...paths([...versions, ...descriptions, ...converters], moduleText),
      ...byHand,
    ]),
    typedModules: new Map([
      ...paths(versions, typeDeclarationLines),
      ...paths(typed, moduleText),
      ...byHand,
    ]),
  };
}
