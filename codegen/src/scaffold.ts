/** The decisions files of a protocol with every missing entry added: pure, as `generate.ts`. */

import { decideGaps } from "./decide-gaps.js";
import { decideSteps } from "./decide-steps.js";
import type { DecisionsFile } from "./evolve/plan/decision-entry.js";
import type { Question } from "./evolve/plan/question.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { readSchema } from "./schema/read-schema.js";
import { readDecisionsFiles } from "./typescript/read-decisions.js";
import { scaffoldDecisions } from "./typescript/scaffold-decisions.js";

/** The texts of incomplete files by name, `vN-vM.ts`; none where the sources have problems. */
export async function scaffoldProtocol(
  source: ProtocolSource,
  /** The output folder as the decisions files import from it. */
  outPath: string,
): Promise<ReadonlyMap<string, string>> {
  const { protocol } = source;
  const reads = source.schemas.map((text) => readSchema({ ...text, protocol }));
  const schemas = reads.flatMap((read) => (read.ok ? [read.schema] : []));
  const decisions = await readDecisionsFiles(source.decisions);
  const texts = new Map<string, string>();
  if (schemas.length < reads.length || !decisions.ok) return texts;
  const decided = decideSteps({ schemas, decisions: decisions.files, source });
  for (const step of decided) {
    const { older, newer } = step.plan;
    const name = `v${older}-v${newer}`;
    const file = decisions.files.get(name) ?? null;
    const unanswered = step.questions.filter((question) => !isAnswered(question, file));
    if (unanswered.length === 0) continue;
    const text = await scaffoldDecisions({
      older,
      newer,
      text: file?.source.text ?? null,
      unanswered,
      runtime: source.options.runtime,
      stepModule: `${outPath}/${name}.js`,
    });
    if (text !== null) texts.set(`${name}.ts`, text);
  }
  const gaps = decided.some(({ diagnostics }) => diagnostics.length > 0)
    ? []
    : decideGaps({ schemas, decided, decisions: decisions.files, source });
  for (const { ends, unanswered } of gaps) {
    if (unanswered.length === 0) continue;
    const name = `v${ends.older}-v${ends.newer}`;
    const text = await scaffoldDecisions({
      ...ends,
      text: decisions.files.get(name)?.source.text ?? null,
      unanswered,
      runtime: source.options.runtime,
      stepModule: `${outPath}/${name}.js`,
    });
    if (text !== null) texts.set(`${name}.ts`, text);
  }
  return texts;
}

/** Rejection is the default of what is not required. */
function isAnswered(question: Question, file: DecisionsFile | null): boolean {
  const entry = file?.entries.get(question.key);
  if (question.kind === "by-name") return (entry?.byName ?? null) !== null;
  return !question.isRequired || (entry?.[question.direction] ?? null) !== null;
}
