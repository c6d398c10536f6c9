/** The context in which one module is emitted. */

import type { EmitOptions } from "../schema/representation.js";
import type { TypeGraph } from "../schema/type-graph.js";
import type { CollectionFunctions } from "./collection-functions.js";

export type ModuleScope = {
  readonly graph: TypeGraph;
  readonly options: EmitOptions;
  readonly collections: CollectionFunctions;
};
