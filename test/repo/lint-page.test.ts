/** `docs/lint.md` is printed from the table of lint rules; BAREWIRE_UPDATE=1 writes it. */

import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { LINT_RULE_NAMES, LINT_RULES } from "../../codegen/src/lint/lint-rules.js";

const PAGE = new URL("../../docs/lint.md", import.meta.url);

const SCHEMA = new URL("../../codegen/config.schema.json", import.meta.url);

function ruleSection(name: (typeof LINT_RULE_NAMES)[number]): string {
  const { severity, finds, why, remedy } = LINT_RULES[name];
  return `## ${name}

Finds ${finds}. Usually ${severity === "off" ? "off" : `${severity === "error" ? "an error" : "a note"}`}.

${why} ${remedy}
`;
}

/** The page as it must be. */
function page(): string {
  return `# Lint rules

<!-- Printed by \`BAREWIRE_UPDATE=1 npx vitest run lint-page\` from the table. Do not edit. -->

\`barewire check\` applies these rules to schemas that compile. Rules about the text of a schema look at
drafts, because what is published cannot be changed. The table is in
\`codegen/src/lint/lint-rules.ts\`.

An \`error\` makes the command end with 100, a \`note\` does not. \`barewire.config.json\` sets the
severity for all protocols, or for one of them:

\`\`\`json
{
  "lint": { "message-comment": "error", "size-limit": "note" },
  "protocols": { "chat": { "lint": { "naming": "off" } } }
}
\`\`\`

A single finding is ignored by a comment on the line above it, or behind it, with the reason. Such a
line is no part of the documentation:

\`\`\`
type Status enum {
  OK = 0
  # barewire-ignore tag-gap: 1 to 3 were used by a prototype that may still be installed
  FAILED = 4
}
\`\`\`

${LINT_RULE_NAMES.map(ruleSection).join("\n")}`;
}

test("docs/lint.md says what the table says", async () => {
  if (process.env["BAREWIRE_UPDATE"] === "1") await writeFile(PAGE, page());
  expect(await readFile(PAGE, "utf8")).toBe(page());
});

test("the schema of the configuration knows every rule", async () => {
  const { definitions } = JSON.parse(await readFile(SCHEMA, "utf8"));
  expect(Object.keys(definitions.lint.properties)).toEqual(LINT_RULE_NAMES);
});
