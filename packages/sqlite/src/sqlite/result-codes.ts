/** The numbers of SQLite's C interface that are used here. */

export const SQLITE_OK = 0;
export const SQLITE_ERROR = 1;
export const SQLITE_ABORT = 4;
export const SQLITE_NOMEM = 7;
export const SQLITE_ABORT_ROLLBACK = 516;
export const SQLITE_CORRUPT = 11;
export const SQLITE_NOTFOUND = 12;
export const SQLITE_FULL = 13;
export const SQLITE_CANTOPEN = 14;
export const SQLITE_ROW = 100;
export const SQLITE_DONE = 101;

export const SQLITE_DENY = 1;
/** The authorizer has refused. */
export const SQLITE_AUTH = 23;

export const SQLITE_NOTADB = 26;

export const SQLITE_INTERRUPT = 9;
export const SQLITE_IOERR = 10;
export const SQLITE_IOERR_READ = 266;
export const SQLITE_IOERR_SHORT_READ = 522;
export const SQLITE_IOERR_WRITE = 778;
export const SQLITE_IOERR_FSYNC = 1034;
export const SQLITE_IOERR_TRUNCATE = 1546;
export const SQLITE_IOERR_DELETE = 2570;
export const SQLITE_IOERR_CLOSE = 4106;
export const SQLITE_IOERR_COMMIT_ATOMIC = 7690;

export const SQLITE_OPEN_READWRITE = 0x2;
export const SQLITE_OPEN_CREATE = 0x4;
export const SQLITE_OPEN_DELETEONCLOSE = 0x8;
export const SQLITE_OPEN_MAIN_DB = 0x100;
export const SQLITE_OPEN_WAL = 0x80000;

/** Action codes of the authorizer. */
export const SQLITE_PRAGMA = 19;
export const SQLITE_ATTACH = 24;

export const SQLITE_DBCONFIG_DEFENSIVE = 1010;

export const SQLITE_TXN_WRITE = 2;

export const SQLITE_FCNTL_PRAGMA = 14;
export const SQLITE_FCNTL_BEGIN_ATOMIC_WRITE = 31;
export const SQLITE_FCNTL_COMMIT_ATOMIC_WRITE = 32;
export const SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE = 33;

export const SQLITE_IOCAP_BATCH_ATOMIC = 0x4000;

export const SQLITE_INTEGER = 1;
export const SQLITE_FLOAT = 2;
export const SQLITE_TEXT = 3;
export const SQLITE_BLOB = 4;

/** Destructor argument: SQLite makes its own copy. */
export const SQLITE_TRANSIENT = -1;

/** Properties of a function. */
export const SQLITE_UTF8 = 1;
export const SQLITE_DETERMINISTIC = 0x800;
export const SQLITE_INNOCUOUS = 0x20_0000;
