/**
 * The SQL of the PostgreSQL driver: plain enough for the databases that speak its protocol. Rows
 * are returned as arrays.
 */

/** A statement with its name, by which a connection prepares it once. */
export type Statement = { readonly name: string; readonly text: string };

export type Statements = {
  readonly createTable: string;
  /** Values are compressed already, and a part of one is never requested. */
  readonly storeUncompressed: string;
  readonly hasTable: string;
  /** Takes `$1` key; returns the value. */
  readonly get: Statement;
  /** Does the same as `get`, and holds the row until the transaction ends. */
  readonly lock: Statement;
  /** Takes `$1` key; returns whether a row without a value has been inserted. */
  readonly hold: Statement;
  /** Takes `$1` keys; returns key and value of those that exist. */
  readonly getMany: Statement;
  /**
   * Takes `$1` start, `$2` end, `$3` keys only held, `$4` rows, `$5` bytes; returns key, value,
   * more.
   */
  readonly range: Statement;
  readonly rangeReverse: Statement;
  /** Takes `$1` keys, `$2` values. */
  readonly set: Statement;
  /** Takes `$1` keys. */
  readonly clear: Statement;
  /** Takes `$1` start, `$2` end. */
  readonly clearRange: Statement;
};

const TABLE_NAME = /^[a-z_][a-z0-9_]{0,39}$/;

export function statementsFor(table: string): Statements {
  // The name becomes part of the SQL, so it is validated.
  if (!TABLE_NAME.test(table))
    throw new RangeError(
      "table must be 1 to 40 characters of a-z, 0-9 and _, and not begin with a digit",
    );
  const name = (of: string) => `barewire_${of}_${table}`;
  return {
    createTable: `CREATE TABLE IF NOT EXISTS ${table} (
      key bytea PRIMARY KEY, value bytea NOT NULL)`,
    storeUncompressed: `ALTER TABLE ${table} ALTER COLUMN value SET STORAGE EXTERNAL`,
    hasTable: `SELECT 1 FROM ${table} LIMIT 1`,
    get: { name: name("get"), text: `SELECT value FROM ${table} WHERE key = $1::bytea` },
    lock: {
      name: name("lock"),
      text: `SELECT value FROM ${table} WHERE key = $1::bytea FOR UPDATE`,
    },
    hold: {
      name: name("hold"),
      text: `INSERT INTO ${table} (key, value) VALUES ($1::bytea, ''::bytea)
        ON CONFLICT (key) DO NOTHING RETURNING key`,
    },
    getMany: {
      name: name("get_many"),
      text: `SELECT key, value FROM ${table} WHERE key = ANY($1::bytea[])`,
    },
    range: { name: name("range"), text: rangeText(table, "ASC") },
    rangeReverse: { name: name("range_reverse"), text: rangeText(table, "DESC") },
    set: {
      name: name("set"),
      text: `INSERT INTO ${table} (key, value)
        SELECT * FROM unnest($1::bytea[], $2::bytea[])
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    },
    clear: {
      name: name("clear"),
      text: `DELETE FROM ${table} WHERE key = ANY($1::bytea[])`,
    },
    clearRange: {
      name: name("clear_range"),
      text: `DELETE FROM ${table} WHERE key >= $1::bytea AND key < $2::bytea`,
    },
  };
}

/**
 * The inner query bounds the rows, the outer one the bytes: a row is returned if those before it
 * have not reached the limit. Sizes are counted without reading the values. One row more than
 * requested is looked at, and tells whether there are more.
 */
function rangeText(table: string, order: "ASC" | "DESC"): string {
  return `SELECT key, value, place < found AS more FROM (
      SELECT key, value,
        row_number() OVER (ORDER BY key ${order}) AS place,
        count(*) OVER () AS found,
        sum(octet_length(key) + octet_length(value)) OVER (ORDER BY key ${order}
          ROWS UNBOUNDED PRECEDING) - octet_length(key) - octet_length(value) AS before
      FROM (
        SELECT key, value FROM ${table}
        WHERE key >= $1::bytea AND key < $2::bytea AND NOT (key = ANY($3::bytea[]))
        ORDER BY key ${order} LIMIT $4::bigint + 1) AS page) AS sized
    WHERE place <= $4::bigint AND before < $5::bigint
    ORDER BY key ${order}`;
}
