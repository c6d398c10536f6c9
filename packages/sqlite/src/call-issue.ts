/** `CallIssue`: why a call cannot be carried out as it was made, whatever the server does. */

/** The kind of scope that keeps the turn of a database for longer than one call. */
export type TurnHolder = "transaction" | "reservation";

export type CallIssue =
  /** An argument or an option is missing, misspelt or not what it must be. Nothing was sent. */
  | { readonly kind: "invalid-option"; readonly option: string; readonly reason: string }
  /**
   * The call needs a turn that a transaction or a reservation has. `waitedMs` is 0 for a call that
   * was made inside the transaction, and so waited for itself; it has to be made on the scope of
   * the transaction. Otherwise the holder has not used the database for so long while the call
   * waited.
   */
  | {
      readonly kind: "turn-held";
      readonly holder: TurnHolder;
      /** The time for which it has had the turn. */
      readonly heldMs: number;
      /** The place where `transaction` or `reserve` was called, as far as the platform tells. */
      readonly calledAt: string | null;
      readonly waitedMs: number;
    }
  /**
   * The call would have left a transaction open, in which later calls would be lost. It was rolled
   * back. Use `transaction`, or a connection that `reserve` gives.
   */
  | { readonly kind: "transaction-left-open" }
  /**
   * `count` calls were still running or waiting when the callback of their transaction returned, or
   * when their connection was released. The transaction was rolled back.
   */
  | { readonly kind: "call-not-awaited"; readonly count: number }
  /** DROP or VACUUM, which cannot run while rows are read, has ended the iteration of these. */
  | { readonly kind: "statement-closed" }
  /**
   * The caller ended the call, by its signal, which is the error's cause then, or by `timeoutMs`.
   * Nothing of it was stored, and a transaction around a statement that was writing is rolled back.
   */
  | { readonly kind: "aborted"; readonly timeoutMs: number | null }
  /** A column has an integer that no number holds exactly, and the call asked for numbers. */
  | { readonly kind: "inexact-integer"; readonly column: string };

const CALL_ISSUE_KINDS: readonly string[] = [
  "invalid-option",
  "turn-held",
  "transaction-left-open",
  "call-not-awaited",
  "statement-closed",
  "aborted",
  "inexact-integer",
] satisfies readonly CallIssue["kind"][];

export function isCallIssue(issue: { readonly kind: string }): issue is CallIssue {
  return CALL_ISSUE_KINDS.includes(issue.kind);
}

/** Says what was expected, what came and what to do. */
export function describeCallIssue(issue: CallIssue): string {
  switch (issue.kind) {
    case "invalid-option":
      return `${issue.option}: ${issue.reason}`;
    case "turn-held":
      return turnHeldText(issue);
    case "transaction-left-open":
      return (
        "the call left a transaction open, which was rolled back; use transaction(), or reserve() " +
        "for a connection on which BEGIN and COMMIT are calls of their own"
      );
    case "call-not-awaited":
      return (
        `${issue.count} ${issue.count === 1 ? "call was" : "calls were"} not awaited before the ` +
        "transaction or reservation ended, and the transaction was rolled back; await every call"
      );
    case "statement-closed":
      return (
        "DROP or VACUUM has run, which ends the rows that are being iterated; iterate them again, " +
        "or read them with all() before"
      );
    case "aborted":
      return issue.timeoutMs === null
        ? "the call was aborted, and nothing of it was stored"
        : `the call has not ended within ${issue.timeoutMs} ms (timeoutMs), and nothing of it was stored`;
    case "inexact-integer":
      return (
        `column ${issue.column}: an integer beyond 2^53, and integers is "number"; read it with ` +
        'integers "auto" or "bigint"'
      );
    default:
      return issue satisfies never;
  }
}

function turnHeldText(issue: Extract<CallIssue, { readonly kind: "turn-held" }>): string {
  const { holder, heldMs, calledAt, waitedMs } = issue;
  const where = calledAt === null ? "" : `, called at ${calledAt},`;
  const since = `a ${holder} that began ${Math.round(heldMs)} ms ago${where}`;
  if (holder === "reservation") {
    return (
      `${since} has the database and has not used it for ${waitedMs} ms (turnTimeoutMs); make the ` +
      "call on the reserved connection, or release that"
    );
  }
  return waitedMs === 0
    ? `${since} has the database, and this call inside it would wait for its end; make it on the ` +
        "scope that the callback of transaction() is given"
    : `${since} has the database and has not used it for ${waitedMs} ms (turnTimeoutMs); make ` +
        "calls inside it on the scope that its callback is given, and end it before other waits";
}
