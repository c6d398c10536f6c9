/** The entry for values as JSON, which a bundle that does not import it does not contain. */

export { fromJson, valueFromJson } from "./from-json.js";
export { JsonValueError } from "./json-error.js";
export { type Json, toJson, valueToJson } from "./to-json.js";
