/**
 * Tests the layout of a diagnostic.
 */

import { expect, test } from "vitest";
import { positionOf, renderDiagnostic } from "./diagnostic.js";

/** The diagnostic at the `@` in the text, which is not part of it. */
function check(marked: string, suggestion: string | null = null): string {
  const offset = marked.indexOf("@");
  const text = marked.replace("@", "");
  return renderDiagnostic({ file: "v1.bare", offset, message: "wrong", suggestion }, text);
}

test("a position, the line before, the line, a caret and the suggestion", () => {
  expect(check("type A struct {\n  a: @B\n}\n", "write 'u8'")).toBe(
    [
      "v1.bare:2:6: wrong",
      "  1 | type A struct {",
      "  2 |   a: B",
      "    |      ^",
      "  help: write 'u8'",
    ].join("\n"),
  );
});

test("a blank line before is left out, and so is a missing suggestion", () => {
  expect(check("type A u8\n \n@B")).toBe("v1.bare:3:1: wrong\n  3 | B\n    | ^");
});

test("line numbers of different width stay aligned", () => {
  const frame = check(`${"\n".repeat(8)}nine\nte@n`);
  expect(frame).toBe("v1.bare:10:3: wrong\n   9 | nine\n  10 | ten\n     |   ^");
});

test("the caret stands right below tabs, wide characters and control characters", () => {
  expect(check("\ta:\t@B")).toBe("v1.bare:1:5: wrong\n  1 |   a:  B\n    |       ^");
  expect(check("🙂@B")).toBe("v1.bare:1:3: wrong\n  1 | 🙂B\n    |  ^");
  expect(check("\u001b[31m@B")).toBe("v1.bare:1:6: wrong\n  1 | \uFFFD[31mB\n    |      ^");
});

test("a long line is cut around the column", () => {
  const [, line, caret] = check(`${"a".repeat(500)}@B${"c".repeat(500)}`).split("\n");
  expect(line).toBe(`  1 | …${"a".repeat(49)}B${"c".repeat(48)}…`);
  expect(caret?.indexOf("^")).toBe(line?.indexOf("B"));
});

test("Windows line ends and a byte order mark are not part of a line", () => {
  expect(check("\uFEFFab\r\nc@d\r\n")).toBe("v1.bare:2:2: wrong\n  1 | ab\n  2 | cd\n    |  ^");
  expect(check("\uFEFFa@b")).toBe("v1.bare:1:2: wrong\n  1 | ab\n    |  ^");
});

test("the end of the text has a position", () => {
  expect(positionOf("ab\n", 3)).toEqual({ line: 2, column: 1 });
  expect(positionOf("ab", 99)).toEqual({ line: 1, column: 3 });
  expect(positionOf("", 0)).toEqual({ line: 1, column: 1 });
});
