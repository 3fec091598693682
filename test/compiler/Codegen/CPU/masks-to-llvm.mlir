// RUN: net-opt %s --cpu-convert-to-llvm | FileCheck %s
// Truth values in memory are bytes, one by one and in vectors alike.

// CHECK-LABEL: @copy
// CHECK: %[[LOADED:.*]] = llvm.load %{{.*}} {alignment = 1 : i64} : !llvm.ptr -> vector<8xi8>
// CHECK: %[[MASK:.*]] = llvm.trunc %[[LOADED]] : vector<8xi8> to vector<8xi1>
// CHECK: %[[BYTES:.*]] = llvm.zext %[[MASK]] : vector<8xi1> to vector<8xi8>
// CHECK: llvm.store %[[BYTES]], %{{.*}} {alignment = 1 : i64} : vector<8xi8>, !llvm.ptr
func.func @copy(%from: memref<?xi1>, %to: memref<?xi1>, %i: index) {
  %values = vector.load %from[%i] : memref<?xi1>, vector<8xi1>
  vector.store %values, %to[%i] : memref<?xi1>, vector<8xi1>
  return
}

// CHECK-LABEL: @copy_some
// CHECK: %[[LOADED:.*]] = llvm.intr.masked.load {{.*}} -> vector<8xi8>
// CHECK: llvm.trunc %[[LOADED]] : vector<8xi8> to vector<8xi1>
// CHECK: llvm.intr.masked.store {{.*}} : vector<8xi8>, vector<8xi1> into !llvm.ptr
func.func @copy_some(%from: memref<?xi1>, %to: memref<?xi1>, %i: index,
                     %some: vector<8xi1>, %others: vector<8xi1>) {
  %values = vector.maskedload %from[%i], %some, %others : memref<?xi1>, vector<8xi1>, vector<8xi1> into vector<8xi1>
  vector.maskedstore %to[%i], %some, %values : memref<?xi1>, vector<8xi1>, vector<8xi1>
  return
}
