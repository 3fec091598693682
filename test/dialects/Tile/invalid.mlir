// RUN: net-opt %s --split-input-file --verify-diagnostics

// C1
func.func @map_missing(%x: tensor<4xf32>, %y: tensor<f32>) -> tensor<f32> {
  // expected-error@+1 {{has 2 maps for 3 operands}}
  %r = tile.contract ins(%x, %x : tensor<4xf32>, tensor<4xf32>) outs(%y : tensor<f32>)
      maps [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}

// -----

// C1
func.func @map_of_other_rank(%x: tensor<4xf32>, %y: tensor<f32>) -> tensor<f32> {
  // expected-error@+1 {{map affine_map<(d0) -> (d0, d0)> does not fit 'tensor<4xf32>'}}
  %r = tile.contract ins(%x, %x : tensor<4xf32>, tensor<4xf32>) outs(%y : tensor<f32>)
      maps [affine_map<(i) -> (i, i)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}

// -----

// C2
func.func @map_divides(%x: tensor<4xf32>, %y: tensor<f32>) -> tensor<f32> {
  // expected-error@+1 {{map affine_map<(d0) -> (d0 floordiv 2)> is not linear}}
  %r = tile.contract ins(%x, %x : tensor<4xf32>, tensor<4xf32>) outs(%y : tensor<f32>)
      maps [affine_map<(i) -> (i floordiv 2)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}

// -----

// C3
func.func @stored_twice(%x: tensor<4xf32>, %y: tensor<4x4xf32>) -> tensor<4x4xf32> {
  // expected-error@+1 {{map of outs affine_map<(d0) -> (d0, d0)> does not name distinct loops}}
  %r = tile.contract ins(%x, %x : tensor<4xf32>, tensor<4xf32>) outs(%y : tensor<4x4xf32>)
      maps [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i, i)>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<4x4xf32>
  return %r : tensor<4x4xf32>
}

// -----

// C3
func.func @extra_is_summed(%x: tensor<4xf32>, %y: tensor<f32>) -> tensor<f32> {
  // expected-error@+1 {{map of extras affine_map<(d0) -> (d0)> uses the summed loop d0}}
  %r = tile.contract ins(%x, %x : tensor<4xf32>, tensor<4xf32>) extras(%x : tensor<4xf32>) outs(%y : tensor<f32>)
      maps [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>] {
  ^bb0(%sum: f32, %extra: f32):
    tile.yield %sum : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}

// -----

// C4
func.func @loop_without_size(%x: tensor<8xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{no map has loop d1 alone}}
  %r = tile.contract ins(%x, %x : tensor<8xf32>, tensor<8xf32>) outs(%y : tensor<4xf32>)
      maps [affine_map<(i, k) -> (i + k)>, affine_map<(i, k) -> (i + k)>, affine_map<(i, k) -> (i)>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// -----

// C5
func.func @other_types(%x: tensor<4xf32>, %w: tensor<4xf64>, %y: tensor<f32>) -> tensor<f32> {
  // expected-error@+1 {{multiplies 'tensor<4xf32>' by 'tensor<4xf64>'}}
  %r = tile.contract ins(%x, %w : tensor<4xf32>, tensor<4xf64>) outs(%y : tensor<f32>)
      maps [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}

// -----

// C5
func.func @yields_other_type(%x: tensor<4xf32>, %y: tensor<f64>) -> tensor<f64> {
  // expected-error@+1 {{epilogue yields 'f32' for outs of type 'tensor<f64>'}}
  %r = tile.contract ins(%x, %x : tensor<4xf32>, tensor<4xf32>) outs(%y : tensor<f64>)
      maps [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<f64>
  return %r : tensor<f64>
}

// -----

// C6
func.func @mixed(%x: memref<4xf32>, %y: tensor<f32>) -> tensor<f32> {
  // expected-error@+1 {{mixes tensors and memrefs}}
  %r = tile.contract ins(%x, %x : memref<4xf32>, memref<4xf32>) outs(%y : tensor<f32>)
      maps [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}

// -----

func.func @buffer_without_size(%frame: !tile.frame) {
  // expected-error@+1 {{has 0 sizes for 1 dynamic axes}}
  %x = tile.buffer %frame input : memref<?x4xf32>
  return
}

// -----

func.func @offset_outside_the_arena(%frame: !tile.frame) {
  // expected-error@+1 {{has an offset outside the arena}}
  %x = tile.buffer %frame array[1] offset 64 : memref<4xf32>
  return
}
