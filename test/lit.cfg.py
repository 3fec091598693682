# lit.cfg.py - what every test of the tree shares: formats, tools, substitutions.

import os
import sys

import lit.formats

config.name = "netc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".net", ".test", ".textproto"]
config.excludes = ["Inputs", "corpus", "__pycache__", "unit", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.netc_build_dir, "test", "Output")

# The tree's own tools come before the distribution's; `lit --param netc=PROGRAM`
# tests another netc, such as the static one.
tool_dirs = [os.path.join(config.netc_build_dir, "bin"), config.llvm_tools_dir]
if "netc" in lit_config.params:
    tool_dirs.insert(0, os.path.dirname(os.path.abspath(lit_config.params["netc"])))
config.environment["PATH"] = os.pathsep.join(tool_dirs + ["/usr/bin", "/bin"])
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

# Tests of the release preset's program run where there is one.
if config.static_netc:
    config.available_features.add("static-netc")
config.substitutions.append(("%static_netc", config.static_netc))

if config.sanitizers:
    config.available_features.add("sanitizers")
