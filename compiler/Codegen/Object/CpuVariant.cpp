//===- CpuVariant.cpp - the processors that code is made for -------------===//

#include "compiler/Codegen/Object/CpuVariant.h"

#include "netrt/netrt.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/TargetParser/Host.h"
#include <map>

using namespace llvm;
using namespace netc;

// Tuning for a concrete processor and not for the level itself: LLVM's generic
// model spills registers in the unrolled AVX-512 tiles, those of these do not.
static CpuVariant baseline() {
  return {"baseline", "x86-64-v2", "generic", "", 128, NETRT_CPU_X86_64_V2};
}
static CpuVariant v3() {
  return {"v3", "x86-64-v3", "haswell", "", 256, NETRT_CPU_X86_64_V3};
}
static CpuVariant v4() {
  return {"v4", "x86-64-v4", "sapphirerapids", "", 512, NETRT_CPU_X86_64_V4};
}

/// The bits a library asks for when it may use every one of `features`.
static uint64_t requiredBits(const StringMap<bool> &features) {
  static const std::pair<const char *, uint64_t> bits[] = {
      {"sse3", NETRT_CPU_SSE3},
      {"ssse3", NETRT_CPU_SSSE3},
      {"sse4.1", NETRT_CPU_SSE41},
      {"sse4.2", NETRT_CPU_SSE42},
      {"popcnt", NETRT_CPU_POPCNT},
      {"cx16", NETRT_CPU_CX16},
      {"sahf", NETRT_CPU_LAHF},
      {"avx", NETRT_CPU_AVX},
      {"avx2", NETRT_CPU_AVX2},
      {"bmi", NETRT_CPU_BMI1},
      {"bmi2", NETRT_CPU_BMI2},
      {"f16c", NETRT_CPU_F16C},
      {"fma", NETRT_CPU_FMA},
      {"lzcnt", NETRT_CPU_LZCNT},
      {"movbe", NETRT_CPU_MOVBE},
      {"avx512f", NETRT_CPU_AVX512F},
      {"avx512bw", NETRT_CPU_AVX512BW},
      {"avx512cd", NETRT_CPU_AVX512CD},
      {"avx512dq", NETRT_CPU_AVX512DQ},
      {"avx512vl", NETRT_CPU_AVX512VL},
      {"avx512vnni", NETRT_CPU_AVX512VNNI},
      {"avx512bf16", NETRT_CPU_AVX512BF16},
      {"avx512fp16", NETRT_CPU_AVX512FP16},
      {"amx-tile", NETRT_CPU_AMX_TILE},
      {"amx-bf16", NETRT_CPU_AMX_BF16},
      {"amx-int8", NETRT_CPU_AMX_INT8}};
  uint64_t result = 0;
  for (auto [name, bit] : bits)
    if (features.lookup(name))
      result |= bit;
  return result;
}

static CpuVariant native() {
  StringMap<bool> features = sys::getHostCPUFeatures();
  bool wide = features.lookup("avx512f") && features.lookup("avx512vl");
  CpuVariant variant;
  variant.name = "native";
  variant.cpu = variant.tuneCpu = sys::getHostCPUName().str();
  variant.vectorBits = wide ? 512 : features.lookup("avx2") ? 256 : 128;
  variant.required = requiredBits(features);
  // Explicit and in a fixed order: a hypervisor may hide what the model has.
  std::map<StringRef, bool> ordered;
  for (const auto &feature : features)
    ordered[feature.first()] = feature.second;
  for (auto [name, present] : ordered)
    variant.features += (variant.features.empty() ? "" : ",") +
                        std::string(present ? "+" : "-") + name.str();
  return variant;
}

SmallVector<CpuVariant> netc::cpuVariants(StringRef choice) {
  if (choice == "baseline")
    return {baseline()};
  if (choice == "v3")
    return {v3()};
  if (choice == "v4")
    return {v4()};
  if (choice == "native")
    return {native()};
  if (choice == "multi")
    return {baseline(), v3(), v4()};
  return {};
}

ArrayRef<StringRef> netc::cpuChoices() {
  static const StringRef choices[] = {"baseline", "v3", "v4", "native",
                                      "multi"};
  return choices;
}
