/** Applies the lint rules to the sources of one protocol, as the configuration says. */

import { parseLock } from "../lock/parse-lock.js";
import type { RefusedPlaces } from "../refused-places.js";
import { deprecatedParts } from "../schema/deprecated-parts.js";
import type { Schema } from "../schema/model.js";
import { parseSchema } from "../schema/parse-schema.js";
import { partOffset } from "../schema/part-keys.js";
import type { ProtocolSource, SchemaText } from "../schema/protocol-source.js";
import { readSchema } from "../schema/read-schema.js";
import { withoutIgnored } from "./ignored-hits.js";
import { LINT_RULES, type LintRuleName, type LintSeverity } from "./lint-rules.js";
import { type LintHit, lintSchema } from "./lint-schema.js";

/** The severities that the configuration changes. */
export type LintSettings = ReadonlyMap<LintRuleName, LintSeverity>;

export type LintFinding = {
  readonly file: string;
  readonly text: string;
  readonly offset: number;
  readonly rule: LintRuleName;
  readonly severity: "error" | "note";
  readonly message: string;
  readonly help: string;
};

/**
 * The findings of all schemas without syntax errors. Rules about the text look at drafts, because
 * what is published cannot be changed; those about pairs, deprecated parts and decisions look at
 * published versions as well.
 */
export function lintProtocol(
  source: ProtocolSource,
  refused: readonly RefusedPlaces[],
  settings: LintSettings,
): readonly LintFinding[] {
  const { protocol } = source;
  const frozen = frozenVersions(source);
  const renamed = renamedNames(source);
  const read = source.schemas.flatMap((text) => {
    const result = readSchema({ ...text, protocol });
    return result.ok ? [{ text, schema: result.schema }] : [];
  });
  return read.flatMap(({ text, schema }, index) => {
    const older = read[index - 1]?.schema ?? null;
    const { definitions } = parseSchema(text.text);
    const isNewest = text.version === source.schemas.at(-1)?.version;
    const draftHits = frozen.has(text.version)
      ? []
      : [...lintSchema({ text: text.text, schema, definitions, older, renamed: renamed.former })];
    const hits = [
      ...draftHits,
      ...pairHits(source, schema, renamed.now),
      ...(isNewest ? deprecatedHits(schema) : []),
      ...undecidedHits(schema, refused),
    ].filter(({ rule }) => severityOf(rule, settings) !== "off");
    return withoutIgnored(hits, text.text).flatMap((hit) => finding(hit, text, settings));
  });
}

/** An invalid lock is a problem of its own; without one, all versions are drafts. */
function frozenVersions({ lock, protocol }: ProtocolSource): ReadonlySet<number> {
  const parsed = lock === null ? null : parseLock(lock, protocol);
  if (parsed === null || !parsed.ok) return new Set();
  const versions = [...parsed.lock.versions];
  return new Set(
    versions.flatMap(([version, { status }]) => (status === "draft" ? [] : [version])),
  );
}

/** The names that decisions call renamed, before and after. */
function renamedNames({ decisions }: ProtocolSource) {
  const entries = decisions.flatMap(({ text }) => [
    ...text.matchAll(/["']?([\w.]+)["']?\s*:\s*renamedFrom\(\s*["'](\w+)/g),
  ]);
  return {
    now: new Set(entries.map(([, name]) => name ?? "")),
    former: new Set(entries.map(([, , name]) => name ?? "")),
  };
}

/**
 * Both messages of a pair are in the version, or neither. The configuration has the names of the
 * newest version, so that a pair of which one was renamed cannot be judged in older ones.
 */
function pairHits(
  { directions }: ProtocolSource,
  schema: Schema,
  renamed: ReadonlySet<string>,
): readonly LintHit[] {
  const isRenamed = (name: string) => renamed.has(name) || renamed.has(name.split(".")[0] ?? name);
  const pairs = (directions?.answers ?? []).filter(
    ({ request, response }) => !isRenamed(request) && !isRenamed(response),
  );
  return pairs.flatMap(({ request, response }): readonly LintHit[] => {
    const [asked, answered] = [partOffset(schema, request), partOffset(schema, response)];
    if ((asked === null) === (answered === null)) return [];
    const [there, missing] = asked === null ? [response, request] : [request, response];
    const message = `v${schema.version} has '${there}', and lacks '${missing}' of the same pair`;
    return [{ rule: "request-without-response", offset: asked ?? answered ?? 0, message }];
  });
}

function deprecatedHits(schema: Schema): readonly LintHit[] {
  return deprecatedParts(schema).map(({ key, reason, offset }) => ({
    rule: "deprecated",
    offset,
    message: `'${key}' is deprecated${reason === "" ? "" : `: ${reason}`}`,
  }));
}

/** The names of the places are those of the newer version of the step, where they are found. */
function undecidedHits(schema: Schema, refused: readonly RefusedPlaces[]): readonly LintHit[] {
  const steps = refused.filter(
    ({ fromVersion, toVersion }) => Math.max(fromVersion, toVersion) === schema.version,
  );
  return steps.flatMap(({ fromVersion, toVersion, keys }) =>
    keys.map((key) => ({
      rule: "undecided",
      offset: partOffset(schema, key) ?? partOffset(schema, key.split(".")[0] ?? key) ?? 0,
      message: `v${fromVersion} to v${toVersion} refuses values of '${key}', and no decision says so`,
    })),
  );
}

function severityOf(rule: LintRuleName, settings: LintSettings): LintSeverity {
  return settings.get(rule) ?? LINT_RULES[rule].severity;
}

function finding(
  { rule, offset, message }: LintHit,
  { file, text }: SchemaText,
  settings: LintSettings,
): readonly LintFinding[] {
  const severity = severityOf(rule, settings);
  if (severity === "off") return [];
  return [{ file, text, offset, rule, severity, message, help: LINT_RULES[rule].remedy }];
}
