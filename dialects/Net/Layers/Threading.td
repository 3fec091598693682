//===- Threading.td - ThreadingLayer -------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_ThreadingOp : Net_LayerOp<"threading"> {
  let notation = "ThreadingLayer";
  let summary = "a function of several numbers, applied to the elements of as many inputs";
  let description = [{
    `Output[i...] = f[Input1[i...], Input2[i...], ...]`

    - (C1) f is a closed expression of the functions of ElementwiseLayer. Plus, Times, Min
      and Max take any number of inputs, Subtract, Divide, Power, Surd and Mod two, a
      function with slots as many as its highest slot.
    - (C2) Inputs and `Output` are real.
    - (C3) By default, `Automatic`, all inputs have the same rank; at each level sizes are
      equal or 1, and what is 1 is repeated.
    - (C4) With `None` all inputs have the same dimensions.
    - (C5) With a level n > 0, an input of lower rank gets new levels such that the first
      of them is level n of the result. With -n the last of them is level -n. A list has
      one such setting for each input.

    Example: `ThreadingLayer[Plus, 1]` of {{1, 2}, {3, 4}} and {10, 20} gives
    {{11, 22}, {13, 24}}, `ThreadingLayer[Plus, -1]` gives {{11, 12}, {23, 24}}.
  }];
  let arguments = (ins Net_Ports:$input,
    Net_ScalarFunction<doc="the function: a symbol or a pure function">:$function,
    Net_BroadcastSpec<doc="how inputs of lower rank are replicated">:$broadcast,
    Net_InputPorts<>:$input_ports);
  let results = (outs Net_Port:$output);
}
