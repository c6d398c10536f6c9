// @generated from enum-values-listed-otherwise/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
//
//   changed     State  order: CLOSED, OPEN
//   transitive  Root   State

export {};
