//===- ShapeSolverTest.cpp - the solver's time and its facts --------------===//

#include "dialects/Net/IR/ShapeSolver.h"
#include "dialects/Net/IR/NetOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"
#include <chrono>
#include <gtest/gtest.h>

using namespace mlir;
using namespace netc::net;

// A chain of linear layers; every second one says its size.
static std::string chain(int64_t length) {
  const std::string unknown = "!net.array<*>";
  std::string text =
      "net.root @net(%x: !net.array<[8], real>) { %y = net.chain "
      "%x : (!net.array<[8], real>) -> !net.array<*> {\n"
      "^bb0(%v0: !net.array<*>):\n";
  std::string arrays;
  for (int64_t i = 1; i <= length; ++i) {
    std::string place = std::to_string(i);
    text += "%v" + place + " = net.linear %v" + std::to_string(i - 1) +
            " {dimensions = array<i64: 8>, weights = @w" + place +
            "} : (!net.array<*>) -> !net.array<*>\n";
    arrays +=
        "net.array @w" + place + " : !net.array<*> {role = \"Weights\"}\n";
  }
  return text + "net.yield %v" + std::to_string(length) +
         " : !net.array<*> }\n net.yield %y : !net.array<*> } attributes "
         "{input_names = [\"Input\"], output_names = [\"Output\"]}\n" +
         arrays;
}

class ShapeSolverTest : public ::testing::Test {
protected:
  ShapeSolverTest() { context.loadDialect<NetDialect>(); }

  RootOp parse(const std::string &text) {
    module = parseSourceString<ModuleOp>(text, &context);
    return *module->getOps<RootOp>().begin();
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

TEST_F(ShapeSolverTest, DeepChainsTakeLinearTime) {
  RootOp root = parse(chain(20000));
  auto start = std::chrono::steady_clock::now();
  ShapeSolver solver(root);
  ASSERT_TRUE(succeeded(solver.solve()));
  solver.writeBack();
  std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  // 0.1 s where nothing else runs; anything quadratic takes minutes.
  EXPECT_LT(time.count(), 5);
  auto last = cast<ArrayOp>(module->getBody()->back());
  EXPECT_EQ(*cast<netc::net::ArrayType>(last.getType()).fixedShape(),
            SmallVector<int64_t>({8, 8}));
}

TEST_F(ShapeSolverTest, UnknownStaysUnknown) {
  RootOp root = parse("net.root @net(%x: !net.array<*>) { %y = net.linear %x "
                      "{weights = @w} : (!net.array<*>) -> !net.array<*> "
                      "net.yield %y : !net.array<*> } attributes {input_names "
                      "= [\"Input\"], output_names = [\"Output\"]} "
                      "net.array @w : !net.array<*> {role = \"Weights\"}");
  ShapeSolver solver(root);
  ASSERT_TRUE(succeeded(solver.solve()));
  EXPECT_FALSE(solver.hasRank(solver.of(root.getInputPorts()[0])));
  EXPECT_EQ(solver.show(solver.of(FlatSymbolRefAttr::get(&context, "w"))),
            "{?, ?}");
}
