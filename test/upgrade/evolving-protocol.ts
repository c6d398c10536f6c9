/** The form of protocols that upgrades are tested on, and of the faults planted in them. */

export type EvolvingProtocol = {
  readonly protocol: string;
  /** The texts of v1, v2 and so on. */
  readonly schemas: readonly string[];
  /** The texts of the decisions by `vN-vM`. */
  readonly decisions: Readonly<Record<string, string>>;
  /** The declared examples by `vN-vM`, as the files beside the decisions hold them. */
  readonly examples: Readonly<Record<string, readonly DeclaredExample[]>>;
};

/** A value of one version is this value of the other, both in their JSON form. */
export type DeclaredExample = {
  readonly message: string;
  readonly way?: "upgrade" | "downgrade";
  readonly [version: `v${number}`]: unknown;
};

/** The classes of mistakes that are made when a schema changes. */
export const FAULT_CLASSES = [
  "unit",
  "number base",
  "narrowing",
  "split and merge",
  "text",
  "absent value",
  "meaning of a default",
  "meaning of a name",
  "order of a list",
  "keys of a map",
  "edge value",
  "state between calls",
] as const;

export type FaultClass = (typeof FAULT_CLASSES)[number];

export type UpgradeFault = {
  readonly faultClass: FaultClass;
  /** Tells apart the faults of one class. */
  readonly title: string;
  readonly protocol: "lease" | "person" | "worker";
  /** The decisions that are edited, such as `v1-v2`. */
  readonly step: string;
  /** Each text stands in the decisions once, and the other one replaces it. */
  readonly edits: readonly (readonly [from: string, to: string])[];
};
