/** The path of the page that the matrix is printed to. */

import { join } from "node:path";
import { REPOSITORY } from "./planned-protocol.js";

export const PAGE_PATH: string = join(REPOSITORY, "docs/compatibility.md");
