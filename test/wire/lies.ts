/**
 * The lies that a server may tell, one field at a time, and the expected outcome of each.
 */

import { COMMITTING } from "./committing-lies.js";
import type { LieCase } from "./lie-case.js";
import { OPENING, REOPENING } from "./opening-lies.js";
import { CONTENTS, READING } from "./reading-lies.js";

export const LIES: readonly LieCase[] = [
  ...OPENING,
  ...READING,
  ...COMMITTING,
  ...REOPENING,
  ...CONTENTS,
];
