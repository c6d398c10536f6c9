// @generated from root-added/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   added      Extra
//   unchanged  1 type

export {};
