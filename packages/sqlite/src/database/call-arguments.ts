/** The arguments of the methods of a scope: checked and copied, with the limits of the call. */

import { optionsOf } from "../check-options.js";
import type { IntegerMode, StatementInput } from "../sqlite/commands.js";
import { CALL_CHECKS, type CallOptions } from "./call-limit.js";
import { batchOf, statementOf } from "./check-parameters.js";
import {
  ROW_CHECKS,
  type RowForm,
  type RowOptions,
  rowFormOf,
  type SqlRow,
  type SqlRowArray,
} from "./row-form.js";
import type { Query } from "./row-reader.js";

const QUERY_CHECKS = { ...CALL_CHECKS, ...ROW_CHECKS };

export type AnyRow = SqlRow | SqlRowArray;

export type Given<Input> = { readonly input: Input; readonly terms: CallOptions };

/** The limits of a call. */
export const termsOf = ({ terms }: Given<unknown>): CallOptions => terms;

/** Checks and copies what a method that reads rows was given. */
export function queryOf<Row extends AnyRow>(
  sql: unknown,
  parameters: unknown,
  options: unknown,
): Given<Query<Row>> {
  const statement = statementOf(sql, parameters);
  const given = optionsOf<CallOptions & RowOptions>(options, QUERY_CHECKS);
  const { integers = "auto" } = given;
  return { input: { statement, form: rowFormOf<Row>(given), integers }, terms: given };
}

/** The same for rows that are lists, whatever form is usual. */
export function listQueryOf(
  sql: unknown,
  parameters: unknown,
  options: unknown,
): Given<Query<SqlRowArray>> {
  const { integers: check } = ROW_CHECKS;
  const terms = optionsOf<CallOptions & Pick<RowOptions, "integers">>(options, {
    ...CALL_CHECKS,
    integers: check,
  });
  const { integers = "auto" } = terms;
  const statement = statementOf(sql, parameters);
  return { input: { statement, form: (_, rows) => rows, integers }, terms };
}

export function givenOf<Input>(input: Input, options: unknown): Given<Input> {
  return { input, terms: optionsOf<CallOptions>(options, CALL_CHECKS) };
}

/** A batch and the form of its rows. */
export function batchGivenOf<Row extends AnyRow>(
  statements: unknown,
  options: unknown,
): Given<{
  readonly statements: readonly StatementInput[];
  readonly integers: IntegerMode;
  readonly form: RowForm<Row>;
}> {
  const terms = optionsOf<CallOptions & RowOptions>(options, QUERY_CHECKS);
  const { integers = "auto" } = terms;
  return {
    input: { statements: batchOf(statements), integers, form: rowFormOf<Row>(terms) },
    terms,
  };
}
