//===- CrossEntropyLoss.td - CrossEntropyLossLayer -----------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_CrossEntropyLossOp : Net_LayerOp<"cross_entropy_loss"> {
  let notation = "CrossEntropyLossLayer";
  let summary = "how far probabilities are from a class, from probabilities, or from truth values";
  let description = [{
    With natural logarithms, eps = 2.220446049250313*^-16 and means over all leading levels
    d:

    - "Index": `Loss = mean of -Log[Max[Input[d, Target[d] ], eps] ]`
    - "Probabilities": `Loss = mean of -(sum over k of Target[d, k] Log[Max[Input[d, k], eps] ])`
    - "Binary": `Loss = mean of -(t Log[p + eps] + (1 - t) Log[1 - p + eps])` with p of
      `Input` and t of `Target`

    `Input` holds probabilities, not logits, which are not normalised again. Directly after
    a SoftmaxLayer on the last level, "Index" and "Probabilities" work on its logits, and
    directly after a LogisticSigmoid so does "Binary"; then they need no eps.

    - (C1) "Index": `Input` is {d..., c}, `Target` holds integers {d...} from 1 to c.
    - (C2) "Probabilities": `Input` and `Target` are {d..., c}.
    - (C3) "Binary": `Input` and `Target` have the same dimensions {d...}.
    - (C4) c is fixed and at least 2.
    - (C5) `Loss` is a single number.
    - (C6) Without an argument, a target of integers means "Index", a single number
      "Binary", a real array of the rank of `Input` "Probabilities".

    Example: with "Index", {0.1, 0.2, 0.7} and target 2 give 1.609438; with "Binary", 0.8
    and target 1 give 0.223144.
  }];
  let arguments = (ins Net_Port:$input, Net_Port:$target,
    Net_Choice<["Automatic", "Index", "Probabilities", "Binary"], "Automatic", "", 0,
               doc="what the target holds">:$form);
  let results = (outs Net_Port:$loss);
}
