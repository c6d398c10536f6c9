// @generated from anonymous-types/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { TypedSchema } from "@barewire/runtime/error-locator";
import type * as v1 from "./v1.js";

/** The messages of this version, by name, for functions that take a schema and a name. */
export type Messages = {
  readonly Person: v1.Person;
  readonly Result: v1.Result;
};

export const schema: TypedSchema<Messages> = {
  types: {
    PersonName: { struct: { first: "str", last: "str" } },
    PersonPhonesKind: { enum: { HOME: 0, WORK: 1 } },
    PersonPhones: { struct: { number: "str", kind: "PersonPhonesKind" } },
    PersonContactVariant1: { struct: { street: "str", zip: "u32" } },
    PersonContact: {
      union: {
        str: [0, "str"],
        PersonContactVariant1: [1, "PersonContactVariant1"],
      },
    },
    PersonFriends: { struct: { since: "i64" } },
    PersonPet: { struct: { name: "str", age: { optional: "u8" } } },
    Person: {
      struct: {
        name: "PersonName",
        phones: { list: "PersonPhones", min: 2 },
        contact: "PersonContact",
        friends: { map: ["str", "PersonFriends"], min: 9 },
        pet: { optional: "PersonPet" },
      },
    },
    ResultVariant0: { struct: { value: "data" } },
    ResultVariant1: { enum: { NOT_FOUND: 0, FORBIDDEN: 1 } },
    Result: {
      union: {
        ResultVariant0: [0, "ResultVariant0"],
        ResultVariant1: [1, "ResultVariant1"],
      },
    },
  },
  recursive: [],
};
