/** The size of a page, which is the same in every database and every version of both protocols. */

/** The bytes in a page. */
export const PAGE_SIZE = 4_096;
