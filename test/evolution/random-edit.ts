/** Random edits of a draft, each with what a person has to be asked about it, and its verdict. */

import type { Compatibility } from "../../codegen/src/evolve/change/classify.js";
import type { StructType, Type } from "../../codegen/src/schema/model.js";
import { referencedNames } from "../../codegen/src/schema/type-graph.js";
import { pick, type Random } from "../contract/seeded-random.js";
import {
  type Definition,
  type Draft,
  fieldOf,
  freshName,
  type Naming,
  payloadDefinition,
  plainType,
} from "./random-draft.js";
import { enumEdit, unionEdit } from "./random-number-edit.js";
import { type Loss, randomRetype } from "./random-retype.js";

export type Need = "none" | "optional" | "required";

/** The answers that one key needs on the way up and on the way down. */
export type Asked = { readonly up: Need; readonly down: Need };

export type Edit = {
  readonly what: string;
  /** The definitions that are other ones now, or new. */
  readonly definitions: readonly Definition[];
  /** The name that is gone, of a type that is renamed or removed. */
  readonly gone?: string;
  readonly asked: readonly (readonly [key: string, Asked])[];
  /** Tells whether there is a question about matching the members of the type by name. */
  readonly byName?: boolean;
  /** Tells whether the question depends on everything else in the step. */
  readonly isLone?: boolean;
  /** It is null if it depends on more than the edit. */
  readonly verdict: Compatibility | null;
};

const NEEDED: Asked = { up: "required", down: "required" };
const POSSIBLE: Asked = { up: "optional", down: "optional" };

/** Returns null if the edit that was drawn does not apply. */
export function randomEdit(
  definition: Definition,
  draft: Draft,
  random: Random,
  naming: Naming,
): Edit | null {
  const { name, type } = definition;
  const usable = draft.map((other) => other.name).filter((other) => /^[EAS]/.test(other));
  switch (type.kind) {
    case "struct": {
      if (name.startsWith("P") && random(6) === 0) return payloadRemoved(name);
      // A type refers only to types before it, so that none contains itself by accident.
      const before = usable.slice(0, Math.max(0, usable.indexOf(name)));
      return structEdit(name, type, name === "Root" ? usable : before, random, naming);
    }
    case "enum":
      return enumEdit(name, type, random, naming);
    case "union": {
      const payload = payloadDefinition(random, naming, usable);
      return unionEdit(name, type, payload, random);
    }
    default:
      if (type.kind === "primitive" && type.name === "void") {
        return payloadAdded(name, random, naming);
      }
      return aliasEdit(name, type, random);
  }
}

function payloadRemoved(name: string): Edit {
  const definitions: readonly Definition[] = [{ name, type: { kind: "primitive", name: "void" } }];
  return { what: `${name} to void`, definitions, asked: [[name, NEEDED]], verdict: "decision" };
}

function payloadAdded(name: string, random: Random, naming: Naming): Edit {
  const fields = [fieldOf(freshName("f", naming), plainType(random, [], 1))];
  const definitions: readonly Definition[] = [{ name, type: { kind: "struct", fields } }];
  return { what: `${name} from void`, definitions, asked: [[name, NEEDED]], verdict: "decision" };
}

function askedOf(up: Loss, down: Loss): Asked {
  const needDown = { none: "none", some: "optional", all: "required" } as const;
  return { up: up === "none" ? "none" : "required", down: needDown[down] };
}

function aliasEdit(name: string, type: Type, random: Random): Edit | null {
  const retyped = randomRetype(type, random);
  if (retyped === null) return null;
  const asked = [[name, askedOf(retyped.up, retyped.down)]] as const;
  const definitions = [{ name, type: retyped.type }];
  return { what: `${name} retyped`, definitions, asked, isLone: true, verdict: null };
}

function structEdit(
  name: string,
  type: StructType,
  usable: readonly string[],
  random: Random,
  naming: Naming,
): Edit | null {
  const index = random(type.fields.length);
  // A struct has a field.
  const field = type.fields[index] as StructType["fields"][number];
  const key = `${name}.${field.name}`;
  const edited = (fields: StructType["fields"]): readonly Definition[] => [
    { name, type: { kind: "struct", fields } },
  ];
  switch (random(7)) {
    case 0: {
      const added = fieldOf(freshName("f", naming), plainType(random, usable, 1));
      const isOptional = added.type.kind === "optional";
      const definitions = edited(type.fields.toSpliced(random(type.fields.length + 1), 0, added));
      const asked = [[`${name}.${added.name}`, isOptional ? POSSIBLE : NEEDED]] as const;
      return isAliasOfOptional(added.type)
        ? null
        : {
            what: `${key} added`,
            definitions,
            asked,
            verdict: isOptional ? "compatible" : "decision",
          };
    }
    case 1: {
      if (type.fields.length === 1 || isAliasOfOptional(field.type)) return null;
      const isOptional = field.type.kind === "optional";
      const definitions = edited(type.fields.toSpliced(index, 1));
      const asked = [[key, isOptional ? POSSIBLE : NEEDED]] as const;
      return {
        what: `${key} removed`,
        definitions,
        asked,
        verdict: isOptional ? "compatible" : "decision",
      };
    }
    case 2: {
      // The type of what holds itself is another one as soon as a field of it is.
      if (referencedNames(field.type).includes(name)) return null;
      const renamed = freshName("f", naming);
      const definitions = edited(type.fields.with(index, { ...field, name: renamed }));
      const asked = [
        [key, NEEDED],
        [`${name}.${renamed}`, NEEDED],
      ] as const;
      return { what: `${key} renamed`, definitions, asked, isLone: true, verdict: "decision" };
    }
    case 3: {
      const other = random(type.fields.length);
      // An index below the length has a field.
      const swapped = type.fields[other] as StructType["fields"][number];
      if (other === index) return null;
      const definitions = edited(type.fields.with(index, swapped).with(other, field));
      return { what: `${key} swapped`, definitions, asked: [], byName: true, verdict: null };
    }
    default: {
      const retyped = randomRetype(field.type, random);
      if (retyped === null) return null;
      const definitions = edited(type.fields.with(index, { ...field, type: retyped.type }));
      const asked = [[key, askedOf(retyped.up, retyped.down)]] as const;
      return { what: `${key} retyped`, definitions, asked, verdict: null };
    }
  }
}

/** An alias decides whether such a field may be left out, and another edit may change the alias. */
function isAliasOfOptional(type: Type): boolean {
  return type.kind === "reference" && type.name.startsWith("A");
}

/** Another name for what a struct or an alias holds, or the other way round: nothing is asked. */
export function aliasIntroduced(draft: Draft, random: Random, naming: Naming): Edit | null {
  const definition = pick(random, draft);
  if (definition.type.kind !== "struct") return null;
  const { fields } = definition.type;
  const index = random(fields.length);
  // A struct has a field.
  const field = fields[index] as StructType["fields"][number];
  if (referencedNames(field.type).includes(definition.name)) return null;
  const alias = { name: freshName("A", naming), type: field.type };
  const type: Type = {
    kind: "struct",
    fields: fields.with(index, { ...field, type: { kind: "reference", name: alias.name } }),
  };
  return {
    what: `${alias.name} introduced`,
    definitions: [alias, { name: definition.name, type }],
    asked: [],
    verdict: "compatible",
  };
}

/** A type under another name wherever it is used: asked where the name is that of a variant. */
export function typeRenamed(draft: Draft, random: Random, naming: Naming): Edit | null {
  const { name, type } = pick(random, draft);
  if (name === "Root") return null;
  const renamed = freshName(name.charAt(0), naming);
  const definitions = draft
    .filter((definition) => definition.name !== name)
    .filter((definition) => referencedNames(definition.type).includes(name))
    .map((definition) => ({
      name: definition.name,
      type: withName(definition.type, name, renamed),
    }));
  const unions = definitions.filter((definition) => definition.type.kind === "union");
  const asked = unions.flatMap((union): Edit["asked"] => [
    [`${union.name}.${name}`, { up: "required", down: "none" }],
    [`${union.name}.${renamed}`, { up: "none", down: "required" }],
  ]);
  return {
    what: `${name} is ${renamed}`,
    definitions: [...definitions, { name: renamed, type: withName(type, name, renamed) }],
    gone: name,
    asked,
    verdict: null,
  };
}

function withName(type: Type, name: string, renamed: string): Type {
  const within = (inner: Type) => withName(inner, name, renamed);
  const nameOf = (found: string) => (found === name ? renamed : found);
  switch (type.kind) {
    case "primitive":
    case "data":
    case "enum":
      return type;
    case "reference":
      return { kind: "reference", name: nameOf(type.name) };
    case "optional":
    case "list":
      return { ...type, item: within(type.item) };
    case "map":
      return { ...type, key: within(type.key), value: within(type.value) };
    case "struct":
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...field, type: within(field.type) })),
      };
    case "union":
      return {
        ...type,
        variants: type.variants.map((variant) => ({
          ...variant,
          name: nameOf(variant.name),
          type: within(variant.type),
        })),
      };
    default:
      return type satisfies never;
  }
}
