/**
 * The imports and constants that a step module uses, recorded where the use is written, so that the
 * module imports and declares exactly these.
 */

import type { Direction } from "../evolve/plan/decision-entry.js";

export type StepUses = {
  /** A function of the runtime, as it is called. */
  readonly bare: (name: string) => string;
  /** The constant that says which step it is, for rejections. */
  readonly step: (direction: Direction) => string;
  /** The module of a version, for its types. */
  readonly version: (version: number) => `v${number}`;
  /** The entry of the decisions file. */
  readonly decision: (key: string) => string;
  /** The check that a value is of a type of a version, or of a field of it. */
  readonly check: (version: number, type: string, member: string | null) => string;
  readonly used: UsedNames;
};

/** Complete once everything is written. */
export type UsedNames = {
  readonly directions: ReadonlySet<Direction>;
  readonly versions: ReadonlySet<number>;
  readonly runtime: ReadonlySet<string>;
  readonly decisions: ReadonlySet<string>;
  /** The versions whose types are checked. */
  readonly checks: ReadonlySet<number>;
};

export function stepUses(): StepUses {
  const directions = new Set<Direction>();
  const versions = new Set<number>();
  const runtime = new Set<string>();
  const decisions = new Set<string>();
  const checks = new Set<number>();
  return {
    bare: (name) => {
      runtime.add(name);
      return `bare.${name}`;
    },
    step: (direction) => {
      directions.add(direction);
      return stepConstant(direction);
    },
    version: (version) => {
      versions.add(version);
      return `v${version}`;
    },
    decision: (key) => {
      decisions.add(key);
      return `decisions[${JSON.stringify(key)}]`;
    },
    check: (version, type, member) => {
      checks.add(version);
      const names = member === null ? [type] : [type, member];
      return `${checksConstant(version)}(${names.map((name) => JSON.stringify(name)).join(", ")})`;
    },
    used: { directions, versions, runtime, decisions, checks },
  };
}

export function checksConstant(version: number): string {
  return `CHECKS_V${version}`;
}

export function stepConstant(direction: Direction): string {
  return direction === "upgrade" ? "UPGRADE" : "DOWNGRADE";
}

/** The parameter of one converter; an unused one has an underscore before its name. */
export type Parameter = {
  /** The expression of its value. */
  readonly value: () => string;
  /** The name to declare, once the body is written. */
  readonly name: () => string;
};

export function parameter(): Parameter {
  let isUsed = false;
  return {
    value: () => {
      isUsed = true;
      return "value";
    },
    name: () => (isUsed ? "value" : "_value"),
  };
}
