/** The values of flags as texts, such as those of environment variables. */

/** The environment variable of a flag. A switch is on or off; a count has a largest value. */
export type FlagDeclaration = { readonly variable: string; readonly doc: string } & (
  | { readonly kind: "switch" }
  | { readonly kind: "count"; readonly max: number; readonly unit: string }
);

/** The texts that switch a flag off. */
export const OFF: ReadonlySet<string> = new Set(["0", "false", "off", "no", "disabled", "disable"]);

/** The value that a text gives a flag, or `usual` if it has none. */
export function readFlag(
  declaration: FlagDeclaration,
  value: string | undefined,
  usual: boolean | number,
): boolean | number {
  switch (declaration.kind) {
    case "switch":
      return readSwitch(value, usual === true);
    case "count":
      return readCount(value, Number(usual), declaration.max);
    default:
      return declaration satisfies never;
  }
}

export function readSwitch(value: string | undefined, usual: boolean): boolean {
  return value === undefined ? usual : !OFF.has(value);
}

function readCount(value: string | undefined, usual: number, max: number): number {
  if (value === undefined || !/^\d{1,15}$/.test(value)) return usual;
  return Math.min(Number(value), max);
}
