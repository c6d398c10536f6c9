/** The entry for values as JSON, which a bundle that does not import it does not contain. */

export { fromJson } from "./from-json.js";
export { JsonValueError } from "./json-error.js";
export { type Json, toJson } from "./to-json.js";
