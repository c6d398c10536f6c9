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

/** The types and constants of time and chance that `@barewire/clock` has replaced, everywhere. */
const FORMER_CLOCKS =
  /\b(?:REAL_WORLD|VfsClock|DatabaseClock|DirectClock|HandlerClock|EngineEnvironment|KvEnvironment|SYSTEM_ENVIRONMENT|ManualWorld|startTimer|whileAlive|fillRandom)\b/;

test("no package has a clock or a random source of its own again", () => {
  const paths = HAND_WRITTEN.filter((path) => /^(?:packages|test|bench|examples)\//.test(path));
  const found = paths.filter((path) => FORMER_CLOCKS.test(textOf(path)));
  expect(found.filter((path) => path !== "test/repo/former-names.test.ts")).toEqual([]);
});

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
