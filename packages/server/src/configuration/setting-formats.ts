/** The formats of settings: how a text is parsed, and what is expected of it. */

/** A format of settings. */
export type SettingFormat<Value = unknown> = {
  /** The default as a text; null if the setting has none. */
  readonly defaultText: string | null;
  /** Describes valid texts, for messages and docs/options.md. */
  readonly expected: string;
  /** Throws a `FormatError` if the text is invalid. */
  readonly parse: (text: string | null) => Value;
};

/** The text of a setting is invalid. The message says what is expected. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}

export function text<Default extends string | null>(
  defaultText: Default,
): SettingFormat<Default extends null ? string | null : string> {
  return {
    defaultText,
    expected: "a text",
    // The text is null only if there is no default.
    parse: (value) => value as Default extends null ? string | null : string,
  };
}

export function integer(
  defaultText: string,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): SettingFormat<number> {
  const expected = `a whole number from ${min} to ${max}`;
  return {
    defaultText,
    expected,
    parse: (value) => {
      const number = /^\d+$/.test(value ?? "") ? Number(value) : Number.NaN;
      if (number >= min && number <= max) return number;
      throw new FormatError(expected);
    },
  };
}

const SIZE_UNITS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["KiB", 1024],
  ["MiB", 1024 ** 2],
  ["GiB", 1024 ** 3],
]);

/** A size, which is parsed to bytes: `65536`, `64KiB`, `32MiB`, `10GiB`. */
export function size(defaultText: string): SettingFormat<number> {
  return scaled(defaultText, SIZE_UNITS, "a size like 65536, 64KiB, 32MiB or 10GiB");
}

const TIME_UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["min", 60_000],
]);

/** A time, which is parsed to milliseconds: `250ms`, `30s`, `5min`. */
export function milliseconds(defaultText: string): SettingFormat<number> {
  return scaled(defaultText, TIME_UNITS, "a time like 250ms, 30s or 5min");
}

function scaled(
  defaultText: string,
  units: ReadonlyMap<string, number>,
  expected: string,
): SettingFormat<number> {
  return {
    defaultText,
    expected,
    parse: (value) => {
      const [, digits, unit = ""] = /^(\d+) ?([A-Za-z]*)$/.exec(value ?? "") ?? [];
      const scaledBy = units.get(unit);
      const number = Number(digits) * (scaledBy ?? Number.NaN);
      if (number >= 1 && number <= Number.MAX_SAFE_INTEGER) return number;
      throw new FormatError(expected);
    },
  };
}

/** Entries that are separated by commas. */
export function list(defaultText: string): SettingFormat<readonly string[]> {
  return {
    defaultText,
    expected: "entries separated by commas",
    parse: (value) =>
      (value ?? "")
        .split(",")
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ""),
  };
}

export function oneOf<Choice extends string>(
  defaultText: NoInfer<Choice>,
  choices: readonly Choice[],
): SettingFormat<Choice> {
  const expected = `one of ${choices.join(", ")}`;
  return {
    defaultText,
    expected,
    parse: (value) => {
      const choice = choices.find((known) => known === value);
      if (choice !== undefined) return choice;
      throw new FormatError(expected);
    },
  };
}

export function flag(defaultText: "true" | "false"): SettingFormat<boolean> {
  const expected = "true or false";
  return {
    defaultText,
    expected,
    parse: (value) => {
      if (value === "true" || value === "false") return value === "true";
      throw new FormatError(expected);
    },
  };
}
