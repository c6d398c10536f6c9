/**
 * The lint rules by name: what each finds, why it matters in a format without field numbers, and
 * how severe it is unless the configuration says otherwise. docs/lint.md is printed from it.
 */

export type LintSeverity = "error" | "note" | "off";

export type LintRule = {
  readonly severity: LintSeverity;
  /** Completes "finds". */
  readonly finds: string;
  readonly why: string;
  readonly remedy: string;
};

export type LintRuleName =
  | "explicit-tags"
  | "tag-gap"
  | "tag-reused"
  | "primitive-root"
  | "request-without-response"
  | "naming"
  | "map-key"
  | "message-comment"
  | "unknown-at-zero"
  | "enum-room"
  | "size-limit"
  | "deprecated"
  | "undecided"
  | "ignore-comment";

export const LINT_RULES: Readonly<Record<LintRuleName, LintRule>> = {
  "explicit-tags": {
    severity: "error",
    finds: "a union or an enum with a member that has no `= N`",
    why:
      "An implicit number is that of the place, so a member that is inserted or sorted " +
      "gives those behind it another meaning on the wire.",
    remedy: "Write the number of every member.",
  },
  "tag-gap": {
    severity: "error",
    finds: "a number that a union or an enum leaves out without saying why",
    why:
      "A gap invites the next author to fill it, and an older peer takes the new member for " +
      "the one that was there.",
    remedy: "Write `reserved N` and the reason into the comment of the type.",
  },
  "tag-reused": {
    severity: "error",
    finds: "a number that had another member in the version before",
    why:
      "Bytes of the older version that are read by the newer one, in a store or by a peer " +
      "that did not negotiate, silently mean something else.",
    remedy:
      "Give the new member a number that was never used, or declare the rename in the decisions.",
  },
  "primitive-root": {
    severity: "error",
    finds: "a message that is neither a struct nor a union",
    why: "A bare value cannot get a second field, so the next version has to replace the message.",
    remedy: "Wrap it into a struct.",
  },
  "request-without-response": {
    severity: "error",
    finds:
      "a configured request whose response the same version lacks, and a response without its request",
    why: "A peer of that version waits for an answer that cannot be written.",
    remedy: "Add the other message of the pair to the version, or take the pair out of `answers`.",
  },
  naming: {
    severity: "error",
    finds:
      "names in more than one style: fields in snake_case among camelCase, types with underscores, values of an enum in other than UPPER_SNAKE_CASE or PascalCase",
    why: "Generated code has one style, and two names that differ by style only collide in it.",
    remedy: "Write the fields of a schema in one style, and types in PascalCase.",
  },
  "map-key": {
    severity: "error",
    finds: "a map whose keys are `data` or `bool`",
    why:
      "JavaScript compares the keys of a `Map` that are bytes by identity, so no lookup " +
      "finds them; a map over `bool` is a struct of two fields that cannot be extended.",
    remedy: "Use `str`, an integer or an enum as the key.",
  },
  "message-comment": {
    severity: "note",
    finds: "a message, or a variant of a message that is a union, without a comment",
    why:
      "The comment becomes the documentation of the generated code, and is the only place " +
      "that says who sends it and when.",
    remedy: "Write a comment above it.",
  },
  "unknown-at-zero": {
    severity: "off",
    finds: "an enum whose member 0 is not called unknown, none, unspecified or default",
    why:
      "A converter for a value that the other version lacks needs a member that means none " +
      "of the others.",
    remedy: "Begin the enum with such a member.",
  },
  "enum-room": {
    severity: "note",
    finds:
      "an enum or a union that uses a number above 127 although there are fewer than 128 members",
    why: "Numbers below 128 take one byte, and the others two or more.",
    remedy: "Number the members from 0.",
  },
  "size-limit": {
    severity: "off",
    finds:
      "a field of `data` or of a list without a fixed length whose comment does not say a limit",
    why:
      "The format has no limits, and each side assumes its own: the larger one is refused " +
      "at run time.",
    remedy: "Write `at most N` into the comment, and check it where the value is made.",
  },
  deprecated: {
    severity: "note",
    finds: "a part of the newest version that is deprecated",
    why: "What is deprecated is to go in a later version, and is easily forgotten.",
    remedy: "Leave it out of the next version when its last user is gone.",
  },
  undecided: {
    severity: "note",
    finds:
      "a part whose values the other version of a step refuses because no decision says otherwise",
    why: "The refusal is safe, and it may be a message that a peer waits for.",
    remedy: "Answer it in the decisions file, or accept it with `reject`.",
  },
  "ignore-comment": {
    severity: "error",
    finds:
      "a comment `barewire-ignore` without a reason, with an unknown rule, or that ignores nothing",
    why:
      "An exception without a reason cannot be reviewed, and one that is left over hides " +
      "the next finding.",
    remedy:
      "Write `# barewire-ignore RULE: the reason` on the line above the finding, or delete it.",
  },
};

// The keys of the table are the names.
export const LINT_RULE_NAMES: readonly LintRuleName[] = Object.keys(LINT_RULES) as LintRuleName[];

export const LINT_SEVERITIES: readonly LintSeverity[] = ["error", "note", "off"];
