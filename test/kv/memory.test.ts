/** The memory driver conforms. */

import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { testConformance } from "./conformance.js";

testConformance(async () => ({
  open: async () => {
    const store = new MemoryStore();
    return { kv: openMemoryKv({ store }), again: async () => openMemoryKv({ store }) };
  },
  end: async () => {},
}));
