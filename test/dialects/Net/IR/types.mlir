// RUN: net-opt %s | net-opt | FileCheck %s

// CHECK-LABEL: net.array @fixed : !net.array<[1, 28, 28], real>
net.array @fixed : !net.array<[1, 28, 28], real> {role = "Weights"}
// CHECK: net.array @open : !net.array<[?, ?n, ?"my length"], ?>
net.array @open : !net.array<[?, ?n, ?"my length"], ?> {role = "Weights"}
// CHECK: net.array @scalar : !net.array<[], real>
net.array @scalar : !net.array<[], real> {role = "Biases"}
// CHECK: net.array @unknown : !net.array<*>
net.array @unknown : !net.array<*> {role = "Free"}
// CHECK: net.array @unranked : !net.array<*, real>
net.array @unranked : !net.array<*, real> {role = "Free"}
// CHECK: net.array @integers : !net.array<[2], int>
net.array @integers : !net.array<[2], int> {role = "Free"}
// CHECK: net.array @range : !net.array<[2], int<1, 10>>
net.array @range : !net.array<[2], int<1, 10>> {role = "Free"}
// CHECK: net.array @half_open : !net.array<[2], int<1, *>>
net.array @half_open : !net.array<[2], int<1, *>> {role = "Free"}
// CHECK: net.array @kept : !net.array<[3], real> {initializer = 1.000000e+00 : f64, multiplier = 2.000000e+00 : f64, role = "Scaling", trainable = false}
net.array @kept : !net.array<[3], real> {role = "Scaling", trainable = false,
  multiplier = 2.0, initializer = 1.0}
