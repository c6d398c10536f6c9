/** Names that were given up for the standard term do not come back. */

import { expect, test } from "vitest";
import { HAND_WRITTEN, textOf } from "./repository.js";

/** In the generator, the runtime and the packages below the storage. */
const AREA =
  /^(?:codegen\/src|packages\/(?:runtime|protocol|ltx)\/src|bench|test\/(?:contract|evolution|matrix|golden|ltx))\//;

const FORMER: readonly string[] = [
  "QuestionDesk",
  "questionDesk",
  "liftTypes",
  "modernType",
  "modernUnion",
  "writtenType",
  "writtenModelType",
  "isOwnBody",
  "Surroundings",
  "complain",
  "ShownProblem",
  "shownPath",
  "explainer",
  "Explainer",
  "putBlob",
  "bare.descend",
  "public face",
  "wishOf",
  "answerTagOf",
  "meaningOfRefusal",
  "meaningOfClose",
];

test("a name that was given up stands nowhere", () => {
  const pattern = new RegExp(`\\b(?:${FORMER.join("|")})\\b`);
  const found = HAND_WRITTEN.filter((path) => AREA.test(path)).flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, index) => {
        const name = pattern.exec(line)?.[0];
        return name === undefined ? [] : [`${path}:${index + 1}: ${name}`];
      }),
  );
  expect(found).toEqual([]);
});
