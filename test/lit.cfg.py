# lit.cfg.py - what every test of the tree shares: formats, tools, substitutions.

import os
import sys

import lit.formats

config.name = "netc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".net", ".test", ".textproto"]
config.excludes = ["Inputs", "__pycache__", "unit", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.netc_build_dir, "test", "Output")

# The tree's own tools come before the distribution's.
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(config.netc_build_dir, "bin"), config.llvm_tools_dir, "/usr/bin", "/bin"]
)
# The test of one place builds a copy of the tree, mostly out of ccache.
for name in ("HOME", "CCACHE_DIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.substitutions.append(("%source", config.netc_source_dir))
config.substitutions.append(
    ("%llvm_include", os.path.join(os.path.dirname(config.llvm_tools_dir), "include"))
)
config.substitutions.append(("%build", config.netc_build_dir))
config.substitutions.append(("%python", sys.executable))
config.substitutions.append(("%cc", os.path.join(config.llvm_tools_dir, "clang")))
config.substitutions.append(("%cxx", os.path.join(config.llvm_tools_dir, "clang++")))

if config.sanitizers:
    config.available_features.add("sanitizers")
    # libMLIR.so and libLLVM.so are not instrumented: containers that cross the
    # border would be reported although both sides use them correctly.
    config.environment["ASAN_OPTIONS"] = "detect_container_overflow=0:detect_leaks=0"
    config.environment["UBSAN_OPTIONS"] = "print_stacktrace=1"
