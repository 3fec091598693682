# make_cases.py - makes cases.json: layers applied to numbers, and what must come out.
#
#   python3 make_cases.py > cases.json
#
# The cases have the form of the seed cases: a net as text, weights by position, inputs
# and the expected value or error. Values come from reference.py.

import json

from case_list import cases
from elementwise_cases import elementwise, wrong_functions
from loss_cases import linears, losses
from shape_cases import levels
from threading_cases import several_inputs
from window_cases import convolutions, poolings

for section in (elementwise, wrong_functions, several_inputs, levels, convolutions,
                poolings, linears, losses):
    section()

assert len({case["name"] for case in cases}) == len(cases), "two cases have one name"
print('{"format": "layer-cases", "version": 1, "cases": [')
print(",\n".join(json.dumps(case) for case in cases))
print("]}")
