// RUN: net-opt %s --prim-form-groups --lower-prim-to-linalg | FileCheck %s

// Each value is used twice by the next one: walked by paths instead of values, forty
// of them would never end.
// CHECK-LABEL: func.func @doubled
// CHECK: linalg.generic
// CHECK-COUNT-40: arith.addf
// CHECK-NOT: arith.addf
func.func @doubled(%x0: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %x1 = prim.add %x0, %x0 : tensor<?x3xf32>
  %x2 = prim.add %x1, %x1 : tensor<?x3xf32>
  %x3 = prim.add %x2, %x2 : tensor<?x3xf32>
  %x4 = prim.add %x3, %x3 : tensor<?x3xf32>
  %x5 = prim.add %x4, %x4 : tensor<?x3xf32>
  %x6 = prim.add %x5, %x5 : tensor<?x3xf32>
  %x7 = prim.add %x6, %x6 : tensor<?x3xf32>
  %x8 = prim.add %x7, %x7 : tensor<?x3xf32>
  %x9 = prim.add %x8, %x8 : tensor<?x3xf32>
  %x10 = prim.add %x9, %x9 : tensor<?x3xf32>
  %x11 = prim.add %x10, %x10 : tensor<?x3xf32>
  %x12 = prim.add %x11, %x11 : tensor<?x3xf32>
  %x13 = prim.add %x12, %x12 : tensor<?x3xf32>
  %x14 = prim.add %x13, %x13 : tensor<?x3xf32>
  %x15 = prim.add %x14, %x14 : tensor<?x3xf32>
  %x16 = prim.add %x15, %x15 : tensor<?x3xf32>
  %x17 = prim.add %x16, %x16 : tensor<?x3xf32>
  %x18 = prim.add %x17, %x17 : tensor<?x3xf32>
  %x19 = prim.add %x18, %x18 : tensor<?x3xf32>
  %x20 = prim.add %x19, %x19 : tensor<?x3xf32>
  %x21 = prim.add %x20, %x20 : tensor<?x3xf32>
  %x22 = prim.add %x21, %x21 : tensor<?x3xf32>
  %x23 = prim.add %x22, %x22 : tensor<?x3xf32>
  %x24 = prim.add %x23, %x23 : tensor<?x3xf32>
  %x25 = prim.add %x24, %x24 : tensor<?x3xf32>
  %x26 = prim.add %x25, %x25 : tensor<?x3xf32>
  %x27 = prim.add %x26, %x26 : tensor<?x3xf32>
  %x28 = prim.add %x27, %x27 : tensor<?x3xf32>
  %x29 = prim.add %x28, %x28 : tensor<?x3xf32>
  %x30 = prim.add %x29, %x29 : tensor<?x3xf32>
  %x31 = prim.add %x30, %x30 : tensor<?x3xf32>
  %x32 = prim.add %x31, %x31 : tensor<?x3xf32>
  %x33 = prim.add %x32, %x32 : tensor<?x3xf32>
  %x34 = prim.add %x33, %x33 : tensor<?x3xf32>
  %x35 = prim.add %x34, %x34 : tensor<?x3xf32>
  %x36 = prim.add %x35, %x35 : tensor<?x3xf32>
  %x37 = prim.add %x36, %x36 : tensor<?x3xf32>
  %x38 = prim.add %x37, %x37 : tensor<?x3xf32>
  %x39 = prim.add %x38, %x38 : tensor<?x3xf32>
  %x40 = prim.add %x39, %x39 : tensor<?x3xf32>
  return %x40 : tensor<?x3xf32>
}
