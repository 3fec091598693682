from lsp_client import Editor, Text, expect

editor = Editor()


def check(wrong, *right):
    text = Text(editor, wrong, "fixes.net")
    shown = text.problems()
    mendable = [problem for problem in shown if text.actions(problem)]
    assert len(mendable) == 1, (wrong, shown)
    problem = mendable[0]
    actions = text.actions(problem)
    expect(text.fixed(problem), list(right))
    for action in actions:
        expect(action["kind"], "quickfix")
        expect(action["isPreferred"], len(right) == 1)
        expect(action["diagnostics"], [problem])


check("NetChain[{LinaerLayer[3]}]", "NetChain[{LinearLayer[3]}]")
check('NetChain[{LinearLayer[3, "Baises" -> None]}]',
      'NetChain[{LinearLayer[3, "Biases" -> None]}]')
check("NetChain[{LinearLayer[3, Baises -> None]}]",
      "NetChain[{LinearLayer[3, Biases -> None]}]")
check("NetChain[{ElementwiseLayer[Tahn]}]", "NetChain[{ElementwiseLayer[Tan]}]")
check('NetChain[{ElementwiseLayer["GELUU"]}]', 'NetChain[{ElementwiseLayer["GELU"]}]')
check("NetChain[{ElementwiseLayer[GELU]}]", 'NetChain[{ElementwiseLayer["GELU"]}]')
check('NetGraph[<|"encoder" -> 3|>, {"encodre" -> NetPort["Output"]}]',
      'NetGraph[<|"encoder" -> 3|>, {"encoder" -> NetPort["Output"]}]')
check("NetChain[{3 \"Ramp\"}]", 'NetChain[{3, "Ramp"}]')
check("NetChain[{3, Ramp,}]", "NetChain[{3, Ramp}]")
check("NetChain[{3, Ramp\n", "NetChain[{3, Ramp}\n")
check("n = 1e3; NetChain[{3}]", "n = 1*^3; NetChain[{3}]")
check("(* 𝒳 *) NetChain[{LinaerLayer[3]}]", "(* 𝒳 *) NetChain[{LinearLayer[3]}]")

text = Text(editor, "NetChain[{3}]", "right.net")
expect(text.problems(), [])
expect(text.actions({"message": "", "range": {"start": {"line": 0, "character": 0},
                                              "end": {"line": 0, "character": 9}}}), [])
editor.end()
