/** The types of the messages of a generated schema, by their names. */

import type { SchemaDescription, TypedSchema } from "@barewire/runtime/schema-codec";

type MessagesOf<Schema> = Schema extends TypedSchema<infer Messages> ? Messages : never;

/** The name of a message, which an editor completes, or of any other type of the schema. */
export type MessageName<Schema extends SchemaDescription> =
  | (keyof MessagesOf<Schema> & string)
  | (string & {});

/** The type of a message; unknown for a type that is none, and for a schema without types. */
export type MessageIn<Schema, Name> = Name extends keyof MessagesOf<Schema>
  ? MessagesOf<Schema>[Name]
  : unknown;
