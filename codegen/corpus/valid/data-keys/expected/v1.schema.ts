// @generated from data-keys/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    Key: "data",
    Id: { data: 4 },
    Octets: "data",
    ByKey: { map: ["Key", "str"], min: 2 },
    ById: { map: ["Id", "ByKey"], min: 5 },
    Pages: {
      struct: {
        pages: { map: ["data", "data"], min: 2 },
        fixed: { map: [{ data: 2 }, "u8"], min: 3 },
        byId: "ById",
      },
    },
  },
  recursive: [],
};
