// RUN: net-opt %s | net-opt | FileCheck %s

// Order in a container is the user's: a layer may stand before what it uses.
// CHECK-LABEL: net.root @net (%Input: !net.array<[3], real>) {
net.root @net(%Input: !net.array<[3], real>) {
  // CHECK: net.graph %{{.*}} {input_names = ["Input"], output_names = ["Loss", "Output"]} : (!net.array<[3], real>) -> (!net.array<[], real>, !net.array<[2], real>) {
  // CHECK-NEXT: ^bb0(%[[IN:.*]]: !net.array<[3], real>):
  // CHECK-NEXT: %[[LOSS:.*]] = net.mean_squared_loss %[[Y:.*]], %[[Y]] {net.name = "loss", net.place = 1 : i64} :
  // CHECK-NEXT: %[[Y]] = net.linear %[[IN]] {biases = @lin.Biases, dimensions = array<i64: 2>, net.name = "lin", net.place = 2 : i64, weights = @lin.Weights} : (!net.array<[3], real>) -> !net.array<[2], real>
  // CHECK-NEXT: net.yield %[[LOSS]], %[[Y]]
  %loss, %output = net.graph %Input {input_names = ["Input"], output_names = ["Loss", "Output"]}
      : (!net.array<[3], real>) -> (!net.array<[], real>, !net.array<[2], real>) {
  ^bb0(%in: !net.array<[3], real>):
    %0 = net.mean_squared_loss %1, %1 {net.name = "loss", net.place = 1 : i64}
      : (!net.array<[2], real>, !net.array<[2], real>) -> !net.array<[], real>
    %1 = net.linear %in {net.name = "lin", net.place = 2 : i64, dimensions = array<i64: 2>,
                         weights = @lin.Weights, biases = @lin.Biases}
      : (!net.array<[3], real>) -> !net.array<[2], real>
    net.yield %0, %1 : !net.array<[], real>, !net.array<[2], real>
  }
  net.yield %loss, %output : !net.array<[], real>, !net.array<[2], real>
} attributes {input_names = ["Input"], output_names = ["Loss", "Output"],
              input_coders = [unit], output_coders = [unit, #net.coder<decoder, "Scalar", {}>]}
net.array @lin.Weights : !net.array<[2, 3], real> {role = "Weights"}
net.array @lin.Biases : !net.array<[2], real> {role = "Biases"}
