/** The lint rules that look at one schema, and at the version before it. */

import { schemaRoots } from "../evolve/closure/schema-roots.js";
import type { NamedType, Schema, Type } from "../schema/model.js";
import { type Definition, nestedTypes, type SyntaxType } from "../syntax/definition.js";
import type { LintRuleName } from "./lint-rules.js";

/** A place that a rule found, in the text of the schema. */
export type LintHit = {
  readonly rule: LintRuleName;
  readonly offset: number;
  readonly message: string;
};

export type LintedSchema = {
  readonly text: string;
  readonly schema: Schema;
  readonly definitions: readonly Definition[];
  /** The version before it; null of the first one. */
  readonly older: Schema | null;
  /** Former names that decisions say to be renamed. */
  readonly renamed: ReadonlySet<string>;
};

export function lintSchema(linted: LintedSchema): readonly LintHit[] {
  const { schema, definitions } = linted;
  return [
    ...definitions.flatMap(({ type }) =>
      nestedTypes(type).flatMap((at) => implicitTags(at, linted)),
    ),
    ...definitions.flatMap(({ type }) => nestedTypes(type).flatMap((at) => fieldStyle(at, linted))),
    ...definitions.flatMap(({ name, nameOffset }) => typeStyle(name, nameOffset)),
    ...definitions.flatMap(({ type }) => nestedTypes(type).flatMap((at) => mapKey(at, schema))),
    ...schema.types.flatMap((named) => [
      ...tagGaps(named),
      ...reusedTags(named, linted),
      ...enumRoom(named),
      ...unknownAtZero(named),
      ...sizeLimits(named),
    ]),
    ...rootHits(schema),
  ];
}

type Numbered = { readonly name: string; readonly number: number; readonly offset: number };

/** The members of a union or an enum, each with its number; none of another type. */
function numbered(type: Type): readonly Numbered[] {
  if (type.kind === "enum") return type.values;
  if (type.kind !== "union") return [];
  return type.variants.map(({ name, tag, offset }) => ({ name, number: tag, offset }));
}

function implicitTags(type: SyntaxType, { text }: LintedSchema): readonly LintHit[] {
  const offsets =
    type.kind === "union"
      ? type.variants.filter(({ offset, tagOffset }) => offset === tagOffset)
      : type.kind === "enum"
        ? type.values.filter(({ name, offset }) => !/^\s*=/.test(text.slice(offset + name.length)))
        : [];
  const [first] = offsets;
  if (first === undefined) return [];
  const members = offsets.length === 1 ? "a member has" : `${offsets.length} members have`;
  const message = `${members} no number of ${offsets.length === 1 ? "its" : "their"} own`;
  return [{ rule: "explicit-tags", offset: first.offset, message }];
}

function fieldStyle(type: SyntaxType, { definitions }: LintedSchema): readonly LintHit[] {
  if (type.kind === "enum") {
    return type.values
      .filter(({ name }) => !/^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[A-Z][A-Za-z0-9]*)$/.test(name))
      .map(({ name, offset }) => ({
        rule: "naming",
        offset,
        message: `the value '${name}' is neither in UPPER_SNAKE_CASE nor in PascalCase`,
      }));
  }
  if (type.kind !== "struct") return [];
  const fields = definitions
    .flatMap((definition) => nestedTypes(definition.type))
    .flatMap((found) => (found.kind === "struct" ? found.fields : []));
  const camel = fields.filter(({ name }) => /[a-z][A-Z]/.test(name)).length;
  const snake = fields.filter(({ name }) => name.includes("_")).length;
  if (camel === 0 || snake === 0) return [];
  const isOther = (name: string) => (camel >= snake ? name.includes("_") : /[a-z][A-Z]/.test(name));
  const style = camel >= snake ? "camelCase" : "snake_case";
  return type.fields
    .filter(({ name }) => isOther(name))
    .map(({ name, offset }) => ({
      rule: "naming",
      offset,
      message: `the field '${name}' is not in ${style} as the others of this schema`,
    }));
}

function typeStyle(name: string, offset: number): readonly LintHit[] {
  if (!name.includes("_")) return [];
  return [{ rule: "naming", offset, message: `the type '${name}' is not in PascalCase` }];
}

function mapKey(type: SyntaxType, schema: Schema): readonly LintHit[] {
  if (type.kind !== "map") return [];
  const key = finalKind(type.key, schema);
  if (key !== "data" && key !== "bool") return [];
  return [{ rule: "map-key", offset: type.key.offset, message: `a map has keys of '${key}'` }];
}

/** A checked schema has no alias of itself, so this ends. */
function finalKind(type: SyntaxType | Type, schema: Schema): string {
  if (type.kind === "primitive") return type.name;
  if (type.kind !== "reference") return type.kind;
  const named = schema.types.find(({ name }) => name === type.name);
  return named === undefined ? type.name : finalKind(named.type, schema);
}

/** A comment says of a number that it is not free with the word `reserved` on the same line. */
function tagGaps({ name, doc, type }: NamedType): readonly LintHit[] {
  const members = numbered(type);
  const used = new Set(members.map(({ number }) => number));
  const reserved = reservedNumbers(doc ?? "");
  const last = Math.max(-1, ...used);
  // Numbers that are spread widely are codes of something else, such as the status of HTTP.
  if (last > 2 * members.length + 16) return [];
  const missing: number[] = [];
  for (let number = 0; number < last; number += 1) {
    if (!used.has(number) && !reserved(number)) missing.push(number);
  }
  const behind = members.find(({ number }) => number > (missing[0] ?? last));
  if (missing.length === 0 || behind === undefined) return [];
  const message = `'${name}' leaves out ${missing.join(", ")} and does not say why`;
  return [{ rule: "tag-gap", offset: behind.offset, message }];
}

function reservedNumbers(doc: string): (number: number) => boolean {
  const lines = doc.split("\n").filter((line) => /\breserved\b/i.test(line));
  const ranges = lines.flatMap((line) =>
    [...line.matchAll(/(\d+)(?:\s*(?:-|to|\.\.)\s*(\d+))?/g)].map(([, from, to]) => ({
      from: Number(from),
      to: Number(to ?? from),
    })),
  );
  return (number) => ranges.some(({ from, to }) => from <= number && number <= to);
}

function reusedTags({ name, type }: NamedType, { older, renamed }: LintedSchema) {
  const before = older?.types.find((named) => named.name === name);
  if (before === undefined || before.type.kind !== type.kind) return [];
  const [now, then] = [numbered(type), numbered(before.type)];
  return now.flatMap((member): readonly LintHit[] => {
    const former = then.find(({ number }) => number === member.number);
    if (former === undefined || former.name === member.name || renamed.has(former.name)) return [];
    const message = `${member.number} was '${former.name}' in v${older?.version}, and is '${member.name}' now`;
    return [{ rule: "tag-reused", offset: member.offset, message }];
  });
}

function enumRoom({ name, type }: NamedType): readonly LintHit[] {
  const members = numbered(type);
  const large = members.find(({ number }) => number > 127);
  if (large === undefined || members.length >= 128) return [];
  const message = `'${name}' needs two bytes for ${large.number}, with ${members.length} members`;
  return [{ rule: "enum-room", offset: large.offset, message }];
}

function unknownAtZero({ name, type }: NamedType): readonly LintHit[] {
  if (type.kind !== "enum") return [];
  const zero = type.values.find(({ number }) => number === 0) ?? type.values[0];
  if (zero === undefined || /unknown|none|unspecified|default/i.test(zero.name)) return [];
  const message = `'${name}' has no member for what is unknown at 0`;
  return [{ rule: "unknown-at-zero", offset: zero.offset, message }];
}

function sizeLimits({ type }: NamedType): readonly LintHit[] {
  if (type.kind !== "struct") return [];
  return type.fields
    .filter((field) => {
      const isOpen =
        (field.type.kind === "data" || field.type.kind === "list") && field.type.length === null;
      return isOpen && !/\b(?:at most|up to|limit|maximum|no more than)\b/i.test(field.doc ?? "");
    })
    .map(({ name, offset }) => ({
      rule: "size-limit",
      offset,
      message: `nothing says how large '${name}' may be`,
    }));
}

function rootHits(schema: Schema): readonly LintHit[] {
  const names = new Set(schemaRoots(schema));
  return schema.types
    .filter(({ name, hoisted }) => names.has(name) && !hoisted)
    .flatMap(({ name, doc, type, offset }): readonly LintHit[] => {
      const kind = type.kind === "primitive" ? type.name : type.kind;
      const bare: readonly LintHit[] =
        type.kind === "struct" || type.kind === "union"
          ? []
          : [
              {
                rule: "primitive-root",
                offset,
                message: `the message '${name}' is a bare ${kind}`,
              },
            ];
      const silent = doc === null ? [{ name: `the message '${name}'`, offset }] : [];
      const types = new Map(schema.types.map((named) => [named.name, named.doc]));
      const variants =
        type.kind === "union"
          ? type.variants
              .filter((at) => at.doc === null && documentation(at.type, types) === null)
              .map((at) => ({ name: `the variant '${name}.${at.name}'`, offset: at.offset }))
          : [];
      return [
        ...bare,
        ...[...silent, ...variants].map((part): LintHit => {
          const message = `${part.name} has no comment`;
          return { rule: "message-comment", offset: part.offset, message };
        }),
      ];
    });
}

/** A variant is documented by its type as well. */
function documentation(type: Type, docs: ReadonlyMap<string, string | null>): string | null {
  return type.kind === "reference" ? (docs.get(type.name) ?? null) : null;
}
