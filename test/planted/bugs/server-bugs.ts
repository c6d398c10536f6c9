/** Bugs in the server: who is let in, and what its operator is told. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/server/src";
const REFUSALS = "test/server/refusals.test.ts";

export const SERVER_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/admission.ts`,
    find: "if (!grant.allows(databases.namespace))",
    replace: "if (databases.namespace === '')",
    why: "a token opens the databases of every tenant",
    finder: REFUSALS,
  },
  {
    file: `${SRC}/admission.ts`,
    find: 'CLOSE_CODES.notFound, "namespace"',
    replace: 'CLOSE_CODES.unauthorised, "token-wrong"',
    why: "a token without the namespace is taken for a wrong one, by the client and in the log",
    finder: REFUSALS,
  },
  {
    file: `${SRC}/http-server.ts`,
    find: 'server.on("drop", ',
    replace: 'server.on("dropped", ',
    why: "sockets are dropped that neither the log nor the metrics know of",
    finder: REFUSALS,
  },
];
