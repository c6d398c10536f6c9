/**
 * The converters of `version-chain.ts` as a person writes them for `vbare`, as text of a module:
 * the fields that stay are copied one by one, which is the fastest there is, or spread, which is
 * shorter.
 */

import type { Message } from "./chain-messages.js";

export type CopyStyle = "literals" | "spreads";

export type Converters = {
  readonly upgrades: readonly ((value: Message) => Message)[];
  readonly downgrades: readonly ((value: Message) => Message)[];
};

/** `fieldsOf` tells the fields of `Grown`; the first converter is between v1 and v2. */
export function convertersModule(
  newest: number,
  fieldsOf: (version: number) => readonly string[],
): string {
  const olders = Array.from({ length: newest - 1 }, (_, index) => index + 1);
  const copied = (version: number) => fieldsOf(version).map((name) => `${name}: value.val.${name}`);
  const added = (older: number) => fieldsOf(older + 1).at(-1);
  const spreadDowngrade = (older: number) =>
    `const { ${added(older)}: _, ...val } = value.val; return { tag: "Grown", val };`;
  return [
    "export const literals = {",
    `upgrades: [${olders.map((older) =>
      converter(grownOf([...copied(older), `${added(older)}: null`])),
    )}],`,
    `downgrades: [${olders.map((older) => converter(grownOf(copied(older))))}],`,
    "};",
    "export const spreads = {",
    `upgrades: [${olders.map((older) =>
      converter(grownOf(["...value.val", `${added(older)}: null`])),
    )}],`,
    `downgrades: [${olders.map((older) => converter(spreadDowngrade(older)))}],`,
    "};",
    "",
  ].join("\n");
}

function converter(body: string): string {
  return `(value) => { if (value.tag !== "Grown") return value; ${body} }`;
}

function grownOf(fields: readonly string[]): string {
  return `return { tag: "Grown", val: { ${fields.join(", ")} } };`;
}
