//===- RandomGraphs.cpp - graphs nobody would write -----------------------===//

#include "test/unit/Frontend/RandomGraphs.h"
#include <algorithm>
#include <initializer_list>
#include <random>

namespace {

class GraphMaker {
public:
  explicit GraphMaker(unsigned seed) : random(seed) {}

  std::string makeGraph(int depth) {
    int count = 1 + below(4);
    bool named = chance(40);
    std::string layers, edges;
    for (int place = 1; place <= count; ++place)
      layers += (place > 1 ? ", " : "") +
                (named ? "\"l" + std::to_string(place) + "\" -> " : "") +
                makeLayer(depth);
    for (int left = below(6); left > 0; --left)
      edges += (edges.empty() ? "" : ", ") + makeEdge(count, named);
    return "NetGraph[" + (named ? "<|" + layers + "|>" : "{" + layers + "}") +
           ", {" + edges + "}]";
  }

private:
  int below(int count) { return static_cast<int>(random() % count); }
  bool chance(int percent) { return below(100) < percent; }
  std::string oneOf(std::initializer_list<std::string> choices) {
    return choices.begin()[below(static_cast<int>(choices.size()))];
  }

  std::string makeLayer(int depth) {
    if (depth > 0 && chance(25))
      return makeGraph(depth - 1);
    if (depth > 0 && chance(20))
      return "NetChain[{Ramp, " + oneOf({"Tanh", "3", "SoftmaxLayer[]"}) + "}]";
    return oneOf({"Ramp", "Tanh", "4", "Plus", "DotLayer[]", "CatenateLayer[]",
                  "TotalLayer[]", "MeanSquaredLossLayer[]", "(#a + #b &)",
                  "ThreadingLayer[Times, \"InputPorts\" -> 3]"});
  }

  std::string vertex(int place, bool named) {
    std::string number = std::to_string(place);
    return named && chance(70) ? "\"l" + number + "\"" : number;
  }

  // Forward in most cases, or nearly every graph has a cycle.
  std::string makeEdge(int count, bool named) {
    int from = 1 + below(count), to = 1 + below(count);
    if (from > to)
      std::swap(from, to);
    std::string input = "NetPort[\"x" + std::to_string(1 + below(2)) + "\"]";
    std::string at = vertex(from, named), end = vertex(to, named);
    std::string source =
        from == to ? input
                   : oneOf({at, at, input, "NetPort[" + at + ", \"Output\"]",
                            "NetPort[{" + at + ", 1}]",
                            "NetPort[{" + at + ", 1, \"Output\"}]"});
    return source + " -> " +
           oneOf({end, end, end, "NetPort[" + end + ", \"Input2\"]",
                  "NetPort[" + end + ", \"Target\"]",
                  "NetPort[{" + end + ", 1, \"Input\"}]",
                  source == input ? end : "None",
                  "NetPort[\"y" + std::to_string(1 + below(3)) + "\"]"});
  }

  std::mt19937 random;
};

} // namespace

std::string netc::makeRandomGraph(unsigned seed) {
  return GraphMaker(seed).makeGraph(2);
}
