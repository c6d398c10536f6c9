/** The PostgreSQL driver: for databases that many machines use. */

export { openPostgresKv, type PostgresKvOptions } from "./kv/postgres/postgres-kv.js";
