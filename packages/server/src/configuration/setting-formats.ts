/** The forms that a setting can have: how its text is read, and what a mistake in it is told. */

/** What a setting looks like. */
export type SettingFormat<Value = unknown> = {
  /** The text that stands for the default; null if there is none. */
  readonly defaultText: string | null;
  /** Throws a `FormError`, which says what is expected. */
  readonly parse: (text: string | null) => Value;
};

/** The text of a setting has not its form. The message says which form that is. */
export class FormatError extends Error {
  override readonly name = "FormError";
}

export function text<Preset extends string | null>(
  preset: Preset,
): SettingFormat<Preset extends null ? string | null : string> {
  // Only where there is no default can a text be missing.
  return {
    defaultText: preset,
    parse: (value) => value as Preset extends null ? string | null : string,
  };
}

export function integer(
  preset: string,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): SettingFormat<number> {
  return {
    defaultText: preset,
    parse: (value) => {
      const number = /^\d+$/.test(value ?? "") ? Number(value) : Number.NaN;
      if (number >= min && number <= max) return number;
      throw new FormatError(`a whole number from ${min} to ${max}`);
    },
  };
}

const SIZE_UNITS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["KiB", 1024],
  ["MiB", 1024 ** 2],
  ["GiB", 1024 ** 3],
]);

/** In bytes: `65536`, `64KiB`, `32MiB`, `10GiB`. */
export function size(preset: string): SettingFormat<number> {
  return scaled(preset, SIZE_UNITS, "a size like 65536, 64KiB, 32MiB or 10GiB");
}

const TIME_UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["min", 60_000],
]);

/** `250ms`, `30s`, `5min`. */
export function milliseconds(preset: string): SettingFormat<number> {
  return scaled(preset, TIME_UNITS, "a time like 250ms, 30s or 5min");
}

function scaled(
  preset: string,
  units: ReadonlyMap<string, number>,
  expected: string,
): SettingFormat<number> {
  return {
    defaultText: preset,
    parse: (value) => {
      const [, digits, unit = ""] = /^(\d+) ?([A-Za-z]*)$/.exec(value ?? "") ?? [];
      const scaledBy = units.get(unit);
      const number = Number(digits) * (scaledBy ?? Number.NaN);
      if (number >= 1 && number <= Number.MAX_SAFE_INTEGER) return number;
      throw new FormatError(expected);
    },
  };
}

/** Entries with commas between. */
export function list(preset: string): SettingFormat<readonly string[]> {
  return {
    defaultText: preset,
    parse: (value) =>
      (value ?? "")
        .split(",")
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ""),
  };
}

export function oneOf<Choice extends string>(
  preset: NoInfer<Choice>,
  choices: readonly Choice[],
): SettingFormat<Choice> {
  return {
    defaultText: preset,
    parse: (value) => {
      const choice = choices.find((known) => known === value);
      if (choice !== undefined) return choice;
      throw new FormatError(`one of ${choices.join(", ")}`);
    },
  };
}

export function flag(preset: "true" | "false"): SettingFormat<boolean> {
  return {
    defaultText: preset,
    parse: (value) => {
      if (value === "true" || value === "false") return value === "true";
      throw new FormatError("true or false");
    },
  };
}
