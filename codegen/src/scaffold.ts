/** The decisions files of a protocol with every missing entry added: pure, as `generate.ts`. */

import { type AskedGap, decideGaps, NO_GAPS } from "./decide-gaps.js";
import { type DecidedStep, decideSteps } from "./decide-steps.js";
import { moduleSpecifier } from "./emit/import-extension.js";
import { type QuestionState, questionState } from "./evolve/plan/question-state.js";
import { spokenSchemas } from "./lock/lock-file.js";
import { parseLock } from "./lock/parse-lock.js";
import type { Schema } from "./schema/model.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { readSchema } from "./schema/read-schema.js";
import { decisionsFileName } from "./schema/representation.js";
import { typeGraph } from "./schema/type-graph.js";
import { readDecisionsFiles } from "./typescript/read-decisions.js";
import { type ScaffoldInput, scaffoldDecisions } from "./typescript/scaffold-decisions.js";

/** The texts of incomplete files by name, such as `v1-v2.ts`; none if the sources have problems. */
export async function scaffoldProtocol(
  source: ProtocolSource,
  /** The output folder as the decisions files import from it. */
  outPath: string,
): Promise<ReadonlyMap<string, string>> {
  const { protocol } = source;
  const reads = source.schemas.map((text) => readSchema({ ...text, protocol }));
  const schemas = reads.flatMap((read) => (read.ok ? [read.schema] : []));
  const { lock } = source;
  const locked = lock === null ? null : parseLock(lock, protocol);
  const oldestVersion = locked?.ok === true ? locked.lock.oldestVersion : 1;
  const decisions = await readDecisionsFiles(
    source.decisions.filter(({ fromVersion }) => fromVersion >= oldestVersion),
  );
  const texts = new Map<string, string>();
  if (schemas.length < reads.length || !decisions.ok) return texts;
  const spoken = spokenSchemas({ oldestVersion }, schemas);
  const decided = decideSteps({ schemas: spoken, decisions: decisions.files, source });
  const isDecided = decided.every(({ diagnostics }) => diagnostics.length === 0);
  const gaps = isDecided
    ? decideGaps({ schemas: spoken, decided, decisions: decisions.files, source })
    : NO_GAPS;
  const asked = [...decided.flatMap(askedOfStep), ...gaps.asked.flatMap(askedOfGap)];
  for (const { olderNames, ...questions } of asked) {
    const { older, newer } = questions;
    const name = `v${older}-v${newer}`;
    const file = decisions.files.get(name) ?? null;
    const [from, to] = [schemaOf(schemas, older), schemaOf(schemas, newer)];
    if (from === undefined || to === undefined) continue;
    const text = await scaffoldDecisions({
      ...questions,
      text: file?.source.text ?? null,
      scope: {
        older: typeGraph(from),
        newer: typeGraph(to),
        olderName: (newerName) => olderNames.get(newerName) ?? newerName,
      },
      runtime: source.options.runtime,
      target: source.options.target,
      stepModule: moduleSpecifier(`${outPath}/${name}`, source.options),
    });
    if (text !== null && text !== file?.source.text) {
      texts.set(decisionsFileName(name, source.options), text);
    }
  }
  return texts;
}

/** The questions of one file, and the older names of the types that were renamed. */
type Asked = Pick<
  ScaffoldInput,
  "older" | "newer" | "unanswered" | "refused" | "askedKeys" | "reasoned"
> & { readonly olderNames: ReadonlyMap<string, string> };

function askedOfStep({
  plan: { older, newer },
  questions,
  renames,
  entries,
  decisionsModule,
}: DecidedStep): readonly Asked[] {
  const inState = (state: QuestionState) =>
    questions.filter((question) => questionState(question, entries) === state);
  const unanswered = inState("needed");
  const refused = inState("refusing").filter((question) => question.kind === "conversion");
  if (decisionsModule === null && unanswered.length + refused.length === 0) return [];
  const askedKeys = new Set(questions.map(({ key }) => key));
  const olderNames = new Map(renames.map(({ key, olderName }) => [key, olderName]));
  return [{ older, newer, unanswered, refused, askedKeys, reasoned: ["byName"], olderNames }];
}

function askedOfGap({ ends, keys, unanswered }: AskedGap): readonly Asked[] {
  if (unanswered.length === 0) return [];
  const reasoned = ["sameAgain", "another"];
  const askedKeys = new Set(keys);
  return [{ ...ends, unanswered, refused: [], askedKeys, reasoned, olderNames: new Map() }];
}

function schemaOf(schemas: readonly Schema[], version: number): Schema | undefined {
  return schemas.find((schema) => schema.version === version);
}
