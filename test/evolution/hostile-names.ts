/**
 * Names that generated code must be able to live with, in place of those that a draft is made with:
 * what JavaScript, TypeScript, the runtime and generated modules call something already, what is
 * joined of other names, and everything from one character to eighty.
 */

import type { Type } from "../../codegen/src/schema/model.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { pick, type Random } from "../contract/seeded-random.js";
import type { Draft } from "./random-draft.js";
import type { Asked } from "./random-edit.js";

/** The new name of every type, field and enum value by the old one; no two are the same. */
export type Disguise = ReadonlyMap<string, string>;

const TYPE_NAMES = (
  "Map ReadonlyMap Set Uint8Array Uint16Array BigUint64Array Float32Array Array ReadonlyArray Object " +
  "Function Promise Symbol BigInt Number String Boolean Date Error TypeError Proxy Reflect JSON Math " +
  "Infinity NaN Record Readonly Partial Pick Omit Exclude Extract NonNullable Parameters Reader Writer " +
  "Some Version Path Step Limits Result Protocol Conversion Availability WireError DecodeOptions " +
  "SCHEMA VERSIONS AVAILABILITY PROTOCOL UPGRADE DOWNGRADE Embedded At For Unguarded Items V1 FromV1 " +
  "ToV1 DecisionsV1V2 Str U8 Data Optional ListOfU8 MapOfStrToU8 Drop DropIf Reject RenamedFrom ByName"
).split(" ");

const FIELD_NAMES = (
  "constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable " +
  "value tag val some reader writer bytes bare decide decisions version versions options at key keys " +
  "items entries count index item error steps conversion message schema root path v1 v2 v3 length name " +
  "prototype then caller arguments eval undefined null true false this super new delete typeof void in " +
  "instanceof class extends function return throw try catch finally if else for while do switch case " +
  "default break continue with yield await async let const var static get set readonly declare abstract " +
  "private protected public implements interface package module namespace import export from as is " +
  "infer keyof unique symbol any unknown never object string number boolean bigint type struct enum " +
  "union optional list map data u8 str bool f32 upgrade downgrade globalThis toJSON"
)
  .split(" ")
  .filter((name) => isAccepted(`type A struct { ${name}: u8 }`));

const VALUE_NAMES = "A B_C VALUE CONSTRUCTOR NULL TRUE UNDEFINED NAN DEFAULT X1".split(" ");

function isAccepted(text: string): boolean {
  return readSchema({ file: "v1.bare", text, protocol: "names", version: 1 }).ok;
}

/** Chooses new names for all names in all versions of a protocol. */
export function randomDisguise(drafts: readonly Draft[], random: Random): Disguise {
  const types = new Set<string>();
  const fields = new Set<string>();
  const values = new Set<string>();
  for (const { name, type } of drafts.flat()) {
    types.add(name);
    if (type.kind === "struct") for (const field of type.fields) fields.add(field.name);
    if (type.kind === "enum") for (const value of type.values) values.add(value.name);
  }
  return new Map([
    ...disguised(types, (taken) => typeName(taken, random)),
    ...disguised(fields, () => fieldName(random)),
    ...disguised(values, () => valueName(random)),
  ]);
}

function disguised(
  names: ReadonlySet<string>,
  draw: (taken: readonly string[]) => string,
): readonly (readonly [string, string])[] {
  const taken = new Set<string>();
  return [...names].map((name) => {
    let drawn = draw([...taken]);
    while (taken.has(drawn)) drawn = draw([...taken]);
    taken.add(drawn);
    return [name, drawn];
  });
}

const JOINS: readonly ((name: string) => string)[] = [
  (name) => `Embedded${name}`,
  (name) => `${name}At`,
  (name) => `${name}For`,
  (name) => `${name}Unguarded`,
  (name) => `${name}FromV1`,
  (name) => `ListOf${name}`,
  (name) => `Optional${name}`,
  (name) => `MapOfStrTo${name}`,
  (name) => `Protocol${name}`,
  (name) => `Decode${name}`,
];

function typeName(taken: readonly string[], random: Random): string {
  const kind = random(3);
  if (kind === 0) return pick(random, TYPE_NAMES);
  if (kind === 1 && taken.length > 0) {
    const joined = pick(random, JOINS)(pick(random, taken));
    if (joined.length <= MAX_LENGTH) return joined;
  }
  return longName(UPPER, LETTERS, random);
}

function fieldName(random: Random): string {
  return random(3) > 0 ? pick(random, FIELD_NAMES) : longName(LOWER, LETTERS, random);
}

function valueName(random: Random): string {
  return random(3) === 0 ? pick(random, VALUE_NAMES) : longName(UPPER, UPPER, random);
}

const MAX_LENGTH = 80;
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const LETTERS = `${LOWER}${UPPER}0123456789`;

/** Mostly short, as names are, and up to the longest. */
function longName(first: string, rest: string, random: Random): string {
  const length = 1 + random(random(4) === 0 ? MAX_LENGTH : 12);
  const letters = Array.from({ length: length - 1 }, () => pick(random, [...rest]));
  return pick(random, [...first]) + letters.join("");
}

export function disguisedDraft(draft: Draft, disguise: Disguise): Draft {
  return draft.map(({ name, type }) => ({
    name: newName(name, disguise),
    type: disguisedType(type, disguise),
  }));
}

/** The new form of the key `Type` or `Type.member`. */
export function disguisedKey(key: string, disguise: Disguise): string {
  return key
    .split(".")
    .map((name) => newName(name, disguise))
    .join(".");
}

export function disguisedAsked(
  asked: ReadonlyMap<string, Asked>,
  disguise: Disguise,
): ReadonlyMap<string, Asked> {
  return new Map([...asked].map(([key, needs]) => [disguisedKey(key, disguise), needs]));
}

export function newName(name: string, disguise: Disguise): string {
  const found = disguise.get(name);
  if (found === undefined) throw new Error(`${name} has no other name`);
  return found;
}

function disguisedType(type: Type, disguise: Disguise): Type {
  const within = (inner: Type) => disguisedType(inner, disguise);
  const named = <Item extends { readonly name: string }>(item: Item): Item => ({
    ...item,
    name: newName(item.name, disguise),
  });
  switch (type.kind) {
    case "primitive":
    case "data":
      return type;
    case "reference":
      return named(type);
    case "optional":
    case "list":
      return { ...type, item: within(type.item) };
    case "map":
      return { ...type, key: within(type.key), value: within(type.value) };
    case "struct":
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...named(field), type: within(field.type) })),
      };
    case "enum":
      return { ...type, values: type.values.map(named) };
    case "union":
      return {
        ...type,
        variants: type.variants.map((variant) => ({
          ...named(variant),
          type: within(variant.type),
        })),
      };
    default:
      return type satisfies never;
  }
}
