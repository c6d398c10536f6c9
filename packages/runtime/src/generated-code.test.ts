import { expect, test } from "vitest";
import { GENERATED_CODE_REVISION as EMITTED } from "../../../codegen/src/emit/code-revision.js";
import { checkRevision, GENERATED_CODE_REVISION, GeneratedCodeError } from "./generated-code.js";

function failure(generated: number): unknown {
  try {
    checkRevision("chat", generated);
    return null;
  } catch (error) {
    return error;
  }
}

test("the generator makes the code that this runtime runs", () => {
  expect(EMITTED).toBe(GENERATED_CODE_REVISION);
  expect(failure(GENERATED_CODE_REVISION)).toBeNull();
});

test("code of another revision is refused with both revisions and the command to run", () => {
  const older = failure(GENERATED_CODE_REVISION - 1);
  expect(older).toBeInstanceOf(GeneratedCodeError);
  expect(older).toMatchObject({
    protocol: "chat",
    generated: GENERATED_CODE_REVISION - 1,
    expected: GENERATED_CODE_REVISION,
  });
  expect(String(older)).toContain("npx barewire generate chat");
  const newer = failure(GENERATED_CODE_REVISION + 1);
  expect(String(newer)).toContain("npm install @barewire/runtime@latest");
});
