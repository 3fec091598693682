# lit.cfg.py - runs the GoogleTest programs of build/unit, one test per case.

import os

import lit.formats

config.name = "netc-unit"
config.suffixes = []
config.test_source_root = os.path.join(config.netc_build_dir, "unit")
config.test_exec_root = config.test_source_root
config.test_format = lit.formats.GoogleTest(".", "Test")
config.environment["NETC_SOURCE_DIR"] = config.netc_source_dir
config.environment["NETC_BUILD_DIR"] = config.netc_build_dir
