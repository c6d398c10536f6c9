/** What the emission of one module needs to know. */

import type { TypeGraph } from "../schema/type-graph.js";
import type { CollectionFunctions } from "./collection-functions.js";
import type { EmitOptions } from "./type-text.js";

export type ModuleScope = {
  readonly graph: TypeGraph;
  readonly options: EmitOptions;
  readonly collections: CollectionFunctions;
};
