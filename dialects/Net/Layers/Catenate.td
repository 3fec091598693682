//===- Catenate.td - CatenateLayer ---------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_CatenateOp : Net_LayerOp<"catenate"> {
  let notation = "CatenateLayer";
  let summary = "arrays one after another along a level";
  let description = [{
    - (C1) There is at least one input. All are real and of rank 1 or more.
    - (C2) The level counts in the input of the lowest rank, from the end if negative.
      There it exists.
    - (C3) Inputs of higher rank keep their additional leading levels; inputs of lower rank
      are repeated along these.
    - (C4) On the level the sizes add up; none of them is Varying. On all other levels they
      agree.

    Example: {1, 2} and {3, 4, 5} give {1, 2, 3, 4, 5}; {{1, 2}, {3, 4}} and {9} give
    {{1, 2, 9}, {3, 4, 9}}.
  }];
  let arguments = (ins Net_Ports:$input,
    Net_Level<"1", "", 0, doc="level of the input of the lowest rank">:$level,
    Net_InputPorts<>:$input_ports);
  let results = (outs Net_Port:$output);
}
