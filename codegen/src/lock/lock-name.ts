/** Beside the schemas. A file of its own, so that a run with nothing to do need not load more. */
export const LOCK_NAME = "protocol.lock.json";
