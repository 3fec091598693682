//===- MeanSquaredLoss.td - MeanSquaredLossLayer -------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_MeanSquaredLossOp : Net_LayerOp<"mean_squared_loss"> {
  let notation = "MeanSquaredLossLayer";
  let summary = "mean of the squared differences between Input and Target";
  let description = [{
    `Loss = mean over all elements e of (Input[e] - Target[e])^2`

    - (C1) `Input` and `Target` have the same dimensions.
    - (C2) `Loss` is a scalar.

    Example: `MeanSquaredLossLayer[][<|"Input" -> {1, 2, 3}, "Target" -> {4, 0, 4}|>]`
    gives `4.66667`.
  }];
  let arguments = (ins Net_Port:$input, Net_Port:$target);
  let results = (outs Net_Port:$loss);
}
