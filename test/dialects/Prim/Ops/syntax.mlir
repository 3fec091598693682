// RUN: net-opt %s | net-opt | FileCheck %s

// CHECK-LABEL: @elementwise
func.func @elementwise(%x: tensor<?x4xf32>, %i: tensor<?x4xi64>) {
  // CHECK: prim.exp %{{.*}} : tensor<?x4xf32>
  %0 = prim.exp %x : tensor<?x4xf32>
  // CHECK: prim.add %{{.*}}, %{{.*}} : tensor<?x4xi64>
  %1 = prim.add %i, %i : tensor<?x4xi64>
  // CHECK: prim.compare lt %{{.*}}, %{{.*}} : tensor<?x4xf32>
  %2 = prim.compare lt %0, %x : tensor<?x4xf32>
  // CHECK: prim.select %{{.*}}, %{{.*}}, %{{.*}} : tensor<?x4xi1>, tensor<?x4xf32>
  %3 = prim.select %2, %0, %x : tensor<?x4xi1>, tensor<?x4xf32>
  // CHECK: prim.cast %{{.*}} : tensor<?x4xf32> to tensor<?x4xbf16>
  %4 = prim.cast %3 : tensor<?x4xf32> to tensor<?x4xbf16>
  return
}

// CHECK-LABEL: @structure
func.func @structure(%x: tensor<?x3x4xf32>, %n: tensor<?xi64>) {
  // CHECK: prim.constant dense<1.000000e+00> : tensor<3xf32>
  %c = prim.constant dense<1.0> : tensor<3xf32>
  // CHECK: prim.broadcast %{{.*}} along [1] like %{{.*}} : tensor<3xf32>, tensor<?x3x4xf32> to tensor<?x3x4xf32>
  %b = prim.broadcast %c along [1] like %x : tensor<3xf32>, tensor<?x3x4xf32> to tensor<?x3x4xf32>
  // CHECK: prim.iota 2 like %{{.*}} : tensor<?x3x4xf32> : tensor<?x3x4xi64>
  %i = prim.iota 2 like %x : tensor<?x3x4xf32> : tensor<?x3x4xi64>
  // CHECK: prim.transpose %{{.*}} by [0, 2, 1] : tensor<?x3x4xf32>
  %t = prim.transpose %x by [0, 2, 1] : tensor<?x3x4xf32>
  // CHECK: prim.reshape %{{.*}} : tensor<?x4x3xf32> to tensor<?x12xf32>
  %r = prim.reshape %t : tensor<?x4x3xf32> to tensor<?x12xf32>
  // CHECK: prim.concatenate %{{.*}}, %{{.*}} along 1 : tensor<?x12xf32>, tensor<?x12xf32>
  %j = prim.concatenate %r, %r along 1 : tensor<?x12xf32>, tensor<?x12xf32>
  // CHECK: prim.slice %{{.*}} offsets [0, 2] sizes [-9223372036854775808, 5] strides [1, 2] : tensor<?x24xf32>
  %s = prim.slice %j offsets [0, 2] sizes [-9223372036854775808, 5] strides [1, 2] : tensor<?x24xf32>
  // CHECK: prim.pad %{{.*}} low [0, 1] high [0, 2] value 0.000000e+00 : f32 : tensor<?x5xf32>
  %p = prim.pad %s low [0, 1] high [0, 2] value 0.0 : f32 : tensor<?x5xf32>
  // CHECK: prim.mask %{{.*}} to %{{.*}} : tensor<?x8xf32>, tensor<?xi64>
  %m = prim.mask %p to %n : tensor<?x8xf32>, tensor<?xi64>
  return
}

// CHECK-LABEL: @sums
func.func @sums(%x: tensor<?x2x9x9xf32>, %w: tensor<6x2x3x3xf32>, %n: tensor<?xi64>) {
  // CHECK: prim.convolution %{{.*}}, %{{.*}} strides [2, 2] dilations [1, 1] low [1, 1] high [1, 1] groups 1
  %c = prim.convolution %x, %w strides [2, 2] dilations [1, 1] low [1, 1] high [1, 1] groups 1 : tensor<?x2x9x9xf32>, tensor<6x2x3x3xf32>
  // CHECK: prim.convolution_weights %{{.*}}, %{{.*}} window [3, 3] strides [2, 2] dilations [1, 1] low [1, 1] high [1, 1] : tensor<?x2x9x9xf32>, tensor<?x5x5x6xf32>
  %l = prim.transpose %c by [0, 2, 3, 1] : tensor<?x6x5x5xf32>
  %v = prim.convolution_weights %x, %l window [3, 3] strides [2, 2] dilations [1, 1] low [1, 1] high [1, 1] : tensor<?x2x9x9xf32>, tensor<?x5x5x6xf32>
  // CHECK: prim.reduce_window max %{{.*}} window [2, 2] strides [1, 1] low [0, 0] high [0, 0] : tensor<?x6x5x5xf32>
  %p = prim.reduce_window max %c window [2, 2] strides [1, 1] low [0, 0] high [0, 0] : tensor<?x6x5x5xf32>
  // CHECK: prim.reduce sum %{{.*}} over [2, 3] : tensor<?x6x4x4xf32>
  %r = prim.reduce sum %p over [2, 3] : tensor<?x6x4x4xf32>
  // CHECK: prim.dot_general %{{.*}}, %{{.*}} batch [0] x [0] contract [1] x [1] : tensor<?x6xf32>, tensor<?x6xf32>
  %d = prim.dot_general %r, %r batch [0] x [0] contract [1] x [1] : tensor<?x6xf32>, tensor<?x6xf32>
  // CHECK: prim.gather %{{.*}} at %{{.*}} along 1 batch 1 : tensor<?x6xf32>, tensor<?xi64>
  %g = prim.gather %r at %n along 1 batch 1 : tensor<?x6xf32>, tensor<?xi64>
  // CHECK: prim.scatter %{{.*}} at %{{.*}} along 1 batch 1 like %{{.*}} : tensor<?xf32>, tensor<?xi64>, tensor<?x6xf32> to tensor<?x6xf32>
  %s = prim.scatter %g at %n along 1 batch 1 like %r : tensor<?xf32>, tensor<?xi64>, tensor<?x6xf32> to tensor<?x6xf32>
  return
}

// CHECK-LABEL: @regions
func.func @regions(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // CHECK: prim.composite "square"(%{{.*}}) : (tensor<?x4xf32>) -> tensor<?x4xf32> {
  // CHECK: } gradient {
  %0 = prim.composite "square"(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: tensor<?x4xf32>):
    %b = prim.mul %a, %a : tensor<?x4xf32>
    prim.yield %b : tensor<?x4xf32>
  } gradient {
  ^bb0(%a: tensor<?x4xf32>, %g: tensor<?x4xf32>):
    %b = prim.mul %a, %g : tensor<?x4xf32>
    %c = prim.add %b, %b : tensor<?x4xf32>
    prim.yield %c : tensor<?x4xf32>
  }
  // CHECK: prim.group loop(%{{.*}}) : (tensor<?x4xf32>) -> tensor<?x4xf32> {
  %1 = prim.group loop(%0) : (tensor<?x4xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: tensor<?x4xf32>):
    %b = prim.exp %a : tensor<?x4xf32>
    prim.yield %b : tensor<?x4xf32>
  }
  return %1 : tensor<?x4xf32>
}

// CHECK-LABEL: @fence
func.func @fence(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // CHECK: prim.fence %{{.*}} : tensor<?x4xf32>
  %y = prim.fence %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// CHECK-LABEL: @scan
func.func @scan(%x: tensor<?x5x3xf32>, %h: tensor<?x4xf32>, %w: tensor<4x3xf32>, %n: tensor<5xi64>) -> (tensor<?x4xf32>, tensor<?x5x4xf32>) {
  // CHECK: prim.scan over(%{{.*}}, %{{.*}}) from(%{{.*}}) with(%{{.*}}) axis 1 length 5 reverse
  // CHECK-SAME: : (tensor<?x5x3xf32>, tensor<5xi64>, tensor<?x4xf32>, tensor<4x3xf32>) -> (tensor<?x4xf32>, tensor<?x5x4xf32>) {
  // CHECK-NEXT: ^bb0(%{{.*}}: tensor<?x3xf32>, %{{.*}}: tensor<i64>, %{{.*}}: tensor<?x4xf32>, %{{.*}}: tensor<4x3xf32>):
  %0:2 = prim.scan over(%x, %n) from(%h) with(%w) axis 1 length 5 reverse
      : (tensor<?x5x3xf32>, tensor<5xi64>, tensor<?x4xf32>, tensor<4x3xf32>) -> (tensor<?x4xf32>, tensor<?x5x4xf32>) {
  ^bb0(%a: tensor<?x3xf32>, %t: tensor<i64>, %s: tensor<?x4xf32>, %v: tensor<4x3xf32>):
    %p = prim.dot_general %a, %v batch [] x [] contract [1] x [1] : tensor<?x3xf32>, tensor<4x3xf32>
    %q = prim.add %s, %p : tensor<?x4xf32>
    prim.yield %q, %p : tensor<?x4xf32>, tensor<?x4xf32>
  }
  // Steps alone.
  // CHECK: prim.scan from(%{{.*}}) axis 0 length 3 : (tensor<?x4xf32>) -> tensor<?x4xf32> {
  %1 = prim.scan from(%0#0) axis 0 length 3 : (tensor<?x4xf32>) -> tensor<?x4xf32> {
  ^bb0(%s: tensor<?x4xf32>):
    %q = prim.tanh %s : tensor<?x4xf32>
    prim.yield %q : tensor<?x4xf32>
  }
  return %1, %0#1 : tensor<?x4xf32>, tensor<?x5x4xf32>
}
