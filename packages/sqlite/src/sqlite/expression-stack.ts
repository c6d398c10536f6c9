/**
 * `ExpressionStack`: operands and operators of expressions, parsed by precedence, with the depth of
 * each operand instead of a tree. An expression is parsed in frames, one for each parenthesis or
 * CASE that is open.
 *
 * `height` is what SQLite counts and refuses; in `depth` everything counts that is recursion. Where
 * SQLite's count has gaps, as for COLLATE, depth is what keeps the stack.
 */

/** Levels of an expression, as SQLite counts them. */
export const MAX_EXPRESSION_HEIGHT = 1_000;
/** Levels of recursion; the stack holds 1,600 of the most expensive ones. */
const MAX_DEPTH = 1_500;
/** COLLATE is passed over by loops mostly. */
const COLLATE_DEPTH = 0.2;
/** The levels that a subquery costs in addition to its own. */
const SUBQUERY_DEPTH = 2;

interface Operand {
  height: number;
  depth: number;
  /** SQLite simplifies the literal 0 and a unary plus as it parses. */
  form: "zero" | "plus" | "other";
  /** SQLite does not simplify what calls a function. */
  hasCall: boolean;
}

export type OperatorKind =
  | "binary"
  | "and"
  | "like"
  | "escaped-like"
  | "between"
  | "between-and"
  | "not"
  | "minus"
  | "plus";

interface Operator {
  kind: OperatorKind;
  readonly precedence: number;
  /** LIKE and BETWEEN after a NOT have a level more. */
  readonly isNegated: boolean;
}

/**
 * `case`, and what parentheses are: `group` an expression, a row or a subquery, `call` arguments or
 * a list after a name, `in` the right side of IN, `apart` what SQLite does not count.
 */
export type FrameKind = "top" | "group" | "call" | "in" | "apart" | "case";

/** A part of a query: `from` holds no expressions, and those of `apart` are not counted. */
export type Clause = "counted" | "from" | "apart";

interface Frame {
  readonly kind: FrameKind;
  readonly isNegated: boolean;
  /** Operators and operands below belong to what is outside. */
  readonly operatorBase: number;
  readonly operandBase: number;
  clause: Clause;
  isQuery: boolean;
  count: number;
  height: number;
  depth: number;
  form: Operand["form"];
  hasCall: boolean;
}

/** The precedence of operators by SQLite's grammar; a larger number binds tighter. */
export const OR = 1;
const AND = 2;
export const NOT = 3;
export const EQUAL = 4;
export const LESS = 5;
const ESCAPE = 6;
export const BITS = 7;
export const PLUS = 8;
export const TIMES = 9;
export const CONCAT = 10;
const COLLATE = 11;
export const UNARY = 12;

export class ExpressionStack {
  expectsOperand = true;
  /** The last operand is a name, so that parentheses after it are a call. */
  isName = false;
  /** The last operand is a call, which FILTER and OVER may follow. */
  isCall = false;
  isTooDeep = false;
  readonly #operands: Operand[] = [];
  readonly #operators: Operator[] = [];
  readonly #frames: Frame[] = [];
  #frame: Frame;

  constructor() {
    this.#frame = this.#newFrame("top", false);
  }

  /** The innermost frame, which is being parsed. */
  get frame(): Pick<Frame, "kind" | "isQuery"> {
    return this.#frame;
  }

  /** The frame has a query in it. */
  markQuery(): void {
    this.#frame.isQuery = true;
  }

  /** An operator of so many levels on the last operand, such as IN with a table. */
  raiseTop(levels: number): void {
    this.#raise(this.#top(), levels);
  }

  push(height: number, depth: number, form: Operand["form"]): void {
    const operand: Operand = { height, depth, form, hasCall: false };
    this.#operands.push(operand);
    this.#raise(operand, 0, form);
    this.expectsOperand = false;
    this.isName = false;
    this.isCall = false;
  }

  prefix(kind: OperatorKind, precedence: number): void {
    this.#operators.push({ kind, precedence, isNegated: false });
  }

  binary(kind: OperatorKind, precedence: number, isNegated: boolean): void {
    this.reduce(isNegated ? NOT + 1 : precedence);
    this.#operators.push({ kind, precedence, isNegated });
    this.expectsOperand = true;
  }

  /** Applies the operators that bind as closely as `precedence`, or closer. */
  reduce(precedence: number): void {
    while (this.#operators.length > this.#frame.operatorBase) {
      const top = this.#operators.at(-1);
      // The first half of BETWEEN reaches to its AND.
      if (top === undefined || top.precedence < precedence || top.kind === "between") return;
      this.#operators.pop();
      this.#apply(top);
    }
  }

  and(): void {
    this.reduce(AND);
    const top = this.#operators.at(-1);
    if (top?.kind === "between" && this.#operators.length > this.#frame.operatorBase) {
      top.kind = "between-and";
      this.expectsOperand = true;
    } else this.binary("and", AND, false);
  }

  /** Returns false where there is no LIKE that it belongs to. */
  escape(): boolean {
    this.reduce(ESCAPE + 1);
    const top = this.#operators.at(-1);
    if (top?.kind === "like" && this.#operators.length > this.#frame.operatorBase) {
      top.kind = "escaped-like";
      this.expectsOperand = true;
      return true;
    }
    return false;
  }

  postfix(): void {
    this.reduce(EQUAL);
    this.#raise(this.#top(), 1);
    this.isName = false;
  }

  collate(): void {
    this.reduce(COLLATE);
    const top = this.#top();
    // SQLite begins to count anew.
    top.height = 1;
    top.depth += COLLATE_DEPTH;
    this.#raise(top, 0);
    this.isName = false;
  }

  qualify(): void {
    const top = this.#top();
    top.height += 1;
    top.depth += 1;
  }

  comma(): void {
    this.finish();
    this.#frame.count += 1;
  }

  boundary(clause: Clause | null): void {
    this.finish();
    if (clause !== null) this.#frame.clause = clause;
  }

  /** Ends an expression, whatever has come of it. */
  finish(): void {
    const frame = this.#frame;
    while (this.#operators.length > frame.operatorBase) {
      const top = this.#operators.pop();
      if (top !== undefined) this.#apply(top.kind === "between" ? { ...top, kind: "binary" } : top);
    }
    while (this.#operands.length > frame.operandBase) this.#record(this.#pop());
    this.expectsOperand = true;
    this.isName = false;
    this.isCall = false;
  }

  finishAll(): void {
    while (this.#frame.kind !== "top") this.close();
    this.finish();
  }

  open(kind: FrameKind, isNegated: boolean): void {
    const outer = this.#frame;
    this.#frames.push(outer);
    this.#frame = this.#newFrame(kind, isNegated);
    if (kind === "group" && outer.clause === "from") this.#frame.clause = "from";
    this.expectsOperand = true;
    this.isName = false;
  }

  closeParenthesis(): void {
    while (this.#frame.kind === "case") this.close();
    if (this.#frame.kind !== "top") this.close();
  }

  /** Ends the innermost frame, which becomes an operand or a part of one. */
  close(): void {
    this.finish();
    const { kind, isNegated, isQuery, count, height, depth, form, hasCall } = this.#frame;
    this.#frame = this.#frames.pop() ?? this.#frame;
    const inner = depth + (isQuery ? SUBQUERY_DEPTH : 0);
    this.expectsOperand = false;
    const isInFrom = kind === "group" && this.#frame.clause === "from";
    if (kind === "call") this.#replace(height + 1, Math.max(this.#top().depth, inner + 1));
    else if (kind === "in" && depth === 0) this.#replace(1, 1);
    else if (kind === "in") {
      const left = this.#top();
      left.height = Math.max(left.height, height);
      left.depth = Math.max(left.depth, inner);
      this.#raise(left, isNegated ? 2 : 1);
    } else if (kind === "apart" && this.#isCallBefore()) {
      this.#replace(this.#top().height, Math.max(this.#top().depth, inner + 1));
    } else if (kind === "group" && !isQuery && count === 1 && !isInFrom) {
      this.push(Math.max(height, 1), Math.max(inner, 1), form);
    } else {
      const isCounted = (isQuery || kind === "case") && !isInFrom && kind !== "apart";
      this.push(isCounted ? height + 1 : 1, inner + 1, "other");
    }
    this.#top().hasCall ||= hasCall || isQuery || kind === "call";
    this.isCall = kind === "call" || kind === "apart";
    this.isName = false;
  }

  #apply({ kind, isNegated }: Operator): void {
    const right = this.#pop();
    if (kind === "not" || kind === "minus" || kind === "plus") {
      if (kind === "not" || right.form !== "plus") this.#raise(right, 1);
      right.form = kind === "plus" ? "plus" : "other";
      this.#operands.push(right);
      return;
    }
    const middle = kind === "escaped-like" || kind === "between-and" ? this.#pop() : null;
    const left = this.#top();
    const hasZero = left.form === "zero" || right.form === "zero";
    left.height = Math.max(left.height, right.height, middle?.height ?? 0);
    left.depth = Math.max(left.depth, right.depth, middle?.depth ?? 0);
    left.hasCall ||= right.hasCall || middle?.hasCall === true || kind.endsWith("like");
    const isZero = kind === "and" && hasZero && !left.hasCall;
    left.form = isZero ? "zero" : "other";
    if (isZero) {
      left.height = 0;
      left.depth = 0;
    }
    this.#raise(left, isNegated ? 2 : 1, left.form);
  }

  #raise(operand: Operand, levels: number, form: Operand["form"] = "other"): void {
    operand.height += levels;
    operand.depth += levels;
    operand.form = form;
    if (operand.height > MAX_EXPRESSION_HEIGHT || operand.depth > MAX_DEPTH) this.isTooDeep = true;
  }

  #record({ height, depth, form, hasCall }: Operand): void {
    const frame = this.#frame;
    if (frame.clause === "counted") frame.height = Math.max(frame.height, height);
    frame.depth = Math.max(frame.depth, depth);
    frame.form = form;
    frame.hasCall ||= hasCall;
  }

  #newFrame(kind: FrameKind, isNegated: boolean): Frame {
    return {
      kind,
      isNegated,
      operatorBase: this.#operators.length,
      operandBase: this.#operands.length,
      clause: kind === "apart" ? "apart" : "counted",
      isQuery: false,
      count: 1,
      height: 0,
      depth: 0,
      form: "other",
      hasCall: false,
    };
  }

  #isCallBefore(): boolean {
    return this.#operands.length > this.#frame.operandBase;
  }

  #replace(height: number, depth: number): void {
    const top = this.#top();
    Object.assign(top, { height, depth, form: "other" });
    this.#raise(top, 0);
  }

  #pop(): Operand {
    if (this.#operands.length <= this.#frame.operandBase) return NO_OPERAND();
    return this.#operands.pop() ?? NO_OPERAND();
  }

  /** The last operand; where SQL lacks one, there is one all the same. */
  #top(): Operand {
    if (this.#operands.length <= this.#frame.operandBase) this.#operands.push(NO_OPERAND());
    return this.#operands.at(-1) ?? NO_OPERAND();
  }
}

const NO_OPERAND = (): Operand => ({
  height: 1,
  depth: 1,
  form: "other",
  hasCall: false,
});
