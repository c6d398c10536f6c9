/** The rules for the members of one struct, enum or union: their names, numbers and count. */

import type {
  SyntaxEnumValue,
  SyntaxField,
  SyntaxType,
  SyntaxVariant,
} from "../syntax/definition.js";
import type { Problem } from "./diagnostic.js";
import { formatBody, formatSyntaxType } from "./format-syntax-type.js";
import { camelCase, lowerCamelCase } from "./spelling.js";

export function checkMembers(type: SyntaxType): readonly Problem[] {
  switch (type.kind) {
    case "struct":
      if (type.fields.length === 0) return [emptyStruct(type.bodyOffset)];
      return [...fieldSpelling(type.fields), ...repeatedFields(type.fields)];
    case "enum":
      if (type.values.length === 0) return [empty("an enum needs at least one value", type)];
      return [...repeatedValues(type.values), ...valueNumbers(type.values)];
    case "union":
      if (type.variants.length === 0) return [empty("a union needs at least one member", type)];
      return [...repeatedTypes(type.variants), ...variantTags(type.variants)];
    default:
      return [];
  }
}

function emptyStruct(offset: number): Problem {
  const suggestion = "a type without content is written void";
  const message = "a struct needs at least one field";
  return { code: "members-missing", offset, message, suggestion };
}

function empty(message: string, { offset }: SyntaxType): Problem {
  return { code: "members-missing", offset, message, suggestion: null };
}

function fieldSpelling(fields: readonly SyntaxField[]): readonly Problem[] {
  const isAccepted = (name: string) => /^[a-z]\w*$/.test(name);
  return fields
    .filter(({ name }) => !isAccepted(name))
    .map(({ name, offset }) => {
      const meant = lowerCamelCase(name);
      const suggestion = isAccepted(meant) ? `did you mean '${meant}'?` : null;
      const message = `the field name '${name}' is neither in camelCase nor in snake_case`;
      const end = offset + name.length;
      const fix = isAccepted(meant) ? { offset, end, text: meant } : null;
      return { code: "field-name", offset, message, suggestion, fix };
    });
}

function repeatedFields(fields: readonly SyntaxField[]): readonly Problem[] {
  return repeats(fields, ({ name }) => camelCase(name)).map(({ first, repeat }) => ({
    code: "field-twice",
    offset: repeat.offset,
    message:
      first.name === repeat.name
        ? `the struct has two fields '${repeat.name}'`
        : `'${first.name}' and '${repeat.name}' are both ${camelCase(repeat.name)} in code`,
    suggestion: "rename one of the two",
  }));
}

function repeatedValues(values: readonly SyntaxEnumValue[]): readonly Problem[] {
  return repeats(values, ({ name }) => name).map(({ repeat }) => ({
    code: "value-twice",
    offset: repeat.offset,
    message: `the enum has two values '${repeat.name}'`,
    suggestion: "rename one of the two",
  }));
}

function repeatedTypes(variants: readonly SyntaxVariant[]): readonly Problem[] {
  return repeats(variants, ({ type }) => formatSyntaxType(type, formatBody)).map(({ repeat }) => ({
    code: "variant-twice",
    offset: repeat.offset,
    message: `the union has two members '${formatSyntaxType(repeat.type, ({ kind }) => kind)}'`,
    suggestion: "define a type with a name of its own for one of the two",
  }));
}

function valueNumbers(values: readonly SyntaxEnumValue[]): readonly Problem[] {
  return numberProblems(values.map(({ name, number, offset }) => ({ what: name, number, offset })));
}

function variantTags(variants: readonly SyntaxVariant[]): readonly Problem[] {
  return numberProblems(
    variants.map(({ type, tag, tagOffset }) => ({
      what: formatSyntaxType(type, ({ kind }) => kind),
      number: tag,
      offset: tagOffset,
    })),
  );
}

type Numbered = { readonly what: string; readonly number: number; readonly offset: number };

function numberProblems(members: readonly Numbered[]): readonly Problem[] {
  const unsafe = members.filter(({ number }) => !Number.isSafeInteger(number));
  // Numbers that are not exact may look equal without being so.
  const exact = members.filter(({ number }) => Number.isSafeInteger(number));
  return [
    ...unsafe.map(
      ({ what, offset }): Problem => ({
        code: "number-too-large",
        offset,
        message: `the number of '${what}' is above 2^53 - 1, the largest exact number in JavaScript`,
        suggestion: null,
      }),
    ),
    ...repeats(exact, ({ number }) => number).map(
      ({ first, repeat }): Problem => ({
        code: "number-twice",
        offset: repeat.offset,
        message: `'${first.what}' and '${repeat.what}' both have the number ${repeat.number}`,
        suggestion: freeNumberHint(exact),
      }),
    ),
  ];
}

function freeNumberHint(members: readonly Numbered[]): string | null {
  const free = members.reduce((next, { number }) => Math.max(next, number + 1), 0);
  return Number.isSafeInteger(free) ? `the next free number is ${free}` : null;
}

/** Each item whose key an earlier one has, with the first of that key. */
function repeats<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | number,
): readonly { readonly first: Item; readonly repeat: Item }[] {
  const firsts = new Map<string | number, Item>();
  return items.flatMap((item) => {
    const first = firsts.get(keyOf(item));
    if (first !== undefined) return [{ first, repeat: item }];
    firsts.set(keyOf(item), item);
    return [];
  });
}
