// RUN: net-opt %s --split-input-file --verify-diagnostics

// C1 of transpose
func.func @axis_named_twice(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{permutation [0, 1, 1] does not name each of the 3 axes}}
  %y = prim.transpose %x by [0, 1, 1] : tensor<2x3x4xf32>
  return
}

// -----

// C2 of broadcast
func.func @broadcast_of_other_size(%x: tensor<3xf32>) {
  // expected-error@+1 {{axis 0 of 'tensor<3xf32>' does not fit axis 1 of 'tensor<2x4xf32>'}}
  %y = prim.broadcast %x along [1] : tensor<3xf32> to tensor<2x4xf32>
  return
}

// -----

// C3 of broadcast
func.func @broadcast_without_like(%x: tensor<3xf32>) {
  // expected-error@+1 {{needs an array of rank 2 that lends the size of axis 0}}
  %y = prim.broadcast %x along [1] : tensor<3xf32> to tensor<?x3xf32>
  return
}

// -----

// C1 of reshape
func.func @other_number_of_elements(%x: tensor<?x6xf32>) {
  // expected-error@+1 {{cannot turn 'tensor<?x6xf32>' into 'tensor<?x5xf32>'}}
  %y = prim.reshape %x : tensor<?x6xf32> to tensor<?x5xf32>
  return
}

// -----

// C2 of reshape
func.func @two_unknown_sizes(%x: tensor<?x6xf32>) {
  // expected-error@+1 {{needs an array of rank 3 that lends its dynamic sizes}}
  %y = prim.reshape %x : tensor<?x6xf32> to tensor<?x?x6xf32>
  return
}

// -----

// C2 of concatenate
func.func @other_sizes_differ(%x: tensor<2x3xf32>, %y: tensor<4x3xf32>) {
  // expected-error@+1 {{cannot join 'tensor<2x3xf32>' and 'tensor<4x3xf32>' along axis 1}}
  %z = prim.concatenate %x, %y along 1 : tensor<2x3xf32>, tensor<4x3xf32>
  return
}

// -----

// C2 of slice
func.func @slice_outside(%x: tensor<5xf32>) {
  // expected-error@+1 {{slice of 3 elements from 1 by 2 leaves axis 0}}
  %y = prim.slice %x offsets [1] sizes [3] strides [2] : tensor<5xf32>
  return
}

// -----

// C1 of pad
func.func @negative_padding(%x: tensor<5xf32>) {
  // expected-error@+1 {{does not give 1 sizes of 0 or more}}
  %y = prim.pad %x low [-1] high [0] value 0.0 : f32 : tensor<5xf32>
  return
}

// -----

// C2 of pad
func.func @value_of_other_type(%x: tensor<5xf32>) {
  // expected-error@+1 {{padding value of type 'i64'}}
  %y = prim.pad %x low [1] high [0] value 0 : i64 : tensor<5xf32>
  return
}

// -----

// C3 of dot_general
func.func @contracted_sizes_differ(%x: tensor<2x3xf32>, %y: tensor<4x5xf32>) {
  // expected-error@+1 {{paired axes of 'tensor<2x3xf32>' and 'tensor<4x5xf32>' differ in size}}
  %z = prim.dot_general %x, %y batch [] x [] contract [1] x [0] : tensor<2x3xf32>, tensor<4x5xf32>
  return
}

// -----

// C2 of dot_general
func.func @axis_used_twice(%x: tensor<3x3xf32>, %y: tensor<3x3xf32>) {
  // expected-error@+1 {{in pairs, each at most once}}
  %z = prim.dot_general %x, %y batch [1] x [0] contract [1] x [1] : tensor<3x3xf32>, tensor<3x3xf32>
  return
}

// -----

// C3 of convolution
func.func @channels_differ(%x: tensor<?x3x8xf32>, %w: tensor<4x2x3xf32>) {
  // expected-error@+1 {{do not fit 1 groups of the channels}}
  %y = prim.convolution %x, %w strides [1] dilations [1] low [0] high [0] groups 1 : tensor<?x3x8xf32>, tensor<4x2x3xf32>
  return
}

// -----

// C4 of convolution
func.func @window_too_large(%x: tensor<?x2x4xf32>, %w: tensor<4x2x3xf32>) {
  // expected-error@+1 {{window of 5 by 1 does not fit spatial axis 0}}
  %y = prim.convolution %x, %w strides [1] dilations [2] low [0] high [0] groups 1 : tensor<?x2x4xf32>, tensor<4x2x3xf32>
  return
}

// -----

// C1 of reduce
func.func @axes_not_ascending(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{axes [1, 0] do not name axes}}
  %y = prim.reduce sum %x over [1, 0] : tensor<2x3xf32>
  return
}

// -----

// C2 of reduce_window
func.func @pooling_window_too_large(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{window of 4 by 1 does not fit axis 1}}
  %y = prim.reduce_window max %x window [4] strides [1] low [0] high [0] : tensor<2x3xf32>
  return
}

// -----

// C1 of gather
func.func @no_such_axis(%x: tensor<2x3xf32>, %i: tensor<4xi64>) {
  // expected-error@+1 {{axis 2 with 0 batch axes does not fit}}
  %y = prim.gather %x at %i along 2 batch 0 : tensor<2x3xf32>, tensor<4xi64>
  return
}

// -----

// C1 of mask
func.func @one_length_too_many(%x: tensor<2x3xf32>, %n: tensor<3xi64>) {
  // expected-error@+1 {{do not give one length for each sequence}}
  %y = prim.mask %x to %n : tensor<2x3xf32>, tensor<3xi64>
  return
}

// -----

// C1 of composite
func.func @body_of_other_type(%x: tensor<3xf32>) {
  // expected-error@+1 {{body yields other types than the results}}
  %y = prim.composite "odd"(%x) : (tensor<3xf32>) -> tensor<4xf32> {
  ^bb0(%a: tensor<3xf32>):
    prim.yield %a : tensor<3xf32>
  }
  return
}

// -----

// C3 of convolution_weights
func.func @convolution_weights(%x: tensor<?x2x6xf32>, %g: tensor<?x5x3xf32>) {
  // expected-error @+1 {{window 3 at spatial axis 0 of 'tensor<?x2x6xf32>' does not have the places of 'tensor<?x5x3xf32>'}}
  %w = prim.convolution_weights %x, %g window [3] strides [1] dilations [1] low [0] high [0] : tensor<?x2x6xf32>, tensor<?x5x3xf32>
  return
}

// -----

// C1 of scan
func.func @no_step(%h: tensor<2x3xf32>) {
  // expected-error@+1 {{has 0 steps along axis 1}}
  %y = prim.scan from(%h) axis 1 length 0 : (tensor<2x3xf32>) -> tensor<2x3xf32> {
  ^bb0(%s: tensor<2x3xf32>):
    prim.yield %s : tensor<2x3xf32>
  }
  return
}

// -----

// C1 of scan
func.func @sequence_of_other_length(%x: tensor<2x3xf32>, %h: tensor<2xf32>) {
  // expected-error@+1 {{'tensor<2x3xf32>' does not have 4 steps along axis 1}}
  %y = prim.scan over(%x) from(%h) axis 1 length 4 : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>, %s: tensor<2xf32>):
    prim.yield %a : tensor<2xf32>
  }
  return
}

// -----

// C2 of scan
func.func @body_takes_the_sequence(%x: tensor<2x3xf32>, %h: tensor<2xf32>) {
  // expected-error@+1 {{body takes other types than slices of the sequences, states and constants}}
  %y = prim.scan over(%x) from(%h) axis 1 length 3 : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2x3xf32>, %s: tensor<2xf32>):
    prim.yield %s : tensor<2xf32>
  }
  return
}

// -----

// C3 of scan
func.func @state_changes_its_type(%x: tensor<2x3x4xf32>, %h: tensor<2xf32>) {
  // expected-error@+1 {{body yields other types than the states and slices of the stacks}}
  %y = prim.scan over(%x) from(%h) axis 1 length 3 : (tensor<2x3x4xf32>, tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2x4xf32>, %s: tensor<2xf32>):
    prim.yield %a : tensor<2x4xf32>
  }
  return
}

// -----

// C4 of scan
func.func @no_state_returned(%x: tensor<2x3xf32>, %h: tensor<2xf32>) {
  // expected-error@+1 {{does not return its states first}}
  %y = prim.scan over(%x) from(%h) axis 1 length 3 : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2x3xf32> {
  ^bb0(%a: tensor<2xf32>, %s: tensor<2xf32>):
    prim.yield %s, %a : tensor<2xf32>, tensor<2xf32>
  }
  return
}
