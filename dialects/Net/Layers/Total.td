//===- Total.td - TotalLayer ---------------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_TotalOp : Net_LayerOp<"total"> {
  let notation = "TotalLayer";
  let summary = "sum of all inputs";
  let description = [{
    `Output[i...] = Input1[i...] + Input2[i...] + ...`

    - (C1) There is at least one input. All are real.
    - (C2) All inputs have the same rank; at each level sizes are equal or 1, and what is 1
      is repeated, as in ThreadingLayer.

    Example: the inputs {1, 2}, {10, 20} and {100, 200} give {111, 222}.
  }];
  let arguments = (ins Net_Ports:$input, Net_InputPorts<>:$input_ports);
  let results = (outs Net_Port:$output);
}
