/** The name of the lock file, beside the schemas. A module of its own, so that it loads fast. */
export const LOCK_NAME = "protocol.lock.json";
